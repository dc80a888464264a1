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
package io.github.cameltencent.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.credential.ImApplication;
import io.github.cameltencent.credential.TencentApplication;
import io.github.cameltencent.testing.ScriptedServer;
import io.github.cameltencent.testing.ScriptedServer.Reply;
import io.github.cameltencent.testing.ScriptedServer.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Push messages by TIMPush. */
class TimPushTest {

    private static final String PUSH = "tencent:push?application=chat&provider=timpush&title=Shipped&rateLimit=off";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ScriptedServer server = ScriptedServer.start().always(taken("\"TaskId\":\"task-1\""));
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final TencentApplication chat = new TencentApplication();

    @BeforeEach
    void start() {
        ImApplication im = new ImApplication();
        im.setSdkAppId(1400000001L);
        im.setSecretKey("an-invented-key-of-im");
        im.setBaseUri("http://localhost:" + server.port());
        chat.setIm(im);
        context.getRegistry().bind("chat", chat);
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        server.close();
    }

    @Test
    void targetsAreSentAsABatch() {
        Exchange done =
                send(PUSH, "is on its way", Map.of(TencentConstants.ACCOUNTS, List.of("alpha", "beta", "alpha")));

        PushResult result = done.getMessage().getBody(PushResult.class);
        assertThat(server.requests().get(0).target()).startsWith("/v4/timpush/batch?sdkappid=1400000001&");
        JsonNode body = json(0);
        assertThat(body.get("To_Account").toString()).isEqualTo("[\"alpha\",\"beta\"]");
        assertThat(body.get("From_Account").asText()).isEqualTo("administrator");
        assertThat(body.get("MsgRandom").isIntegralNumber()).isTrue();
        assertThat(body.get("OfflinePushInfo").toString())
                .isEqualTo("{\"PushFlag\":0,\"Title\":\"Shipped\",\"Desc\":\"is on its way\"}");
        assertThat(result.getProvider()).isEqualTo("timpush");
        assertThat(result.getPushIds()).containsExactly("task-1");
        assertThat(result.getAccepted()).containsExactly("alpha", "beta");
        assertThat(done.getMessage().getHeader(TencentConstants.OPERATION)).isEqualTo("timpush/batch");
    }

    @Test
    void targetsAreSplitAt500() {
        List<String> tokens = IntStream.range(0, 1001).mapToObj(i -> "id-" + i).toList();
        send(PUSH, "text", Map.of(TencentConstants.TOKENS, tokens));
        assertThat(IntStream.range(0, 3).map(i -> json(i).get("To_Account").size()))
                .containsExactlyInAnyOrder(500, 500, 1);
        assertThat(IntStream.range(0, 3).mapToObj(i -> json(i).get("MsgRandom")).distinct())
                .hasSize(3);
    }

    @Test
    void tagsAndAllAreSentAsABroadcast() {
        send(PUSH + "&audience=all", "text", Map.of());
        send(PUSH + "&audience=tag&tags=[\"a\",\"b\"]&tagOperator=OR", "text", Map.of());
        send(PUSH + "&audience=tag&timpush=#bean:attributes", "text", Map.of());
        assertThat(server.requests()).allMatch(each -> each.target().startsWith("/v4/timpush/push?"));
        assertThat(json(0).has("Condition")).isFalse();
        assertThat(json(0).has("To_Account")).isFalse();
        assertThat(json(1).get("Condition").toString()).isEqualTo("{\"TagsOr\":[\"a\",\"b\"]}");
        assertThat(json(2).get("Condition").toString()).isEqualTo("{\"AttrsAnd\":{\"city\":\"x\"}}");
    }

    @Test
    void aMessageCannotBypassTheAudienceGuard() {
        refused(send(PUSH, "t", Map.of(TencentConstants.AUDIENCE, "all")), "BROADCAST_NOT_ALLOWED");
        refused(
                send(
                        PUSH,
                        "t",
                        Map.of(TencentConstants.ACCOUNTS, "a", "CamelTencentTimpush", Map.of("To_Account", "b"))),
                "TIMPUSH_FIELD_NOT_ALLOWED");
        refused(
                send(
                        PUSH,
                        "t",
                        Map.of(TencentConstants.ACCOUNTS, "a", "CamelTencentTimpush", Map.of("Condition", Map.of()))),
                "AUDIENCE_AMBIGUOUS");
        refused(
                send(
                        PUSH + "&audience=tag",
                        "t",
                        Map.of("CamelTencentTimpush", Map.of("Condition", Map.of("TagsOr", List.of())))),
                "NO_TARGETS");
        refused(
                send(PUSH + "&audience=tag", "t", Map.of("CamelTencentTpns", Map.of("tag_rules", List.of(1)))),
                "NO_TARGETS");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void fieldsAreMapped() {
        send(
                PUSH,
                Map.of(
                        "accounts", "alpha",
                        "content", "text",
                        "custom", Map.of("order", 7),
                        "sound", "bell.caf",
                        "channelId", "orders",
                        "badge", -1,
                        "timpush", Map.of("DataId", "d", "OfflinePushInfo", Map.of("ApnsInfo", Map.of("Image", "i")))),
                Map.of());
        JsonNode info = json(0).get("OfflinePushInfo");
        assertThat(info.get("Ext").asText()).isEqualTo("{\"order\":7}");
        assertThat(info.get("ApnsInfo").toString())
                .isEqualTo("{\"Sound\":\"bell.caf\",\"BadgeMode\":1,\"Image\":\"i\"}");
        assertThat(info.get("AndroidInfo").toString())
                .contains("\"Sound\":\"bell\"", "\"HuaWeiChannelID\":\"orders\"", "\"GoogleChannelID\":\"orders\"");
        assertThat(json(0).get("DataId").asText()).isEqualTo("d");
    }

    @ParameterizedTest
    @CsvSource({"sendTime, 2030-01-01T00:00:00Z", "timeToLive, 60", "badge, 3", "sound, ''"})
    void anUnsupportedFieldIsRefusedOrOmitted(String field, String value) {
        Map<String, Object> body = Map.of("accounts", "alpha", "content", "text", field, value);
        refused(send(PUSH, body, Map.of()), "UNSUPPORTED_FIELD");
        assertThat(send(PUSH + "&onUnsupportedField=ignore", body, Map.of()).getException())
                .isNull();
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void silentPushesAreRefused() {
        Map<String, Object> silent =
                Map.of("accounts", "alpha", "content", "text", "messageType", "message", "platform", "ios");
        refused(send(PUSH + "&onUnsupportedField=ignore", silent, Map.of()), "UNSUPPORTED_FIELD");
    }

    @Test
    void unknownUsersDoNotFailTheOthers() {
        server.always(taken("\"TaskId\":\"t\",\"ErrorList\":[{\"To_Account\":\"beta\",\"ErrorCode\":70107}]"));
        Exchange done = send(PUSH, "text", Map.of(TencentConstants.ACCOUNTS, List.of("alpha", "beta")));
        PushResult result = done.getMessage().getBody(PushResult.class);
        assertThat(result.getAccepted()).containsExactly("alpha");
        assertThat(result.getInvalidTargets()).containsExactly("beta");
    }

    @Test
    void refusedUsersMakeAPartialFailure() {
        server.always(taken("\"TaskId\":\"t\",\"ErrorList\":[{\"To_Account\":\"beta\",\"ErrorCode\":90045}]"));
        Exchange done = send(PUSH, "text", Map.of(TencentConstants.ACCOUNTS, List.of("alpha", "beta")));
        TencentException failure = (TencentException) done.getException();
        assertThat(failure.getOutcome()).isEqualTo(Outcome.PARTIAL);
        PushResult result = (PushResult) failure.getResult();
        assertThat(result.getAccepted()).containsExactly("alpha");
        assertThat(result.getRejected()).extracting(PushResult.Rejection::code).containsExactly("90045");
        assertThat(result.getInvalidTargets()).isEmpty();
    }

    @Test
    void anAmbiguousBroadcastIsRetriedAndABatchIsNot() {
        server.then(reset());
        assertThat(send(PUSH + "&audience=all", "text", Map.of()).getException())
                .isNull();
        assertThat(server.requests()).hasSize(2);
        assertThat(json(0).get("MsgRandom")).isEqualTo(json(1).get("MsgRandom"));

        server.then(reset());
        Exchange done = send(PUSH, "text", Map.of(TencentConstants.ACCOUNTS, "alpha"));
        assertThat(((TencentException) done.getException()).getOutcome()).isEqualTo(Outcome.AMBIGUOUS);
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void aRedeliveredBroadcastHasTheSameRandomNumber() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(TencentException.class).maximumRedeliveries(1).redeliveryDelay(0);
                from("direct:again").to(PUSH + "&audience=all&maxRetries=0");
            }
        });
        server.then(reset());
        Exchange done = send("direct:again", "text", Map.of());
        assertThat(done.getException()).isNull();
        assertThat(done.getMessage().getHeader(TencentConstants.POSSIBLY_DUPLICATE))
                .isNull();
        assertThat(json(0).get("MsgRandom")).isEqualTo(json(1).get("MsgRandom"));
    }

    @Test
    void theRandomNumberIsDerivedFromTheIdempotencyKey() {
        Map<String, Object> key = Map.of(TencentConstants.IDEMPOTENCY_KEY, "order-7");
        send(PUSH + "&audience=all", "text", key);
        send(PUSH + "&audience=all", "text", key);
        send(PUSH + "&audience=tag&tags=a", "text", key);
        assertThat(json(0).get("MsgRandom")).isEqualTo(json(1).get("MsgRandom")).isNotEqualTo(json(2).get("MsgRandom"));
    }

    @Test
    void theProviderIsTheOneWithKeys() {
        send("tencent:push?application=chat&title=Shipped", "text", Map.of(TencentConstants.ACCOUNTS, "alpha"));
        assertThat(server.requests()).hasSize(1);
        chat.tpns("android").setAccessId("1500000001");
        chat.tpns("android").setSecretKey("an-invented-key-of-tpns");
        assertThatThrownBy(() -> context.getEndpoint("tencent:push?application=chat&title=Other"))
                .hasStackTraceContaining("set provider=tpns or provider=timpush");
    }

    @Test
    void contentIsTruncatedBetweenCharacters() {
        String large = "\uD83D\uDE00".repeat(1000);
        refused(send(PUSH, large, Map.of(TencentConstants.ACCOUNTS, "alpha")), "MESSAGE_TOO_LARGE");
        send(PUSH + "&onOversize=truncate", large, Map.of(TencentConstants.ACCOUNTS, "alpha"));
        String desc = json(0).at("/OfflinePushInfo/Desc").asText();
        assertThat(desc.getBytes(StandardCharsets.UTF_8)).hasSize(3072);
    }

    private Exchange send(String uri, Object body, Map<String, Object> headers) {
        context.getRegistry().bind("attributes", Map.of("Condition", Map.of("AttrsAnd", Map.of("city", "x"))));
        return context.createProducerTemplate().send(uri, exchange -> {
            exchange.getMessage().setBody(body);
            headers.forEach(exchange.getMessage()::setHeader);
        });
    }

    private static void refused(Exchange done, String code) {
        assertThat(done.getException()).isInstanceOf(TencentException.class);
        assertThat(((TencentException) done.getException()).getCode()).isEqualTo(code);
    }

    private JsonNode json(int number) {
        Request request = server.requests().get(number);
        try {
            return JSON.readTree(request.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Reply taken(String more) {
        String json = "{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"\",\"ErrorCode\":0," + more + "}";
        String answer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + json.length()
                + "\r\n\r\n" + json;
        return (request, socket) -> {
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return true;
        };
    }

    private static Reply reset() {
        return (request, socket) -> {
            socket.setSoLinger(true, 0);
            socket.close();
            return false;
        };
    }
}
