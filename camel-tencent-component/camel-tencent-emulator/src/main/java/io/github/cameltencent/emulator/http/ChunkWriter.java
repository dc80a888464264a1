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
package io.github.cameltencent.emulator.http;

import io.github.cameltencent.emulator.engine.ChunkedBody;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultHttpContent;
import java.util.concurrent.TimeUnit;

/**
 * Writes the parts of a streamed answer at their interval, and more slowly if the client reads more slowly. Runs on the
 * I/O thread of the connection.
 */
final class ChunkWriter {

    private static final long RETRY_DELAY_MILLIS = 2;

    private final Channel channel;
    private final ChunkedBody chunks;
    private final int end;
    private final Runnable then;
    private int next;

    ChunkWriter(Channel channel, ChunkedBody chunks, int end, Runnable then) {
        this.channel = channel;
        this.chunks = chunks;
        this.end = end;
        this.then = then;
    }

    void run() {
        while (channel.isActive()) {
            if (next == end) {
                then.run();
                return;
            }
            if (!channel.isWritable()) {
                channel.flush();
                later(RETRY_DELAY_MILLIS);
                return;
            }
            channel.write(
                    new DefaultHttpContent(Unpooled.wrappedBuffer(chunks.part().apply(next++))));
            if (chunks.delayMillis() > 0) {
                channel.flush();
                later(chunks.delayMillis());
                return;
            }
        }
    }

    private void later(long millis) {
        channel.eventLoop().schedule(this::run, millis, TimeUnit.MILLISECONDS);
    }
}
