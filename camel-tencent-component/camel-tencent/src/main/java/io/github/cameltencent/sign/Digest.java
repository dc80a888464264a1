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
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The digest algorithms of Tencent's signatures. */
public enum Digest {
    SHA_1("SHA-1"),
    SHA_256("SHA-256");

    // only cloned, which costs a third of asking the security providers
    private final MessageDigest empty;

    Digest(String algorithm) {
        try {
            empty = MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JVM does not support " + algorithm, e);
        }
    }

    /** Returns an empty digest, owned by the caller. */
    MessageDigest newDigest() {
        try {
            return (MessageDigest) empty.clone();
        } catch (CloneNotSupportedException e) {
            // not supported by some hardware providers
            return fromProvider();
        }
    }

    private MessageDigest fromProvider() {
        try {
            return MessageDigest.getInstance(empty.getAlgorithm());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Computes the digest. */
    public byte[] of(byte[] text) {
        return newDigest().digest(text);
    }

    /** Computes the digest as hexadecimal digits in lower case. */
    public String hex(byte[] text) {
        return HexFormat.of().formatHex(of(text));
    }

    byte[] of(byte[] text, int length) {
        MessageDigest digest = newDigest();
        digest.update(text, 0, length);
        return digest.digest();
    }
}
