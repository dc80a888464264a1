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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultExchange;

/** Makes the exchanges that a route gets of a callback: they have nothing of the HTTP exchange that must end before them. */
final class CallbackExchanges {

    /** Tencent documents 100; each is an exchange of its own, one after the other. */
    static final int MOST_EVENTS = 1000;

    private final boolean splitting;
    private final boolean asMaps;

    CallbackExchanges(boolean splitting, boolean asMaps) {
        this.splitting = splitting;
        this.asMaps = asMaps;
    }

    /** At least one, each made when it is asked for. */
    Iterator<Exchange> of(Exchange http, ReceivedCallback callback) {
        JsonNode events = callback.json().path("Events");
        if (!splitting || !events.isArray() || events.isEmpty()) {
            Object body = asMaps ? map(callback.json()) : callback.text();
            return List.of(exchange(http, callback, body, callback.eventTime(), forRoutes(http)))
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
        // the HTTP exchange has another message as soon as it is answered
        Map<String, Object> headers = forRoutes(http);
        return StreamSupport.stream(events.spliterator(), false)
                .map(event -> event(http, callback, event, headers))
                .iterator();
    }

    private Exchange event(Exchange http, ReceivedCallback callback, JsonNode event, Map<String, Object> headers) {
        Object body = asMaps && event instanceof ObjectNode object ? map(object) : event.toString();
        long time = event.path("EventTime").asLong(-1);
        return exchange(http, callback, body, time < 0 ? null : time, headers);
    }

    private static Map<String, Object> forRoutes(Exchange http) {
        Map<String, Object> headers = new LinkedHashMap<>();
        http.getMessage().getHeaders().forEach((name, value) -> {
            if (isForRoutes(name)) {
                headers.put(name, value);
            }
        });
        return headers;
    }

    private static Exchange exchange(
            Exchange http, ReceivedCallback callback, Object body, Long eventTime, Map<String, Object> headers) {
        Exchange exchange = new DefaultExchange(http.getContext(), ExchangePattern.InOut);
        exchange.getExchangeExtension().setFromEndpoint(http.getFromEndpoint());
        exchange.getExchangeExtension().setFromRouteId(http.getFromRouteId());
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

    /** Not the Sign, which is as good as a password for a minute, and nothing that only looks like ours. */
    private static boolean isForRoutes(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !lower.startsWith("camel")
                && !List.of(
                                "sign",
                                "requesttime",
                                "sdkappid",
                                "callbackcommand",
                                "contenttype",
                                "clientip",
                                "optplatform")
                        .contains(lower);
    }

    private static void set(Message message, String name, Object value) {
        if (value != null) {
            message.setHeader(name, value);
        }
    }

    private static Map<String, Object> map(ObjectNode json) {
        return ServiceJson.map(json);
    }
}
