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
import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.credential.AdminUserSig;
import io.github.cameltencent.credential.Applications;
import io.github.cameltencent.credential.EndpointOptions;
import io.github.cameltencent.credential.ImApplication;
import io.github.cameltencent.credential.ImKeys;
import io.github.cameltencent.credential.TencentApplication;
import io.github.cameltencent.credential.TicketKeyCache;
import io.github.cameltencent.transport.AttemptResult;
import io.github.cameltencent.transport.HostCircuitBreakers;
import io.github.cameltencent.transport.RequestSigner;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Failover to the backup host of the region and back. */
class ImFailoverTest {

    private static final AttemptResult BROKEN = AttemptResult.failed(Outcome.AMBIGUOUS, "HTTP_503", "broken");

    private final DefaultCamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void callsFailOverToTheBackupHostAndReturn() {
        try (ImServer main = new ImServer();
                ImServer standBy = new ImServer()) {
            main.always(ImServer.unavailable());
            ImApplication im = new ImApplication();
            im.setSdkAppId(1400000001L);
            im.setSecretKey("an-invented-key-of-im");
            im.setBaseUri(main.baseUri());
            TencentApplication orders = new TencentApplication();
            orders.setIm(im);
            context.getRegistry().bind("orders", orders);
            context.start();

            for (int i = 0; i < 50; i++) {
                assertAccepted(send(standBy));
            }
            assertThat(standBy.requests()).hasSize(50);
            assertThat(main.requests()).as("until the circuit opened").hasSizeLessThan(10);
            assertThat(ImServer.json(main.requests().get(0)).get("MsgRandom"))
                    .as("a retry at the other host is the same message")
                    .isEqualTo(ImServer.json(standBy.requests().get(0)).get("MsgRandom"));

            main.always(ImServer.ok(""));
            int failed = main.requests().size();
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                assertAccepted(send(standBy));
                return main.requests().size() > failed;
            });
            int away = standBy.requests().size();
            assertAccepted(send(standBy));
            assertThat(standBy.requests()).hasSize(away);
        }
    }

    @Test
    void theHostsAreThoseOfTheRegion() {
        AtomicLong nanos = new AtomicLong();
        EndpointOptions options = new EndpointOptions();
        options.setSdkAppId(1400000001L);
        options.setSecretKey("an-invented-key-of-im");
        options.setRegion("singapore");
        Applications none = new Applications(Map::of, context);
        AdminUserSig admin = new AdminUserSig(new TicketKeyCache(context, options, none), 86_400);
        ImCalls calls = new ImCalls(() -> 7, new HostCircuitBreakers(nanos::get));

        for (int i = 0; i < 5; i++) {
            RequestSigner signer = signer(calls, options, none, admin);
            assertThat(attempt(signer, BROKEN)).isEqualTo("adminapisgp.im.qcloud.com");
            assertThat(signer.failsOver()).isTrue();
            assertThat(attempt(signer, AttemptResult.accepted(null, null))).isEqualTo("adminapisgp.my-imcloud.com");
        }
        assertThat(attempt(signer(calls, options, none, admin), BROKEN)).isEqualTo("adminapisgp.my-imcloud.com");
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(7));
        assertThat(attempt(signer(calls, options, none, admin), AttemptResult.accepted(null, null)))
                .isEqualTo("adminapisgp.im.qcloud.com");
        assertThat(attempt(signer(calls, options, none, admin), AttemptResult.accepted(null, null)))
                .isEqualTo("adminapisgp.im.qcloud.com");
    }

    private static RequestSigner signer(
            ImCalls calls, EndpointOptions options, Applications applications, AdminUserSig admin) {
        return calls.call(
                        "im",
                        "openim/sendmsg",
                        ImKeys.of(options, applications),
                        admin,
                        options,
                        new byte[0],
                        new MsgRandomState(7))
                .signer();
    }

    /** The host of the attempt. */
    private static String attempt(RequestSigner signer, AttemptResult end) {
        var request = signer.sign(Instant.ofEpochSecond(1_700_000_000L));
        signer.ended(request, end);
        return request.uri().getHost();
    }

    private Exchange send(ImServer standBy) {
        return context.createProducerTemplate()
                .send(
                        "tencent:im/openim/sendmsg?application=orders&toAccount=alpha&rateLimit=off&backupBaseUri="
                                + standBy.baseUri(),
                        exchange -> exchange.getMessage().setBody("hello"));
    }

    private static void assertAccepted(Exchange done) {
        assertThat(done.getException()).isNull();
        assertThat(done.getMessage().getHeader(TencentConstants.OUTCOME)).isEqualTo("ACCEPTED");
    }
}
