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

/** AES-256-CTR of the JDK, whose processor instructions no library has; the cipher object is kept, as making one is dear. */
final class AesCtr implements Sealer {

    static final int IV = 16;

    private final Cipher cipher;
    private final SecretKeySpec key;
    private final SecureRandom random;

    AesCtr(ChatKey key, SecureRandom random) {
        try {
            this.cipher = Cipher.getInstance("AES/CTR/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no AES/CTR/NoPadding", e);
        }
        this.key = key.use(bytes -> new SecretKeySpec(bytes, "AES"));
        this.random = random;
    }

    @Override
    public byte[] seal(byte[] plain) {
        byte[] iv = new byte[IV];
        random.nextBytes(iv);
        return sealWith(iv, plain);
    }

    byte[] sealWith(byte[] iv, byte[] plain) {
        byte[] out = Arrays.copyOf(iv, IV + plain.length);
        run(Cipher.ENCRYPT_MODE, iv, plain, 0, out, IV);
        return out;
    }

    @Override
    public byte[] open(byte[] sealed) {
        Sealer.mustExceed(sealed, IV);
        byte[] out = new byte[sealed.length - IV];
        run(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, IV), sealed, IV, out, 0);
        return out;
    }

    private void run(int mode, byte[] iv, byte[] in, int from, byte[] out, int to) {
        try {
            cipher.init(mode, key, new IvParameterSpec(iv));
            cipher.doFinal(in, from, in.length - from, out, to);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-CTR does not work in this Java", e);
        }
    }
}
