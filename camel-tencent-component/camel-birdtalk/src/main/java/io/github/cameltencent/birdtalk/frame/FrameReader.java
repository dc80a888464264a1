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
package io.github.cameltencent.birdtalk.frame;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import io.github.cameltencent.birdtalk.protocol.Msg;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Reads what the server sends. Unknown fields, enum numbers and kinds are kept or passed by; what is no message at all
 * is told by an exception. Safe for use by several threads.
 */
public final class FrameReader {

    /** No message of the schema is nested deeper than eight. */
    private static final int DEEPEST = 32;

    private final int largest;

    /** A reader that takes frames up to a size. */
    public FrameReader(int largest) {
        if (largest < 1024) {
            throw new IllegalArgumentException("maxFrameSize must be at least 1024");
        }
        this.largest = largest;
    }

    public Msg read(ByteBuffer bytes) throws BadFrame {
        if (bytes.remaining() > largest) {
            throw new BadFrame(
                    "The server sent a frame of " + bytes.remaining() + " bytes; maxFrameSize is " + largest);
        }
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        in.setRecursionLimit(DEEPEST);
        try {
            Msg msg = Msg.parseFrom(in);
            in.checkLastTagWas(0);
            return msg;
        } catch (InvalidProtocolBufferException e) {
            throw new BadFrame("The server sent a frame that is no message of the chat");
        } catch (IOException e) {
            throw new IllegalStateException("A buffer cannot be read", e);
        }
    }
}
