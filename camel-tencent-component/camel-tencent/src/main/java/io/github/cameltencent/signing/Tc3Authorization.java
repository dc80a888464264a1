/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.cameltencent.signing;

import io.github.cameltencent.sign.CloudSignatureTc3;
import java.util.ArrayList;
import java.util.List;

/** The parts of a header {@code Authorization} by TC3-HMAC-SHA256, in the one form that it has. */
record Tc3Authorization(String secretId, String date, String service, List<String> signedHeaders, String signature) {

    private static final String CREDENTIAL = CloudSignatureTc3.ALGORITHM + " Credential=";
    private static final String SIGNED_HEADERS = ", SignedHeaders=";
    private static final String SIGNATURE = ", Signature=";
    private static final String TERMINATOR = "tc3_request";
    private static final int LONGEST = 2048;
    private static final int MOST_HEADERS = 32;

    /** Null where the text is something else, or the signed headers are not sorted, unique, and with the two needed. */
    static Tc3Authorization parse(String text) {
        int headersAt = text.indexOf(SIGNED_HEADERS);
        int signatureAt = text.indexOf(SIGNATURE, Math.max(headersAt, 0));
        if (text.length() > LONGEST
                || !text.startsWith(CREDENTIAL)
                || headersAt < CREDENTIAL.length()
                || signatureAt < 0) {
            return null;
        }
        List<String> credential = split(text.substring(CREDENTIAL.length(), headersAt), '/');
        List<String> headers = split(text.substring(headersAt + SIGNED_HEADERS.length(), signatureAt), ';');
        if (credential.size() != 4 || !credential.get(3).equals(TERMINATOR) || !areGood(headers)) {
            return null;
        }
        return new Tc3Authorization(
                credential.get(0),
                credential.get(1),
                credential.get(2),
                headers,
                text.substring(signatureAt + SIGNATURE.length()));
    }

    private static boolean areGood(List<String> headers) {
        for (int i = 1; i < headers.size(); i++) {
            if (headers.get(i - 1).compareTo(headers.get(i)) >= 0) {
                return false;
            }
        }
        return headers.size() <= MOST_HEADERS && headers.contains("content-type") && headers.contains("host");
    }

    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, from)) {
            parts.add(text.substring(from, end));
            from = end + 1;
        }
        parts.add(text.substring(from));
        return parts;
    }
}
