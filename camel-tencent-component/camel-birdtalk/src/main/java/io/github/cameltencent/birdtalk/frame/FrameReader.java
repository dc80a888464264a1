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
 * Parses the frames of the server. Unknown fields and enum values are kept; bytes that are no message are refused.
 * Thread-safe.
 */
public final class FrameReader {

    /** The messages of the schema are nested at most eight levels deep. */
    private static final int MAX_DEPTH = 32;

    private final int maxBytes;

    /** A reader for frames up to a size in bytes. */
    public FrameReader(int maxBytes) {
        if (maxBytes < 1024) {
            throw new IllegalArgumentException("maxFrameSize must be at least 1024");
        }
        this.maxBytes = maxBytes;
    }

    public Msg read(ByteBuffer bytes) throws InvalidFrameException {
        if (bytes.remaining() > maxBytes) {
            throw new InvalidFrameException(
                    "The server sent a frame of " + bytes.remaining() + " bytes; maxFrameSize is " + maxBytes);
        }
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        in.setRecursionLimit(MAX_DEPTH);
        try {
            Msg msg = Msg.parseFrom(in);
            in.checkLastTagWas(0);
            return msg;
        } catch (InvalidProtocolBufferException e) {
            throw new InvalidFrameException("The server sent a frame that is no chat message");
        } catch (IOException e) {
            throw new IllegalStateException("A buffer cannot be read", e);
        }
    }
}
