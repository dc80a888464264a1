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
package io.github.cameltencent.exchange;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;

/**
 * What was read of the streams of an exchange. Camel's redelivery brings back the body as it came, and a stream that was read
 * to its end would be an empty one then. Bounded by what it keeps; the list is replaced and never changed, since branches of
 * a route share properties.
 */
public final class ReadStreams implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final String PROPERTY = "CamelTencentReadStreams";

    /** Streams do not travel to another process, so that there is nothing to find there. */
    private final transient List<Read> streams;

    private record Read(Object stream, Object content, int size) {}

    private ReadStreams(List<Read> streams) {
        this.streams = streams;
    }

    /** What was read of a stream before, null for nothing. */
    public static <T> T find(Exchange exchange, Object stream, Class<T> type) {
        for (Read each : known(exchange)) {
            if (each.stream() == stream && type.isInstance(each.content())) {
                return type.cast(each.content());
            }
        }
        return null;
    }

    /** Keeps what was read, and forgets the oldest when that is too much. */
    public static void keep(Exchange exchange, Object stream, Object content, int size) {
        List<Read> kept = new ArrayList<>(known(exchange));
        kept.add(new Read(stream, content, size));
        while (kept.size() > 1 && kept.stream().mapToLong(Read::size).sum() > RequestBodies.MAX_BYTES) {
            kept.remove(0);
        }
        exchange.setProperty(PROPERTY, new ReadStreams(List.copyOf(kept)));
    }

    private static List<Read> known(Exchange exchange) {
        ReadStreams known = exchange.hasProperties() ? exchange.getProperty(PROPERTY, ReadStreams.class) : null;
        return known == null || known.streams == null ? List.of() : known.streams;
    }

    @Override
    public String toString() {
        return "ReadStreams";
    }
}
