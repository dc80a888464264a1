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
package io.github.cameltencent.transport.http;

import java.util.regex.Pattern;

/** Masks the secret query parameters of a URI. */
public final class SecretQuery {

    private static final String TICKET = "usersig=";
    private static final String SIGNATURE = "Signature="; // of signature v1 of the Cloud API, where Token may follow
    private static final Pattern SECRET = Pattern.compile("(?<=[?&](?:usersig|Signature|Token)=)[^&]+");

    private SecretQuery() {}

    /** Returns the URI with its secrets masked. */
    public static String masked(String uri) {
        return uri.contains(TICKET) || uri.contains(SIGNATURE)
                ? SECRET.matcher(uri).replaceAll(SecretHeaders.MASK)
                : uri;
    }
}
