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
package io.github.cameltencent.im;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.credential.ImApplication;
import io.github.cameltencent.credential.TencentApplication;
import io.github.cameltencent.testing.ScriptedReplies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The keys of an application are removed while IM refuses the UserSig of calls in flight, so that it cannot be renewed. */
class ImKeyRemovalTest {

    private static final String KEY = "an-invented-key-of-im";
    private static final int CALLS = 256;
    private static final Duration SOON = Duration.ofSeconds(2);

    private final ImServer server = new ImServer();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ImApplication im = new ImApplication();

    @BeforeEach
    void start() {
        im.setSdkAppId(1400000001L);
        im.setSecretKey(KEY);
        im.setBaseUri(server.baseUri());
        TencentApplication orders = new TencentApplication();
        orders.setIm(im);
        context.getRegistry().bind("orders", orders);
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tencent:im/openim/sendmsg?application=orders&rateLimit=off&toAccount=alpha",
                "tencent:push?application=orders&provider=timpush&title=T&rateLimit=off&accounts=alpha"
            })
    void everyCallEndsAndCallsSucceedWhenKeysAreBack(String uri) throws Exception {
        CountDownLatch keysAreGone = new CountDownLatch(1);
        server.always(ScriptedReplies.after(keysAreGone, ImServer.failed(70001)));
        Queue<Exchange> ended = new ConcurrentLinkedQueue<>();
        try (AsyncProducer producer = context.getEndpoint(uri).createAsyncProducer()) {
            producer.start();
            begin(producer, ended);
            await().atMost(Duration.ofSeconds(30)).until(() -> server.requests().size() == CALLS);

            im.setSecretKey(null);
            keysAreGone.countDown();

            await().atMost(SOON).untilAsserted(() -> assertThat(ended).hasSize(CALLS));
            assertThat(ends(ended)).containsOnly("AUTH NO_KEYS 1");

            im.setSecretKey(KEY);
            server.always(ImServer.ok(""));
            ended.clear();
            begin(producer, ended);
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(ended).hasSize(CALLS));
            assertThat(ended).allMatch(done -> done.getException() == null);
        }
    }

    private void begin(AsyncProducer producer, Collection<Exchange> ended) {
        for (int i = 0; i < CALLS; i++) {
            Exchange exchange = producer.getEndpoint().createExchange();
            exchange.getMessage().setBody("hello");
            producer.process(exchange, sync -> ended.add(exchange));
        }
    }

    private static List<String> ends(Collection<Exchange> ended) {
        List<String> ends = new ArrayList<>();
        for (Exchange each : ended) {
            TencentException failure = each.getException(TencentException.class);
            Outcome outcome = failure == null ? Outcome.ACCEPTED : failure.getOutcome();
            ends.add(outcome + (failure == null ? "" : " " + failure.getCode() + " " + failure.getAttempts()));
        }
        return ends;
    }
}
