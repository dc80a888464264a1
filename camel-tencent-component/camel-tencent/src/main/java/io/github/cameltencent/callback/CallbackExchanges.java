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

/** Fills the exchanges that a route gets of a callback: they have nothing of the HTTP exchange that must end before them. */
final class CallbackExchanges {

    /** Tencent documents 100; each is an exchange of its own, one after the other. */
    static final int MOST_EVENTS = 1000;

    private static final Set<String> NOT_FOR_ROUTES = Set.of(
            "sign",
            "requesttime",
            "sdkappid",
            "callbackcommand",
            "contenttype",
            "clientip",
            "optplatform",
            "content-encoding",
            "content-length");

    private final boolean splitting;
    private final boolean asMaps;

    CallbackExchanges(boolean splitting, boolean asMaps) {
        this.splitting = splitting;
        this.asMaps = asMaps;
    }

    /**
     * At least one, each made when it is asked for, so that none is made that is not routed.
     *
     * @throws TencentException when there are too many events
     */
    Iterator<Exchange> of(Message http, ReceivedCallback callback, Supplier<Exchange> fresh) {
        JsonNode events = callback.json().path("Events");
        // the HTTP exchange has another message as soon as it is answered
        Map<String, Object> headers = forRoutes(http);
        if (!splitting || !events.isArray() || events.isEmpty()) {
            return Stream.of(callback)
                    .map(whole -> {
                        Object body = asMaps ? ServiceJson.map(whole.json()) : whole.text();
                        return filled(fresh.get(), whole, body, whole.eventTime(), headers);
                    })
                    .iterator();
        }
        if (events.size() > MOST_EVENTS) {
            throw TencentException.of(
                            Outcome.REJECTED,
                            "TOO_MANY_EVENTS",
                            "the callback has " + events.size() + " events, " + MOST_EVENTS + " are the most")
                    .call("im", "callback")
                    .build();
        }
        return StreamSupport.stream(events.spliterator(), false)
                .map(event -> event(fresh.get(), callback, event, headers))
                .iterator();
    }

    private Exchange event(Exchange exchange, ReceivedCallback callback, JsonNode event, Map<String, Object> headers) {
        Object body = asMaps && event instanceof ObjectNode object ? ServiceJson.map(object) : event.toString();
        long time = event.path("EventTime").asLong(-1);
        return filled(exchange, callback, body, time < 0 ? null : time, headers);
    }

    private static Map<String, Object> forRoutes(Message http) {
        Map<String, Object> headers = new LinkedHashMap<>();
        http.getHeaders().forEach((name, value) -> {
            if (isForRoutes(name)) {
                headers.put(name, value);
            }
        });
        return headers;
    }

    private static Exchange filled(
            Exchange exchange, ReceivedCallback callback, Object body, Long eventTime, Map<String, Object> headers) {
        Message message = exchange.getMessage();
        headers.forEach(message::setHeader);
        message.setBody(body);
        message.setHeader(TencentConstants.CALLBACK_COMMAND, callback.command());
        message.setHeader(TencentConstants.SDK_APP_ID, callback.sdkAppId());
        set(message, TencentConstants.CLIENT_IP, callback.clientIp());
        set(message, TencentConstants.OPT_PLATFORM, callback.optPlatform());
        set(message, TencentConstants.EVENT_TIME, eventTime);
        return exchange;
    }

    /**
     * Not the Sign, which is as good as a password for a minute, nothing that only looks like ours, and nothing of the bytes that
     * the body came in.
     */
    private static boolean isForRoutes(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !lower.startsWith("camel") && !NOT_FOR_ROUTES.contains(lower);
    }

    private static void set(Message message, String name, Object value) {
        if (value != null) {
            message.setHeader(name, value);
        }
    }
}
