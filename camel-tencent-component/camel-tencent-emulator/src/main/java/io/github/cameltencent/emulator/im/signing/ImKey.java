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
package io.github.cameltencent.emulator.im.signing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A key of an application, which verifies UserSigs. */
public interface ImKey {

    boolean signed(ReceivedUserSig ticket);

    /** Whether this is a public key for ECDSA UserSigs. */
    boolean legacy();

    /** The secret key as the console shows it. */
    static ImKey secret(String text) {
        try {
            Mac keyed = Mac.getInstance("HmacSHA256");
            keyed.init(new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return new Secret(keyed);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("a key must not be empty", e);
        }
    }

    /** A public key, as old applications use it. */
    static ImKey legacy(PublicKey key, Provider provider) {
        return new Legacy(key, provider);
    }

    /** Keeps the key only inside the MAC. */
    final class Secret implements ImKey {

        private final Mac keyed;

        private Secret(Mac keyed) {
            this.keyed = keyed;
        }

        @Override
        public boolean signed(ReceivedUserSig ticket) {
            return MessageDigest.isEqual(mac(ticket.signedText()), ticket.sig());
        }

        byte[] mac(String text) {
            try {
                return ((Mac) keyed.clone()).doFinal(text.getBytes(StandardCharsets.UTF_8));
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public boolean legacy() {
            return false;
        }
    }

    /** Verifies with the given provider or the JDK's, which lack secp256k1. */
    final class Legacy implements ImKey {

        private final PublicKey key;
        private final Provider provider;

        private Legacy(PublicKey key, Provider provider) {
            this.key = key;
            this.provider = provider;
        }

        @Override
        public boolean signed(ReceivedUserSig ticket) {
            try {
                Signature signature = provider == null
                        ? Signature.getInstance("SHA256withECDSA")
                        : Signature.getInstance("SHA256withECDSA", provider);
                signature.initVerify(key);
                signature.update(ticket.signedText().getBytes(StandardCharsets.UTF_8));
                return signature.verify(ticket.sig());
            } catch (GeneralSecurityException e) {
                return false;
            }
        }

        @Override
        public boolean legacy() {
            return true;
        }
    }
}
