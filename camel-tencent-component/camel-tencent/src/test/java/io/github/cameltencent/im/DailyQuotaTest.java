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

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.credential.ImApplication;
import io.github.cameltencent.credential.TencentApplication;
import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.TencentEmulator;
import io.github.cameltencent.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The daily quota of 100 broadcasts for each application. */
class DailyQuotaTest {

    /** An hour before midnight in Shanghai. */
    private static final Instant EVENING = Instant.parse("2026-05-01T15:00:00Z");

    /** A hundredth of the quota is one call, and of the rate ten a second, so that nothing waits. */
    private static final String ONE_A_DAY = "&clock=#bean:time&rateLimit=1000&rateLimitShare=0.01";

    private static final String PUSH =
            "tencent:push?application=orders&provider=timpush&audience=all&title=T" + ONE_A_DAY;
    private static final String OLD_PUSH = "tencent:im/all_member_push/im_push?application=orders" + ONE_A_DAY;

    private final SettableClock time = new SettableClock(EVENING.getEpochSecond());
    private final TencentEmulator emulator = TencentEmulator.start(new EmulatorOptions().clock(time));
    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() {
        emulator.im().quotas(false);
        emulator.im().addKey("1400000002", "another-invented-key");
        context.getRegistry().bind("orders", application(EmulatorOptions.IM.id(), EmulatorOptions.IM.key()));
        context.getRegistry().bind("others", application("1400000002", "another-invented-key"));
        context.getRegistry().bind("time", time);
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        emulator.close();
    }

    @Test
    void callsBeyondTheQuotaAreNotSentUntilMidnight() {
        assertThat(push(PUSH).getException()).isNull();
        time.advance(Duration.ofMinutes(59));
        Exchange refused = push(PUSH);
        assertUsedUp(refused);
        assertThat(((TencentException) refused.getException()).getRetryAfter()).isEqualTo(Duration.ofMinutes(1));
        assertThat(emulator.requests()).hasSize(1);

        time.advance(Duration.ofMinutes(1));
        assertThat(push(PUSH).getException()).isNull();
    }

    @Test
    void commandsShareTheQuotaAndApplicationsDoNot() {
        assertThat(push(PUSH).getException()).isNull();
        assertUsedUp(push(OLD_PUSH));
        assertThat(push(PUSH.replace("orders", "others")).getException()).isNull();
    }

    @Test
    void batchesAndRateLimitOffAreNotCounted() {
        assertThat(push(PUSH).getException()).isNull();
        String named = PUSH.replace("&audience=all", "&accounts=alpha");
        assertThat(push(named).getException()).isNull();
        assertThat(push(named).getException()).isNull();
        assertThat(push(PUSH.replace("rateLimit=1000", "rateLimit=off")).getException())
                .isNull();
        assertThat(push(PUSH + "&dryRun=true").getException()).isNull();
        assertUsedUp(push(PUSH));
    }

    @Test
    void retriesAreCountedOnceAndRefusalsNotAtAll() {
        emulator.faults().addScript("{\"fault\":\"code\",\"code\":90018,\"count\":1}");
        assertThat(code(push(PUSH))).isEqualTo("90018");

        emulator.faults().replace("{\"fault\":\"code\",\"code\":60018,\"count\":1}");
        assertThat(push(PUSH).getMessage().getHeader(TencentConstants.ATTEMPTS)).isEqualTo(2);
        assertUsedUp(push(PUSH));
    }

    @Test
    void anAmbiguousPushIsCounted() {
        emulator.faults().addScript("{\"fault\":\"reset_after\",\"count\":1}");
        assertThat(((TencentException) push(PUSH + "&maxRetries=0").getException()).getOutcome())
                .isEqualTo(Outcome.AMBIGUOUS);
        assertUsedUp(push(PUSH));
    }

    private static void assertUsedUp(Exchange done) {
        assertThat(done.getException()).isInstanceOf(TencentException.class);
        TencentException failure = (TencentException) done.getException();
        assertThat(failure.getOutcome()).isEqualTo(Outcome.THROTTLED);
        assertThat(failure.getCode()).isEqualTo("LOCAL_LIMIT");
        assertThat(failure.getAttempts()).isZero();
        assertThat(failure).hasMessageContaining("used up").hasMessageContaining("Asia/Shanghai");
    }

    private static String code(Exchange done) {
        return ((TencentException) done.getException()).getCode();
    }

    private Exchange push(String uri) {
        Object body = uri.startsWith(OLD_PUSH)
                ? Map.of(
                        "From_Account",
                        "administrator",
                        "MsgRandom",
                        7,
                        "OfflinePushInfo",
                        Map.of("PushFlag", 0, "Title", "T", "Desc", "text"))
                : "text";
        return context.createProducerTemplate()
                .send(uri, exchange -> exchange.getMessage().setBody(body));
    }

    private TencentApplication application(String id, String key) {
        ImApplication im = new ImApplication();
        im.setSdkAppId(Long.valueOf(id));
        im.setSecretKey(key);
        im.setBaseUri(emulator.baseUri());
        TencentApplication application = new TencentApplication();
        application.setIm(im);
        return application;
    }
}
