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
package io.github.cameltencent.birdtalk;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * Whose state is kept: an account on a server, as one installation uses it.
 *
 * @param serverUri the server's address
 * @param login the user id or the e-mail address that the account logs in with
 * @param clientId the id of the installation
 */
public record ChatAccount(String serverUri, String login, String clientId) {

    /** An account of which all parts are given. */
    public ChatAccount {
        Objects.requireNonNull(serverUri, "serverUri");
        Objects.requireNonNull(login, "login");
        Objects.requireNonNull(clientId, "clientId");
    }

    /** A name of 64 characters from which nothing can be read, for files and keys of stores. */
    public String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : new String[] {serverUri, login, clientId}) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update((byte) (bytes.length >> 8));
                digest.update((byte) bytes.length);
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }
}
