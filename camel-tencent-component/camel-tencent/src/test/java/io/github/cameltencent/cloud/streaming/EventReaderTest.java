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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Server-sent events are parsed by the standard, however the bytes are split. */
class EventReaderTest {

    @Test
    void anEventEndsWithAnEmptyLine() {
        assertThat(data("data: 1\n\ndata: 2\n\n")).containsExactly("1", "2");
    }

    @Test
    void oneLeadingBlankIsDropped() {
        assertThat(data("data:1\n\ndata:  2\n\n")).containsExactly("1", " 2");
    }

    @Test
    void severalLinesOfDataAreJoined() {
        assertThat(data("data: a\ndata:\ndata: b\n\n")).containsExactly("a\n\nb");
    }

    @Test
    void allLineEndsAreUnderstood() {
        assertThat(data("data: 1\r\n\r\ndata: 2\r\rdata: 3\n\n")).containsExactly("1", "2", "3");
    }

    @Test
    void commentsAndUnknownFieldsAreNoEvents() {
        assertThat(data(": still here\n\nretry: 10\n\nfuture: x\ndata: 1\n\n")).containsExactly("1");
    }

    @Test
    void aLineWithoutColonIsAFieldWithoutValue() {
        assertThat(data("data\n\n")).containsExactly("");
    }

    @Test
    void theLastEventCountsWithoutItsEmptyLine() {
        assertThat(data("data: 1\n\ndata: 2")).containsExactly("1", "2");
        assertThat(data("data: 1\n\ndata: 2\n")).containsExactly("1", "2");
    }

    @Test
    void aByteOrderMarkIsLeftOut() {
        assertThat(data("\uFEFFdata: 1\n\n")).containsExactly("1");
    }

    @Test
    void theNameBelongsToOneEventAndTheIdStays() {
        assertThat(events("id: 7\nevent: error\ndata: 1\n\ndata: 2\n\n"))
                .containsExactly(new ServerSentEvent("7", "error", "1"), new ServerSentEvent("7", null, "2"));
    }

    @Test
    void anEventOfAMebibyteIsReadAndALargerOneRefused() {
        String most = "x".repeat(EventReader.MAX_EVENT_BYTES - 6);
        assertThat(data("data: " + most + "\n\n")).containsExactly(most);
        assertThatThrownBy(() -> data("data: " + most + "y\n\n")).hasCauseInstanceOf(EventTooLargeException.class);
        assertThatThrownBy(() -> data("data: x\n".repeat(200_000) + "\n"))
                .hasCauseInstanceOf(EventTooLargeException.class);
    }

    @Test
    void commentsWithoutEndAreNoEventThatGrows() {
        assertThat(data(": still here\n\n".repeat(200_000) + "data: 1\n\n")).containsExactly("1");
    }

    @Property(tries = 300)
    void theyAreTheSameHoweverTheBytesCome(
            @ForAll("streams") String stream, @ForAll @IntRange(min = 1, max = 7) int bit) {
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        InputStream slow = new InputStream() {
            private int at;

            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                int some = Math.min(Math.min(bit, length), bytes.length - at);
                if (some == 0) {
                    return -1;
                }
                System.arraycopy(bytes, at, into, offset, some);
                at += some;
                return some;
            }
        };
        assertThat(events(slow)).isEqualTo(events(stream));
    }

    @Provide
    Arbitrary<String> streams() {
        return Arbitraries.of("data: ", "data", "event:", "id: 1", ":", "\n", "\r\n", "\r", "\n\n", "你好", "😀", "x")
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join("", parts));
    }

    private static List<String> data(String stream) {
        return events(stream).stream().map(ServerSentEvent::data).toList();
    }

    private static List<ServerSentEvent> events(String stream) {
        return events(new SequenceInputStream(
                InputStream.nullInputStream(), new ByteArrayInputStream(stream.getBytes(StandardCharsets.UTF_8))));
    }

    private static List<ServerSentEvent> events(InputStream stream) {
        EventReader reader = new EventReader(stream);
        List<ServerSentEvent> events = new ArrayList<>();
        try {
            for (ServerSentEvent event = reader.read(); event != null; event = reader.read()) {
                events.add(event);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return events;
    }
}
