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

/** The digests that Tencent's signatures are made of. */
public enum Digest {
    SHA_1("SHA-1"),
    SHA_256("SHA-256");

    // never fed, only copied, which is a third of the price of asking the providers
    private final MessageDigest empty;

    Digest(String algorithm) {
        try {
            empty = MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no " + algorithm, e);
        }
    }

    /** One that nothing was fed to; it belongs to the caller. */
    MessageDigest fresh() {
        try {
            return (MessageDigest) empty.clone();
        } catch (CloneNotSupportedException e) {
            // some hardware providers cannot
            return anew();
        }
    }

    private MessageDigest anew() {
        try {
            return MessageDigest.getInstance(empty.getAlgorithm());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The digest of these bytes. */
    public byte[] of(byte[] text) {
        return fresh().digest(text);
    }

    /** The same in hexadecimal digits, in lower case. */
    public String hex(byte[] text) {
        return HexFormat.of().formatHex(of(text));
    }

    byte[] of(byte[] text, int length) {
        MessageDigest digest = fresh();
        digest.update(text, 0, length);
        return digest.digest();
    }
}
