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
package io.github.cameltencent.emulator.chat.state;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.ChaCha20ParameterSpec;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A key stored by the server and the id of its user, 0 while nobody has logged in with it. */
public final class SharedKey {

    private static final int LINK_NONCE = 12;
    private static final int LINK_TAG = 16;

    private final byte[] key;
    private final boolean chaCha;
    private long userId;

    public SharedKey(byte[] key, String encType) {
        this.key = key;
        this.chaCha = isChaCha(encType);
    }

    /** Whether the server knows a cipher by this name. */
    public static boolean knows(String encType) {
        return encType.isEmpty() || encType.equalsIgnoreCase("AES-CTR") || isChaCha(encType);
    }

    private static boolean isChaCha(String encType) {
        return encType.toLowerCase(Locale.ROOT).equals("chacha20");
    }

    public long print() {
        return ServerKeyAgreement.print(key);
    }

    public long userId() {
        return userId;
    }

    public void bind(long user) {
        userId = user;
    }

    int ivLength() {
        return chaCha ? 12 : 16;
    }

    public byte[] encrypt(String text, SecureRandom random) {
        byte[] iv = new byte[ivLength()];
        random.nextBytes(iv);
        byte[] cipherText = run(Cipher.ENCRYPT_MODE, iv, text.getBytes(StandardCharsets.UTF_8));
        byte[] all = Arrays.copyOf(iv, iv.length + cipherText.length);
        System.arraycopy(cipherText, 0, all, iv.length, cipherText.length);
        return all;
    }

    /** The plain text; null if the data is shorter than the IV. */
    public String decrypt(byte[] all) {
        if (all.length <= ivLength()) {
            return null;
        }
        byte[] iv = Arrays.copyOf(all, ivLength());
        byte[] text = run(Cipher.DECRYPT_MODE, iv, Arrays.copyOfRange(all, iv.length, all.length));
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /** Decrypts a link's signature, always AES-GCM whatever the cipher of the exchange; null if invalid. */
    public String openLink(String signature) {
        byte[] all = Base64.getUrlDecoder().decode(signature);
        if (all.length < LINK_NONCE + LINK_TAG || signature.indexOf('=') >= 0) {
            return null;
        }
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            GCMParameterSpec spec = new GCMParameterSpec(LINK_TAG * Byte.SIZE, all, 0, LINK_NONCE);
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), spec);
            return new String(cipher.doFinal(all, LINK_NONCE, all.length - LINK_NONCE), StandardCharsets.UTF_8);
        } catch (AEADBadTagException e) {
            return null;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES-GCM", e);
        }
    }

    private byte[] run(int mode, byte[] iv, byte[] in) {
        try {
            Cipher cipher = Cipher.getInstance(chaCha ? "ChaCha20" : "AES/CTR/NoPadding");
            AlgorithmParameterSpec spec = chaCha ? new ChaCha20ParameterSpec(iv, 0) : new IvParameterSpec(iv);
            cipher.init(mode, new SecretKeySpec(key, chaCha ? "ChaCha20" : "AES"), spec);
            return cipher.doFinal(in);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot encrypt as the chat wants", e);
        }
    }
}
