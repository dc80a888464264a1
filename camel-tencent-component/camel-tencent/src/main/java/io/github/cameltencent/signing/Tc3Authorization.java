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

/** The parsed header {@code Authorization} of TC3-HMAC-SHA256. */
record Tc3Authorization(String secretId, String date, String service, List<String> signedHeaders, String signature) {

    private static final String CREDENTIAL = CloudSignatureTc3.ALGORITHM + " Credential=";
    private static final String SIGNED_HEADERS = ", SignedHeaders=";
    private static final String SIGNATURE = ", Signature=";
    private static final String TERMINATOR = "tc3_request";
    private static final int MAX_LENGTH = 2048;
    private static final int MAX_HEADERS = 32;

    /**
     * Parses the header; returns null if it is malformed, or the signed headers are not sorted and unique or lack
     * content-type or host.
     */
    static Tc3Authorization parse(String text) {
        int headersAt = text.indexOf(SIGNED_HEADERS);
        int signatureAt = text.indexOf(SIGNATURE, Math.max(headersAt, 0));
        if (text.length() > MAX_LENGTH
                || !text.startsWith(CREDENTIAL)
                || headersAt < CREDENTIAL.length()
                || signatureAt < 0) {
            return null;
        }
        List<String> credential = split(text.substring(CREDENTIAL.length(), headersAt), '/');
        List<String> headers = split(text.substring(headersAt + SIGNED_HEADERS.length(), signatureAt), ';');
        if (credential.size() != 4 || !credential.get(3).equals(TERMINATOR) || !areValid(headers)) {
            return null;
        }
        return new Tc3Authorization(
                credential.get(0),
                credential.get(1),
                credential.get(2),
                headers,
                text.substring(signatureAt + SIGNATURE.length()));
    }

    private static boolean areValid(List<String> headers) {
        for (int i = 1; i < headers.size(); i++) {
            if (headers.get(i - 1).compareTo(headers.get(i)) >= 0) {
                return false;
            }
        }
        return headers.size() <= MAX_HEADERS && headers.contains("content-type") && headers.contains("host");
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
