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

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameltencent.emulator.engine.Answer;
import io.github.cameltencent.emulator.engine.Call;
import io.github.cameltencent.emulator.engine.RecordedVerdict;
import io.github.cameltencent.emulator.engine.Recorder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecordArrayInputTest {

    private static final int WRITERS = 4;
    private static final int REQUESTS = 1000;

    private final Recorder recorder = new Recorder(WRITERS * REQUESTS, 1L << 30, text -> {});
    private final RecordJson json = new RecordJson(List.of());
    private final HttpHeaders headers = new DefaultHttpHeaders();

    @Test
    void aReaderWhoGoesOnAfterTheLastNumberMissesNoRequest() throws Exception {
        // makes recording slow, so that readers meet requests that are being recorded
        for (int i = 0; i < 1000; i++) {
            headers.add("header-" + i, "");
        }
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            Thread writer = new Thread(this::write);
            writer.start();
            writers.add(writer);
        }
        List<Long> seen = new ArrayList<>();
        boolean isRecording;
        do {
            isRecording = writers.stream().anyMatch(Thread::isAlive);
            for (JsonNode request : page(seen.isEmpty() ? 0 : seen.get(seen.size() - 1))) {
                seen.add(request.get("seq").asLong());
            }
        } while (isRecording);

        assertThat(seen)
                .isEqualTo(LongStream.rangeClosed(1, WRITERS * REQUESTS).boxed().toList());
    }

    private void write() {
        for (int i = 0; i < REQUESTS; i++) {
            recorder.record(
                    "tpns",
                    new Call("POST", "/v3/push/app", "", headers, new byte[10], Instant.EPOCH),
                    new RecordedVerdict.Plain(true, "valid", "1", List.of()),
                    Answer.refusal(400, "no"),
                    null);
        }
    }

    private JsonNode page(long after) throws Exception {
        RecordArrayInput input = new RecordArrayInput(recorder, json, after, Long.MAX_VALUE);
        StringBuilder text = new StringBuilder();
        while (!input.isEndOfInput()) {
            ByteBuf chunk = input.readChunk(UnpooledByteBufAllocator.DEFAULT);
            text.append(chunk.toString(StandardCharsets.UTF_8));
            chunk.release();
        }
        return new ObjectMapper().readTree(text.toString());
    }
}
