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
package io.github.cameltencent.emulator.engine;

import java.util.Locale;
import java.util.regex.Pattern;

/** Masks secrets in recorded requests. */
public final class SecretMasker {

    private static final String SIGNATURE = "Signature=";
    private static final Pattern SECRETS = Pattern.compile("(^|&)(Signature|Token|(?i:usersig))=[^&]*");

    /** Parameters of links to chat files; the key print is a quarter of the key. */
    private static final Pattern LINK = Pattern.compile("(^|&)(u|sign)=[^&]*");

    /** Members of JSON objects that hold credentials, such as in the answers of STS. */
    private static final Pattern MEMBERS = Pattern.compile(
            "(\"(?:(?:Tmp)?SecretKey|SecretAccessKey|(?:Session|Security|WebIdentity)?Token|UserSig|SAMLAssertion|Password)"
                    + "\"\\s*:\\s*\")[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+(\"?)",
            Pattern.CASE_INSENSITIVE);

    private SecretMasker() {}

    /** Masks a header with credentials: keeps the scheme, and of TC3 everything but the signature. */
    public static String header(String value) {
        int signature = value.indexOf(SIGNATURE);
        int space = value.indexOf(' ');
        int shown = signature > 0
                ? signature + SIGNATURE.length()
                : space > 0 ? space + 1 : Math.min(6, value.length() / 4);
        return value.substring(0, shown) + "…";
    }

    /** Masks the values of members with credentials in a JSON text, which may be truncated. */
    public static String json(String text) {
        return MEMBERS.matcher(text).replaceAll("$1…$2");
    }

    /** Masks signatures and tokens in a query or form: of the Cloud API, of IM's UserSig, of links to chat files. */
    public static String form(String text) {
        String masked = text.contains("sign=") ? LINK.matcher(text).replaceAll("$1$2=…") : text;
        return masked.contains("Signature=")
                        || masked.contains("Token=")
                        || masked.toLowerCase(Locale.ROOT).contains("usersig=")
                ? SECRETS.matcher(masked).replaceAll("$1$2=…")
                : masked;
    }
}
