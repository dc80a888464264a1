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
 * Caches the content that was read from streams of an exchange. A redelivery of Camel restores the original body, and a
 * stream that was read already would be empty. Bounded in size. The list is immutable and replaced on each change, since
 * branches of a route share properties.
 */
public final class StreamContentCache implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final String PROPERTY = "CamelTencentReadStreams";

    /** Transient, since streams cannot be sent to another process. */
    private final transient List<Read> streams;

    private record Read(Object stream, Object content, int size) {}

    private StreamContentCache(List<Read> streams) {
        this.streams = streams;
    }

    /** Returns the cached content of a stream, null for none. */
    public static <T> T get(Exchange exchange, Object stream, Class<T> type) {
        for (Read each : streams(exchange)) {
            if (each.stream() == stream && type.isInstance(each.content())) {
                return type.cast(each.content());
            }
        }
        return null;
    }

    /** Caches the content of a stream, and evicts the oldest content if the cache is too large. */
    public static void put(Exchange exchange, Object stream, Object content, int size) {
        List<Read> changed = new ArrayList<>(streams(exchange));
        changed.add(new Read(stream, content, size));
        while (changed.size() > 1 && changed.stream().mapToLong(Read::size).sum() > RequestBodies.MAX_BYTES) {
            changed.remove(0);
        }
        exchange.setProperty(PROPERTY, new StreamContentCache(List.copyOf(changed)));
    }

    private static List<Read> streams(Exchange exchange) {
        StreamContentCache cache =
                exchange.hasProperties() ? exchange.getProperty(PROPERTY, StreamContentCache.class) : null;
        return cache == null || cache.streams == null ? List.of() : cache.streams;
    }

    @Override
    public String toString() {
        return "ReadStreams";
    }
}
