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
package io.github.cameltencent.emulator.cloud.signing;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parsed header {@code Authorization} of TC3. */
record ReceivedTc3Authorization(String secretId, String date, String service, List<String> names, String signature) {

    private static final Pattern FORM =
            Pattern.compile("TC3-HMAC-SHA256 Credential=([^/,\\s]+)/([^/,\\s]+)/([^/,\\s]+)/"
                    + "([^/,\\s]+), SignedHeaders=([^,\\s]+), Signature=([^,\\s]+)");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    static ReceivedTc3Authorization parse(String header) {
        if (!header.startsWith("TC3-HMAC-SHA256 ")) {
            throw CloudAuthenticationException.malformed(
                    "it must start with TC3-HMAC-SHA256 and one space, or be SKIP");
        }
        Matcher matcher = FORM.matcher(header);
        if (!matcher.matches()) {
            throw CloudAuthenticationException.malformed(
                    "expected Credential=ID/DATE/SERVICE/tc3_request, SignedHeaders=NAMES, Signature=HEX,"
                            + " with a comma and one space between the parts");
        }
        if (!matcher.group(4).equals("tc3_request")) {
            throw CloudAuthenticationException.malformed("the scope must end with tc3_request");
        }
        if (!DATE.matcher(matcher.group(2)).matches()) {
            throw CloudAuthenticationException.malformed("the date of the scope must be YYYY-MM-DD");
        }
        if (!HEX.matcher(matcher.group(6)).matches()) {
            throw CloudAuthenticationException.malformed("the signature must be 64 hex digits in lower case");
        }
        List<String> names = List.of(matcher.group(5).split(";", -1));
        check(names);
        return new ReceivedTc3Authorization(
                matcher.group(1), matcher.group(2), matcher.group(3), names, matcher.group(6));
    }

    private static void check(List<String> names) {
        String before = "";
        for (String name : names) {
            if (!name.equals(name.toLowerCase(Locale.ROOT))) {
                throw CloudAuthenticationException.malformed("SignedHeaders must be in lower case: " + name);
            }
            if (name.compareTo(before) <= 0) {
                throw CloudAuthenticationException.malformed(
                        "SignedHeaders must be sorted, each name once: " + name + " after " + before);
            }
            before = name;
        }
        for (String name : List.of("content-type", "host")) {
            if (!names.contains(name)) {
                throw CloudAuthenticationException.malformed("SignedHeaders must name " + name);
            }
        }
    }
}
