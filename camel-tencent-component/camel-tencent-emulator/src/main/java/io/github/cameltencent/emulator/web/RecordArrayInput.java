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
package io.github.cameltencent.emulator.web;

import io.github.cameltencent.emulator.RecordedRequest;
import io.github.cameltencent.emulator.engine.Json;
import io.github.cameltencent.emulator.engine.Recorder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.stream.ChunkedInput;
import java.util.List;

/**
 * Streams the record as a JSON array, so that it is not in memory twice. Ends before a request that is just being recorded,
 * so that a reader who goes on after the last number misses none.
 */
final class RecordArrayInput implements ChunkedInput<ByteBuf> {

    private static final int CHUNK_SIZE = 200;

    private final Recorder recorder;
    private final RecordJson json;
    private final long last;
    private long left;
    private long at;
    private boolean started;
    private boolean ended;
    private long progress;

    RecordArrayInput(Recorder recorder, RecordJson json, long after, long limit) {
        this.recorder = recorder;
        this.json = json;
        this.at = after;
        this.left = limit;
        this.last = recorder.complete(after);
    }

    @Override
    public ByteBuf readChunk(ByteBufAllocator allocator) {
        ByteBuf chunk = allocator.buffer(64 * 1024);
        if (!started) {
            chunk.writeByte('[');
        }
        List<RecordedRequest> some = recorder.after(at, (int) Math.min(CHUNK_SIZE, left));
        for (RecordedRequest request : some) {
            at = request.sequence();
            if (at > last) {
                break;
            }
            chunk.writeByte(progress++ == 0 ? '\n' : ',');
            chunk.writeBytes(Json.bytes(json.facts(request)));
        }
        started = true;
        left -= some.size();
        if (some.isEmpty() || left <= 0 || at >= last) {
            chunk.writeByte(']');
            ended = true;
        }
        return chunk;
    }

    @Override
    @Deprecated
    public ByteBuf readChunk(ChannelHandlerContext ctx) {
        return readChunk(ctx.alloc());
    }

    @Override
    public boolean isEndOfInput() {
        return ended;
    }

    @Override
    public long length() {
        return -1;
    }

    @Override
    public long progress() {
        return progress;
    }

    @Override
    public void close() {
        ended = true;
    }
}
