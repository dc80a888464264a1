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
package io.github.cameltencent.callback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.exchange.ServiceJson;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Creates the exchanges of a callback. They are independent of the HTTP exchange, which may complete before them. */
final class CallbackExchangeFactory {

    /** Tencent documents 100. */
    static final int MAX_EVENTS = 1000;

    private static final Set<String> EXCLUDED_HEADERS = Set.of(
            "sign",
            "requesttime",
            "sdkappid",
            "callbackcommand",
            "contenttype",
            "clientip",
            "optplatform",
            "content-encoding",
            "content-length");

    private final boolean splitEvents;
    private final boolean asMaps;

    CallbackExchangeFactory(boolean splitEvents, boolean asMaps) {
        this.splitEvents = splitEvents;
        this.asMaps = asMaps;
    }

    /**
     * Returns the exchanges of a callback, at least one. Each is created on demand, so that all that are created are routed.
     *
     * @param newExchange creates an empty exchange
     * @throws TencentException if the callback has too many events
     */
    Iterator<Exchange> create(Message http, ReceivedCallback callback, Supplier<Exchange> newExchange) {
        JsonNode events = callback.json().path("Events");
        // copied now: the reply replaces the message of the HTTP exchange
        Map<String, Object> headers = routeHeaders(http);
        if (!splitEvents || !events.isArray() || events.isEmpty()) {
            return Stream.of(callback)
                    .map(one -> {
                        Object body = asMaps ? ServiceJson.map(one.json()) : one.text();
                        return fill(newExchange.get(), one, body, one.eventTime(), headers);
                    })
                    .iterator();
        }
        if (events.size() > MAX_EVENTS) {
            throw TencentException.of(
                            Outcome.REJECTED,
                            "TOO_MANY_EVENTS",
                            "the callback has " + events.size() + " events, the maximum is " + MAX_EVENTS)
                    .call("im", "callback")
                    .build();
        }
        return StreamSupport.stream(events.spliterator(), false)
                .map(event -> fillEvent(newExchange.get(), callback, event, headers))
                .iterator();
    }

    private Exchange fillEvent(
            Exchange exchange, ReceivedCallback callback, JsonNode event, Map<String, Object> headers) {
        Object body = asMaps && event instanceof ObjectNode object ? ServiceJson.map(object) : event.toString();
        long time = event.path("EventTime").asLong(-1);
        return fill(exchange, callback, body, time < 0 ? null : time, headers);
    }

    private static Map<String, Object> routeHeaders(Message http) {
        Map<String, Object> headers = new LinkedHashMap<>();
        http.getHeaders().forEach((name, value) -> {
            if (isRouteHeader(name)) {
                headers.put(name, value);
            }
        });
        return headers;
    }

    private static Exchange fill(
            Exchange exchange, ReceivedCallback callback, Object body, Long eventTime, Map<String, Object> headers) {
        Message message = exchange.getMessage();
        headers.forEach(message::setHeader);
        message.setBody(body);
        message.setHeader(TencentConstants.CALLBACK_COMMAND, callback.command());
        message.setHeader(TencentConstants.SDK_APP_ID, callback.sdkAppId());
        setIfPresent(message, TencentConstants.CLIENT_IP, callback.clientIp());
        setIfPresent(message, TencentConstants.OPT_PLATFORM, callback.optPlatform());
        setIfPresent(message, TencentConstants.EVENT_TIME, eventTime);
        return exchange;
    }

    /**
     * Excludes the Sign, with which anybody can send callbacks for a minute, headers that a client could pass off as the component's,
     * and the encoding and length of the HTTP body.
     */
    private static boolean isRouteHeader(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !lower.startsWith("camel") && !EXCLUDED_HEADERS.contains(lower);
    }

    private static void setIfPresent(Message message, String name, Object value) {
        if (value != null) {
            message.setHeader(name, value);
        }
    }
}
