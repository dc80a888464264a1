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
import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.exchange.ServiceJson;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultExchange;

/** Makes the exchanges that a route gets of a callback: they have nothing of the HTTP exchange that must end before them. */
final class CallbackExchanges {

    private final boolean splitting;
    private final boolean asMaps;

    CallbackExchanges(boolean splitting, boolean asMaps) {
        this.splitting = splitting;
        this.asMaps = asMaps;
    }

    /** At least one. */
    Iterator<Exchange> of(Exchange http, ReceivedCallback callback) {
        JsonNode events = callback.json().path("Events");
        if (!splitting || !events.isArray() || events.isEmpty()) {
            Object body = asMaps ? map(callback.json()) : callback.text();
            return List.of(exchange(http, callback, body, callback.eventTime())).iterator();
        }
        List<Exchange> exchanges = new ArrayList<>(events.size());
        for (JsonNode event : events) {
            Object body = asMaps && event instanceof ObjectNode object ? map(object) : event.toString();
            long time = event.path("EventTime").asLong(-1);
            exchanges.add(exchange(http, callback, body, time < 0 ? null : time));
        }
        return exchanges.iterator();
    }

    private static Exchange exchange(Exchange http, ReceivedCallback callback, Object body, Long eventTime) {
        Exchange exchange = new DefaultExchange(http.getContext(), ExchangePattern.InOut);
        exchange.getExchangeExtension().setFromEndpoint(http.getFromEndpoint());
        exchange.getExchangeExtension().setFromRouteId(http.getFromRouteId());
        Message message = exchange.getMessage();
        http.getMessage().getHeaders().forEach((name, value) -> {
            if (isForRoutes(name)) {
                message.setHeader(name, value);
            }
        });
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
