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

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameltencent.emulator.im.callback.ImCallback;
import io.github.cameltencent.emulator.im.callback.ImCallbackAnswer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.PooledExchange;
import org.apache.camel.component.webhook.WebhookEndpoint;
import org.apache.camel.impl.engine.PooledExchangeFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The exchanges of callbacks are created by the consumer of the route. */
class CallbackExchangesTest extends CallbackTestSupport {

    private ImCallback push(int events) {
        ImCallback callback =
                emulator.im().callback(APP, "Push.OfflinePush").token(TOKEN).to(url());
        for (int i = 0; i < events; i++) {
            callback.event("{\"TaskId\":\"t-" + i + "\",\"PushStage\":1}");
        }
        return callback;
    }

    @ParameterizedTest
    @ValueSource(strings = {"netty-http", "jetty", "platform-http"})
    void pooledExchangesAreUsedAndReleased(String server) throws Exception {
        context.getCamelContextExtension().setExchangeFactory(new PooledExchangeFactory());
        Set<Exchange> instances = Collections.newSetFromMap(new IdentityHashMap<>());
        route(server, "&splitEvents=true&responseType=map", exchange -> {
            instances.add(exchange);
            exchange.getMessage().setBody(Map.of("ErrorCode", routed.size()));
        });

        for (int i = 1; i <= 5; i++) {
            ImCallbackAnswer answer = push(10).send();
            assertThat(answer.json().path("ErrorCode").asInt()).isEqualTo(10 * i);
        }

        assertThat(routed)
                .hasSize(50)
                .extracting(exchange -> exchange.getMessage().getBody(Map.class).get("TaskId"))
                .startsWith("t-0", "t-1", "t-2");
        assertThat(instances).hasSize(1).allMatch(PooledExchange.class::isInstance);
        await().until(() -> context.getInflightRepository().size(ROUTE) == 0);
        if (server.equals("jetty")) { // the other servers miscount their own pooled exchanges
            await().until(() -> context.getInflightRepository().size() == 0);
        }
    }

    @Test
    void exchangesHaveTheEndpointAndIdOfTheirRoute() throws Exception {
        List<Exchange> seen = new ArrayList<>();
        route("netty-http", "", seen::add);

        beforeSendMsg().send();

        assertThat(seen.get(0).getFromEndpoint()).isInstanceOf(WebhookEndpoint.class);
        assertThat(seen.get(0).getFromRouteId()).isEqualTo(ROUTE);
        assertThat(seen.get(0).getPattern()).isEqualTo(ExchangePattern.InOut);
    }

    @Test
    void withInOnlyTheBodyOfTheRouteIsNotTheReply() throws Exception {
        List<ExchangePattern> patterns = new ArrayList<>();
        route("netty-http", "&exchangePattern=InOnly", exchange -> {
            patterns.add(exchange.getPattern());
            exchange.getMessage().setBody("{\"ErrorCode\":1}");
        });

        assertThat(beforeSendMsg().send().json().path("ErrorCode").asInt(-1)).isZero();
        assertThat(patterns).containsExactly(ExchangePattern.InOnly);
    }
}
