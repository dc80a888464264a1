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
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.engines.ChaCha7539Engine;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/**
 * ChaCha20 of RFC 8439 without authentication. The JDK's implementation cannot be initialised again with the same
 * nonce.
 */
final class ChaCha20Cipher implements SymmetricCipher {

    static final int NONCE = 12;

    private final ChaCha7539Engine engine = new ChaCha7539Engine();
    private final KeyParameter key;
    private final SecureRandom random;

    ChaCha20Cipher(ChatKey key, SecureRandom random) {
        this.key = key.use(KeyParameter::new);
        this.random = random;
    }

    @Override
    public byte[] encrypt(byte[] plain) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        return encryptWith(nonce, plain);
    }

    byte[] encryptWith(byte[] nonce, byte[] plain) {
        byte[] out = Arrays.copyOf(nonce, NONCE + plain.length);
        engine.init(true, new ParametersWithIV(key, nonce));
        engine.processBytes(plain, 0, plain.length, out, NONCE);
        return out;
    }

    @Override
    public byte[] decrypt(byte[] ciphertext) {
        SymmetricCipher.checkLength(ciphertext, NONCE);
        byte[] out = new byte[ciphertext.length - NONCE];
        engine.init(false, new ParametersWithIV(key, Arrays.copyOf(ciphertext, NONCE)));
        engine.processBytes(ciphertext, NONCE, out.length, out, 0);
        return out;
    }
}
