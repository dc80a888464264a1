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
import io.github.cameltencent.emulator.engine.Answer;
import io.github.cameltencent.emulator.engine.AnswerSender;
import io.github.cameltencent.emulator.engine.Json;
import io.github.cameltencent.emulator.engine.Recorder;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.concurrent.TimeUnit;

/**
 * Answers one search over the whole record: a page of matching requests, newest first, their number, and their
 * distribution over time. It runs on the I/O thread of the connection, in slices of a few milliseconds, so that other
 * connections are not held up.
 */
final class RecordSearch {

    private static final int MAX_PAGE = 200;
    private static final int BUCKETS = 60;
    private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(3);

    private final Recorder recorder;
    private final RecordJson json;
    private final AnswerSender reply;
    private final RecordFilter filter;
    private final long offset;
    private final long limit;
    private final long newest;
    private final long oldest;
    private final long startMillis;
    private final long bucketMillis;
    private final int[][] buckets = new int[BUCKETS][3];
    private final ArrayNode page;
    private final ObjectNode result = Json.object();
    private long next;
    private long matches;
    private long searched;

    RecordSearch(Recorder recorder, RecordJson json, QueryStringDecoder query, AnswerSender reply) {
        this.recorder = recorder;
        this.json = json;
        this.reply = reply;
        this.filter = RecordFilter.of(query);
        this.offset = Long.parseLong(RecordFilter.parameter(query, "offset", "0"));
        this.limit = Math.min(MAX_PAGE, Long.parseLong(RecordFilter.parameter(query, "limit", "50")));
        long upto = Long.parseLong(RecordFilter.parameter(query, "upto", Long.toString(Long.MAX_VALUE)));
        this.newest = Math.max(0, Math.min(upto, recorder.complete(0)));
        this.oldest = recorder.oldest();
        this.next = newest;
        RecordedRequest first = first(oldest, newest, 1);
        RecordedRequest last = first(newest, oldest, -1);
        this.startMillis = first == null ? 0 : first.time().toEpochMilli();
        long endMillis = last == null ? 0 : last.time().toEpochMilli();
        this.bucketMillis = Math.max(1, (endMillis - startMillis) / BUCKETS + 1);
        this.page = result.putArray("requests");
    }

    private RecordedRequest first(long from, long to, int step) {
        for (long sequence = from; (to - sequence) * step >= 0; sequence += step) {
            RecordedRequest request = recorder.get(sequence);
            if (request != null) {
                return request;
            }
        }
        return null;
    }

    void run() {
        if (!reply.channel().isActive()) {
            return;
        }
        long deadline = System.nanoTime() + SLICE_NANOS;
        while (next >= oldest && next > 0) {
            RecordedRequest request = recorder.get(next--);
            if (request != null) {
                visit(request);
            }
            if (System.nanoTime() >= deadline) {
                reply.channel().eventLoop().execute(this::run);
                return;
            }
        }
        finish();
    }

    private void visit(RecordedRequest request) {
        searched++;
        if (!filter.matches(request)) {
            return;
        }
        count(request);
        if (filter.matchesTime(request)) {
            if (matches >= offset && page.size() < limit) {
                page.add(json.outline(request));
            }
            matches++;
        }
    }

    private void count(RecordedRequest request) {
        long bucket = (request.time().toEpochMilli() - startMillis) / bucketMillis;
        int[] counts = buckets[(int) Math.max(0, Math.min(BUCKETS - 1, bucket))];
        counts[!request.fault().isEmpty() ? 2 : request.accepted() ? 0 : 1]++;
    }

    private void finish() {
        result.put("matches", matches).put("searched", searched).put("newest", newest);
        ObjectNode timeline =
                result.putObject("timeline").put("start", startMillis).put("step", bucketMillis);
        ArrayNode counts = timeline.putArray("counts");
        for (int[] bucket : buckets) {
            counts.addArray().add(bucket[0]).add(bucket[1]).add(bucket[2]);
        }
        reply.send(Answer.json(result));
    }
}
