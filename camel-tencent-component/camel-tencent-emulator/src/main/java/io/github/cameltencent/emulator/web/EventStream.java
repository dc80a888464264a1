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

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.RecordedRequest;
import io.github.cameltencent.emulator.engine.Counters;
import io.github.cameltencent.emulator.engine.Json;
import io.github.cameltencent.emulator.engine.Recorder;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Streams live events to one page. It has no queue: ten times a second it reads the new requests from the record, sends
 * the newest of them as one event, and reports how many it skipped. It does not write to a page that does not read.
 * Runs on the I/O thread of its connection.
 */
final class EventStream {

    private static final int REPLAY_LIMIT = 50;
    private static final int EVENT_LIMIT = 60;
    private static final int TICK_MILLIS = 100;
    private static final int KEEP_ALIVE_TICKS = 150;

    private final Channel channel;
    private final Recorder recorder;
    private final RecordJson json;
    private Future<?> ticking;
    private Counters sentCounters = new Counters(-1, 0, 0, 0, 0);
    private long lastSequence;
    private long skipped;
    private int idleTicks;

    EventStream(Channel channel, Recorder recorder, RecordJson json) {
        this.channel = channel;
        this.recorder = recorder;
        this.json = json;
        this.lastSequence = Math.max(0, recorder.newest() - REPLAY_LIMIT);
    }

    void start() {
        DefaultHttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        head.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "text/event-stream; charset=utf-8")
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        channel.writeAndFlush(head);
        send("retry: 1000\n\n");
        ticking = channel.eventLoop().scheduleAtFixedRate(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener(closed -> ticking.cancel(false));
    }

    private void tick() {
        if (!channel.isWritable()) {
            return;
        }
        Counters now = recorder.counters();
        long newest = recorder.complete(lastSequence);
        if (newest == lastSequence && now.equals(sentCounters)) {
            if (++idleTicks % KEEP_ALIVE_TICKS == 0) {
                send(": keep-alive\n\n");
            }
            return;
        }
        idleTicks = 0;
        long from = Math.max(lastSequence, newest - EVENT_LIMIT);
        skipped += from - lastSequence;
        lastSequence = newest;
        sentCounters = now;
        List<RecordedRequest> requests = recorder.after(from, (int) Math.min(EVENT_LIMIT, newest - from));
        send("data: " + new String(Json.bytes(event(requests, now)), StandardCharsets.UTF_8) + "\n\n");
    }

    private ObjectNode event(List<RecordedRequest> requests, Counters now) {
        ObjectNode event = Json.object();
        event.putObject("counters")
                .put("received", now.received())
                .put("accepted", now.accepted())
                .put("refused", now.refused())
                .put("faulted", now.faulted())
                .put("dropped", now.dropped());
        event.put("notShown", skipped);
        ArrayNode list = event.putArray("requests");
        requests.forEach(request -> list.add(json.outline(request)));
        return event;
    }

    private void send(String text) {
        ByteBuf bytes = channel.alloc().buffer();
        bytes.writeCharSequence(text, StandardCharsets.UTF_8);
        channel.writeAndFlush(new DefaultHttpContent(bytes));
    }
}
