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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Parses a {@code text/event-stream} by the HTML standard ("Server-sent events"), with one exception for Tencent's
 * services: the last event does not need an empty line after it. An event may have at most {@value #MAX_EVENT_BYTES}
 * bytes. Not thread-safe.
 */
final class EventReader {

    static final int MAX_EVENT_BYTES = 1024 * 1024;

    private static final int LF = '\n';
    private static final int CR = '\r';

    private final InputStream in;
    private final byte[] chunk = new byte[8192];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int next;
    private int end;
    private boolean afterCr;
    private boolean first = true;
    private String id;

    EventReader(InputStream in) {
        this.in = in;
    }

    /**
     * Reads the next event; blocks until it has arrived. * @return null after the last one
     * @throws EventTooLargeException when the event is too large
     */
    ServerSentEvent read() throws IOException {
        StringBuilder data = null;
        String name = null;
        int size = 0;
        for (String text = line(); text != null; text = line()) {
            size += text.length();
            if (size > MAX_EVENT_BYTES) {
                throw new EventTooLargeException(MAX_EVENT_BYTES);
            }
            if (text.isEmpty()) {
                if (data != null) {
                    return new ServerSentEvent(id, name, data.toString());
                }
                name = null;
                size = 0;
                continue;
            }
            int colon = text.indexOf(':');
            String field = colon < 0 ? text : text.substring(0, colon);
            String value = colon < 0 ? "" : text.substring(text.startsWith(": ", colon) ? colon + 2 : colon + 1);
            switch (field) {
                case "data" ->
                    data = data == null
                            ? new StringBuilder(value)
                            : data.append('\n').append(value);
                case "event" -> name = value;
                case "id" -> id = value;
                default -> {
                    // comments, retry and unknown fields
                }
            }
        }
        return data == null ? null : new ServerSentEvent(id, name, data.toString());
    }

    /** Reads a line without its line end, null after the last one. */
    private String line() throws IOException {
        line.reset();
        boolean any = false;
        while (true) {
            if (next == end) {
                end = in.read(chunk, 0, chunk.length);
                next = 0;
                if (end < 0) {
                    end = 0;
                    return any ? text() : null;
                }
                if (end == 0) {
                    continue;
                }
            }
            if (afterCr) {
                afterCr = false;
                if (chunk[next] == LF) {
                    next++;
                    continue;
                }
            }
            int from = next;
            while (next < end && chunk[next] != LF && chunk[next] != CR) {
                next++;
            }
            line.write(chunk, from, next - from);
            any |= next > from;
            if (line.size() > MAX_EVENT_BYTES) {
                throw new EventTooLargeException(MAX_EVENT_BYTES);
            }
            if (next < end) {
                afterCr = chunk[next] == CR;
                next++;
                return text();
            }
        }
    }

    private String text() {
        String text = line.toString(StandardCharsets.UTF_8);
        if (first) {
            first = false;
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        }
        return text;
    }
}
