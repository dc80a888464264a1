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
package io.github.cameltencent.sign;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Computes HMAC-SHA256 or HMAC-SHA1 (RFC 2104) with one key. The key blocks are digested once and each MAC starts from
 * a clone of that state: for short texts this saves a third of the work of {@link javax.crypto.Mac}, and threads share
 * no state. Thread-safe.
 */
final class Hmac {

    private static final int BLOCK = 64; // of both digests
    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5c;

    private final Digest digest;
    private final byte[] innerPad;
    private final byte[] outerPad;
    // not updated after the constructor
    private final MessageDigest inner;
    private final MessageDigest outer;

    private Hmac(Digest digest, byte[] key) {
        this.digest = digest;
        byte[] block = Arrays.copyOf(key.length > BLOCK ? digest.of(key) : key, BLOCK);
        innerPad = pad(block, INNER);
        outerPad = pad(block, OUTER);
        inner = started(innerPad);
        outer = started(outerPad);
    }

    static Hmac sha256(byte[] key) {
        return new Hmac(Digest.SHA_256, key);
    }

    static Hmac sha1(byte[] key) {
        return new Hmac(Digest.SHA_1, key);
    }

    private static byte[] pad(byte[] block, byte with) {
        byte[] pad = new byte[BLOCK];
        for (int i = 0; i < BLOCK; i++) {
            pad[i] = (byte) (block[i] ^ with);
        }
        return pad;
    }

    byte[] of(byte[] text) {
        return of(text, text.length);
    }

    byte[] of(byte[] text, int length) {
        MessageDigest digest = copy(inner, innerPad);
        digest.update(text, 0, length);
        return copy(outer, outerPad).digest(digest.digest());
    }

    byte[] of(byte[] head, int headLength, byte[] rest) {
        MessageDigest digest = copy(inner, innerPad);
        digest.update(head, 0, headLength);
        digest.update(rest);
        return copy(outer, outerPad).digest(digest.digest());
    }

    private MessageDigest copy(MessageDigest started, byte[] pad) {
        try {
            return (MessageDigest) started.clone();
        } catch (CloneNotSupportedException e) {
            // not supported by some hardware providers
            return started(pad);
        }
    }

    private MessageDigest started(byte[] pad) {
        MessageDigest started = digest.newDigest();
        started.update(pad);
        return started;
    }
}
