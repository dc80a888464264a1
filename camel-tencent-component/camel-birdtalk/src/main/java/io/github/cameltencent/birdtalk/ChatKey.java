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

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.Function;

/**
 * A key agreed with a chat server. It is as sensitive as a password: it allows to log in. Its owner closes it, which
 * wipes the bytes. Not thread-safe while it is being closed.
 */
public final class ChatKey implements AutoCloseable {

    /** The length of a key in bytes. */
    public static final int LENGTH = 32;

    private final byte[] bytes;
    private final long print;
    private final ChatCipher cipher;
    private boolean closed;

    /**
     * A key of 32 bytes, which are copied.
     *
     * @param cipher the cipher that the key was agreed for
     */
    public ChatKey(byte[] key, ChatCipher cipher) {
        if (key.length != LENGTH) {
            throw new IllegalArgumentException("A chat key must have " + LENGTH + " bytes, not " + key.length);
        }
        this.bytes = key.clone();
        this.print = printOf(key);
        this.cipher = cipher;
    }

    /** The fingerprint of a key: its first eight bytes as a little-endian number. */
    public static long printOf(byte[] key) {
        return ByteBuffer.wrap(key).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    /** The fingerprint, by which the server finds the key. It reveals a quarter of the key and must not be logged. */
    public long print() {
        return print;
    }

    public ChatCipher cipher() {
        return cipher;
    }

    /** A copy of the bytes, which the caller wipes. */
    public byte[] copyBytes() {
        open();
        return bytes.clone();
    }

    /** A copy that is closed independently. */
    public ChatKey copy() {
        open();
        return new ChatKey(bytes, cipher);
    }

    /** Whether both keys and their ciphers are equal, compared in constant time. */
    public boolean isSame(ChatKey other) {
        return cipher == other.cipher && MessageDigest.isEqual(bytes, other.bytes);
    }

    /** Applies a function to the bytes. It must not keep a reference: the bytes are wiped with the key. */
    public <T> T use(Function<byte[], T> function) {
        open();
        return function.apply(bytes);
    }

    private void open() {
        if (closed) {
            throw new IllegalStateException("The chat key was wiped");
        }
    }

    @Override
    public void close() {
        closed = true;
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public String toString() {
        return "ChatKey[" + cipher.encType() + (closed ? ", wiped]" : "]");
    }
}
