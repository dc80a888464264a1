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
package io.github.cameltencent.cloud.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.fuzz.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** A stream of events ends, with all its events or because one is too large, and does not depend on how bytes arrive. */
class EventStreamFuzzTest extends FuzzTest {

    @Override
    protected List<String> words() {
        return List.of(
                "data:", "data: ", "event:", "id:", "retry:", ":", "\n", "\r", "\r\n", "\n\n", "[DONE]", "\uFEFF");
    }

    @Override
    protected String read(byte[] input) throws IOException {
        List<ServerSentEvent> whole = events(new ByteArrayInputStream(input));
        if (input.length < 4096) {
            assertThat(events(new OneByOne(input))).isEqualTo(whole);
        }
        return "events " + Math.min(8, whole.size()) + whole.stream().anyMatch(event -> event.name() != null)
                + whole.stream().anyMatch(event -> event.id() != null);
    }

    private static List<ServerSentEvent> events(InputStream in) throws IOException {
        List<ServerSentEvent> events = new ArrayList<>();
        EventReader reader = new EventReader(in);
        try {
            for (ServerSentEvent event = reader.read(); event != null; event = reader.read()) {
                events.add(event);
                assertThat(event.data().length()).isLessThanOrEqualTo(EventReader.MAX_EVENT_BYTES);
            }
        } catch (EventTooLargeException e) {
            return List.of();
        }
        return events;
    }

    private static final class OneByOne extends ByteArrayInputStream {

        OneByOne(byte[] bytes) {
            super(bytes);
        }

        @Override
        public synchronized int read(byte[] into, int offset, int length) {
            return super.read(into, offset, Math.min(1, length));
        }
    }
}
