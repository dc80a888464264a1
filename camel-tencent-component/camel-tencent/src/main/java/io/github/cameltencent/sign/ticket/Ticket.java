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
package io.github.cameltencent.sign.ticket;

/**
 * The content of a UserSig that is not verified yet.
 *
 * @param algorithm {@link #HMAC_SHA256} or {@link #ECDSA_SHA256}
 * @param expire the lifetime in seconds
 * @param userBuf null for none
 * @param signed the text that the signature has to match
 * @param signature null if the member is not Base64
 */
public record Ticket(
        String algorithm,
        String userId,
        long sdkAppId,
        long issuedAt,
        long expire,
        byte[] userBuf,
        byte[] signed,
        byte[] signature) {

    public static final String HMAC_SHA256 = "HMAC_SHA256";
    public static final String ECDSA_SHA256 = "ECDSA_SHA256";

    public long expiresAt() {
        return Validity.add(issuedAt, expire);
    }
}
