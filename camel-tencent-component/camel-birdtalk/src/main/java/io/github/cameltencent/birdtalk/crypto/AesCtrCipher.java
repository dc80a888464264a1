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
package io.github.cameltencent.birdtalk.crypto;

import io.github.cameltencent.birdtalk.ChatKey;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-CTR of the JDK, which uses processor instructions. The cipher object is reused, since creating one is
 * expensive.
 */
final class AesCtrCipher implements SymmetricCipher {

    static final int IV = 16;

    private final Cipher cipher;
    private final SecretKeySpec key;
    private final SecureRandom random;

    AesCtrCipher(ChatKey key, SecureRandom random) {
        try {
            this.cipher = Cipher.getInstance("AES/CTR/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JVM has no AES/CTR/NoPadding", e);
        }
        this.key = key.use(bytes -> new SecretKeySpec(bytes, "AES"));
        this.random = random;
    }

    @Override
    public byte[] encrypt(byte[] plain) {
        byte[] iv = new byte[IV];
        random.nextBytes(iv);
        return encryptWith(iv, plain);
    }

    byte[] encryptWith(byte[] iv, byte[] plain) {
        byte[] out = Arrays.copyOf(iv, IV + plain.length);
        run(Cipher.ENCRYPT_MODE, iv, plain, 0, out, IV);
        return out;
    }

    @Override
    public byte[] decrypt(byte[] ciphertext) {
        SymmetricCipher.checkLength(ciphertext, IV);
        byte[] out = new byte[ciphertext.length - IV];
        run(Cipher.DECRYPT_MODE, Arrays.copyOf(ciphertext, IV), ciphertext, IV, out, 0);
        return out;
    }

    private void run(int mode, byte[] iv, byte[] in, int from, byte[] out, int to) {
        try {
            cipher.init(mode, key, new IvParameterSpec(iv));
            cipher.doFinal(in, from, in.length - from, out, to);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-CTR does not work in this JVM", e);
        }
    }
}
