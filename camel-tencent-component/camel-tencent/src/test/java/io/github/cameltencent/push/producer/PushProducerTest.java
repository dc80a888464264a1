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
package io.github.cameltencent.push.producer;

import static io.github.cameltencent.push.PushFixture.accepted;
import static io.github.cameltencent.push.PushFixture.failed;
import static io.github.cameltencent.push.PushFixture.failure;
import static io.github.cameltencent.push.PushFixture.message;
import static io.github.cameltencent.push.PushFixture.tokens;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameltencent.Outcome;
import io.github.cameltencent.credential.ImApplication;
import io.github.cameltencent.credential.TencentApplication;
import io.github.cameltencent.credential.TpnsApplication;
import io.github.cameltencent.push.Audience;
import io.github.cameltencent.push.BodyType;
import io.github.cameltencent.push.PushConfiguration;
import io.github.cameltencent.push.PushFixture;
import io.github.cameltencent.push.PushPlatform;
import io.github.cameltencent.push.PushProvider;
import io.github.cameltencent.push.PushResult;
import io.github.cameltencent.transport.CallListener;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PushProducerTest {

    @Test
    void textBytesAndStreamsAreTheContent() {
        byte[] bytes = "你好".getBytes(StandardCharsets.UTF_8);
        for (Object body : List.of("你好", bytes, new ByteArrayInputStream(bytes))) {
            PushFixture push = withTokenAndTitle();
            push.send(body);
            assertThat(push.request().at("/message/content").asText()).isEqualTo("你好");
        }
    }

    @Test
    void bytesAreReadInTheCharsetOfTheExchange() throws Exception {
        PushFixture push = withTokenAndTitle();
        Exchange exchange = push.exchange("你好".getBytes("GBK"));
        exchange.setProperty(Exchange.CHARSET_NAME, "GBK");
        push.send(exchange);

        assertThat(push.request().at("/message/content").asText()).isEqualTo("你好");
    }

    @Test
    void bytesThatAreNotTextAreRefused() {
        PushFixture push = withTokenAndTitle();

        assertThat(failure(push.send(new byte[] {(byte) 0xff, 0})).getCode()).isEqualTo("BODY_NOT_TEXT");
    }

    @Test
    void jsonTextIsAMessageWithBodyTypeMessage() {
        String json = "{\"tokens\":[\"t1\"],\"title\":\"T\",\"content\":\"C\"}";
        PushFixture push = PushFixture.with(o -> o.setBodyType(BodyType.MESSAGE));
        push.send(json);
        PushFixture asContent = withTokenAndTitle();
        asContent.send(json);

        assertThat(push.request().at("/message/title").asText()).isEqualTo("T");
        assertThat(asContent.request().at("/message/content").asText()).isEqualTo(json);
    }

    @Test
    void theBodyOverridesHeadersAndHeadersOverrideOptions() {
        PushFixture push = PushFixture.with(o -> {
            o.setTokens("option");
            o.setTitle("option");
            o.setContent("option");
        });
        push.send(
                Map.of("tokens", "body"),
                Map.of("CamelTencentTokens", "header", "CamelTencentTitle", "header", "camelTENCENTcontent", "header"));

        assertThat(push.sent.get(0).targets()).containsExactly("body");
        assertThat(push.request().at("/message/title").asText()).isEqualTo("header");
        assertThat(push.request().at("/message/content").asText()).isEqualTo("header");
    }

    @Test
    void withoutABodyHeadersAndOptionsAreEnough() {
        PushFixture push = withTokenAndTitle();
        push.send(null, Map.of("CamelTencentContent", "header"));

        assertThat(push.request().at("/message/content").asText()).isEqualTo("header");
    }

    @Test
    void theResultOfAnEarlierPushIsRefusedAsABody() {
        PushFixture push = withTokenAndTitle();
        Exchange exchange = push.send("C");

        assertThat(failure(push.send(exchange)).getCode()).isEqualTo("BODY_IS_RESULT");
    }

    @Test
    void anAcceptedPushSetsHeadersAndBody() {
        PushFixture push = withTokenAndTitle();
        Exchange exchange = push.send("C", Map.of("CamelTencentErrorCode", "stale"));

        Map<String, Object> headers = exchange.getMessage().getHeaders();
        assertThat(headers)
                .containsEntry("CamelTencentOutcome", "ACCEPTED")
                .containsEntry("CamelTencentService", "push")
                .containsEntry("CamelTencentOperation", "push/app")
                .containsEntry("CamelTencentAttempts", 1)
                .containsEntry("CamelTencentHttpStatus", 200)
                .containsEntry("CamelTencentPushIds", List.of("id-1"))
                .doesNotContainKeys(
                        "CamelTencentErrorCode", "CamelTencentInvalidTargets", "CamelTencentPossiblyDuplicate");
        assertThat(exchange.getProperty("CamelTencentOutcome")).isEqualTo("ACCEPTED");
        assertThat(exchange.getMessage().getBody()).isInstanceOf(PushResult.class);
    }

    @Test
    void aFailedPushSetsHeadersAndKeepsTheBody() {
        PushFixture push = withTokenAndTitle();
        push.answers = sent -> failed(Outcome.THROTTLED, "1008028");
        Exchange exchange = push.send("C");

        assertThat(failure(exchange).getOutcome()).isEqualTo(Outcome.THROTTLED);
        assertThat(exchange.getMessage().getBody()).isEqualTo("C");
        assertThat(exchange.getMessage().getHeader("CamelTencentErrorCode")).isEqualTo("1008028");
        assertThat(exchange.getProperty("CamelTencentErrorCode")).isEqualTo("1008028");
    }

    @Test
    void throwExceptionOnFailureFalseSetsOnlyTheHeaders() {
        PushFixture push = withTokenAndTitle();
        push.shared.setThrowExceptionOnFailure(false);
        push.answers = sent -> failed(Outcome.REJECTED, "1008007");
        Exchange exchange = push.send("C");
        Exchange refused = push.send("");

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody()).isEqualTo("C");
        assertThat(exchange.getMessage().getHeader("CamelTencentOutcome")).isEqualTo("REJECTED");
        assertThat(refused.getMessage().getHeader("CamelTencentErrorCode")).isEqualTo("CONTENT_MISSING");
    }

    @Test
    void aDryRunShowsTheRequestAndSendsNothing() throws Exception {
        PushFixture push = withTokenAndTitle();
        push.shared.setDryRun(true);
        Exchange exchange = push.send("C");

        Map<?, ?> shown = exchange.getMessage().getBody(Map.class);
        assertThat(push.sent).isEmpty();
        assertThat(shown.get("method")).isEqualTo("POST");
        assertThat(shown.get("uri")).isEqualTo("https://api.tpns.tencent.com/v3/push/app");
        assertThat(shown.get("headers").toString()).contains("AccessId=1500000001", "Sign=xxxxxx");
        JsonNode body = PushFixture.JSON.readTree((String) shown.get("body"));
        assertThat(body.at("/message/content").asText()).isEqualTo("C");
    }

    @Test
    void aDryRunSetsHeadersAndReportsFailures() {
        PushFixture push = withTokenAndTitle();
        push.shared.setDryRun(true);
        Exchange shown = push.send("C");
        Exchange refused = push.send("C", Map.of("CamelTencentTokens", "bad token"));

        assertThat(shown.getMessage().getHeaders())
                .containsEntry("CamelTencentService", "push")
                .containsEntry("CamelTencentOperation", "push/app");
        assertThat(failure(refused).getCode()).isEqualTo("TOKEN_INVALID");
        assertThat(refused.getMessage().getBody()).isEqualTo("C");
        assertThat(refused.getMessage().getHeader("CamelTencentInvalidTargets")).isEqualTo(List.of("bad token"));
    }

    @Test
    void invalidKeysAreAnAuthFailure() {
        for (Consumer<PushFixture> broken : List.<Consumer<PushFixture>>of(
                push -> push.applications.get("default").tpns("android").setRegion("nowhere"),
                push -> push.shared.setBaseUri("ftp://example.invalid"),
                push -> push.shared.setRateLimit("fast"))) {
            PushFixture push = withTokenAndTitle();
            push.producer();
            broken.accept(push);
            push.shared.setThrowExceptionOnFailure(false);
            Exchange exchange = push.send("C");

            assertThat(exchange.getException()).isNull();
            assertThat(exchange.getMessage().getHeader("CamelTencentOutcome")).isEqualTo("AUTH");
            assertThat(exchange.getMessage().getHeader("CamelTencentErrorCode")).isEqualTo("NO_KEYS");
            assertThat(push.sent).isEmpty();
        }
    }

    @Test
    void aDryRunOfASplitPushShowsAllRequests() {
        PushFixture push = new PushFixture();
        push.shared.setDryRun(true);
        Exchange exchange = push.send(message(tokens(1001)));

        assertThat((List<?>) exchange.getMessage().getBody()).hasSize(2);
    }

    @Test
    void theKeysOfAReplacedApplicationAreUsedByTheNextPush() {
        PushFixture push = withTokenAndTitle();
        push.send("C");
        TencentApplication replaced = new TencentApplication();
        TpnsApplication keys = replaced.tpns("android");
        keys.setAccessId("1500000009");
        keys.setSecretKey("another-invented-secret");
        push.applications.put("default", replaced);
        push.send("C");

        assertThat(push.sent).extracting(PushFixture.Sent::accessId).containsExactly("1500000001", "1500000009");
    }

    @Test
    void removedKeysAreAnAuthFailure() {
        PushFixture push = withTokenAndTitle();
        push.producer();
        push.applications.clear();

        assertThat(failure(push.send("C")).getOutcome()).isEqualTo(Outcome.AUTH);
    }

    @Test
    void processReturnsFalseUntilAllPartsAreDone() {
        List<CallListener> open = new ArrayList<>();
        PushFixture push = withTokenAndTitle();
        PushProducer producer = producerThatWaits(push, open);
        AtomicInteger dones = new AtomicInteger();
        Exchange exchange = push.exchange(message(tokens(1001)));

        boolean sync = producer.process(exchange, doneSync -> {
            assertThat(doneSync).isFalse();
            dones.incrementAndGet();
        });

        assertThat(sync).isFalse();
        assertThat(open).as("all parts are in flight").hasSize(2);
        open.get(1).ended(accepted("2"));
        open.get(1).ended(accepted("2"));
        assertThat(dones).hasValue(0);
        open.get(0).ended(accepted("1"));
        assertThat(dones).hasValue(1);
        assertThat(exchange.getMessage().getBody(PushResult.class).getPushIds()).containsExactly("1", "2");

        AtomicInteger refused = new AtomicInteger();
        assertThat(producer.process(push.exchange(Map.of("titel", 1)), doneSync -> {
                    assertThat(doneSync).isTrue();
                    refused.incrementAndGet();
                }))
                .isTrue();
        assertThat(refused).hasValue(1);
    }

    private static PushProducer producerThatWaits(PushFixture push, List<CallListener> open) {
        return new PushProducer(
                push.context.getEndpoint("mock:waits"),
                push.shared,
                push.options,
                new io.github.cameltencent.credential.Applications(() -> push.applications, push.context),
                new io.github.cameltencent.transport.CallSender() {
                    @Override
                    public void send(io.github.cameltencent.transport.HttpCall call, CallListener listener) {
                        open.add(listener);
                    }

                    @Override
                    public void resume(Runnable continuation) {
                        continuation.run();
                    }
                },
                new io.github.cameltencent.tpns.TpnsCalls(),
                null);
    }

    @Test
    void invalidOptionsAreRefusedAtTheStart() {
        assertNotMade("audience=all", o -> {
            o.setAudience(Audience.ALL);
            o.setTokens("t1");
        });
        assertNotMade("set platform to android or ios", o -> {
            o.setAudience(Audience.TOKEN);
            o.setPlatform(PushPlatform.ALL);
        });
        assertNotMade("no offset", o -> o.setSendTime("2026-05-01T09:00:00"));
        assertNotMade("90 days", o -> o.setSendTime("2027-05-01T09:00:00Z"));
        assertNotMade("sendTime", o -> {
            o.setAudience(Audience.TOKEN);
            o.setSendTime("2026-05-01T09:00:00Z");
        });
        assertNotMade("timeToLive", o -> o.setTimeToLive("259201"));
        assertNotMade("maxTargets", o -> o.setMaxTargets(0));
        assertNotMade("custom is not valid JSON", o -> o.setCustom("{"));
        assertNotMade("push_speed", o -> o.setTpns("{\"push_speed\":5}"));
        assertNotMade("no keys for IM", o -> o.setProvider(PushProvider.TIMPUSH));
    }

    @ParameterizedTest
    @CsvSource({"true,true,provider=tpns or provider=timpush", "false,false,no keys"})
    void anAmbiguousProviderIsRefused(boolean tpns, boolean im, String message) {
        PushFixture push = new PushFixture();
        TencentApplication application = push.applications.get("default");
        if (!tpns) {
            application.getTpns().clear();
        }
        application.setIm(im ? new ImApplication() : null);

        assertThatThrownBy(push::newProducer)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void theOptionSelectsOneOfTwoProviders() {
        PushFixture push = PushFixture.with(o -> {
            o.setProvider(PushProvider.TPNS);
            o.setTokens("t1");
            o.setTitle("T");
        });
        push.applications.get("default").setIm(new ImApplication());
        push.send("C");

        assertThat(push.sent).hasSize(1);
    }

    @Test
    void anIncompletePairOfKeysIsRefusedAtTheStart() {
        PushFixture push = new PushFixture();
        push.shared.setAccessId("1500000001");

        assertThatThrownBy(push::newProducer).hasMessageContaining("no secretKey");
    }

    @Test
    void inlineKeysBelongToThePlatformOfTheOption() {
        PushFixture push = PushFixture.with(o -> {
            o.setTokens("t1");
            o.setTitle("T");
            o.setPlatform(PushPlatform.IOS);
        });
        push.shared.setAccessId("1600000005");
        push.shared.setSecretKey("an-invented-secret");
        push.send("C");
        Exchange other = push.send("C", Map.of("CamelTencentPlatform", "android"));

        assertThat(push.request().get("environment").asText()).isEqualTo("product");
        assertThat(failure(other).getCode()).isEqualTo("PLATFORM_WITHOUT_KEYS");
    }

    private static void assertNotMade(String message, Consumer<PushConfiguration> options) {
        PushFixture push = PushFixture.with(options);
        assertThatThrownBy(push::newProducer)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    private static PushFixture withTokenAndTitle() {
        return PushFixture.with(o -> {
            o.setTokens("t1");
            o.setTitle("T");
        });
    }
}
