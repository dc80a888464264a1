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
package io.github.cameltencent.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.github.cameltencent.emulator.im.callback.ImCallback;
import io.github.cameltencent.emulator.im.callback.ImCallbackAnswer;
import io.github.cameltencent.emulator.im.callback.ImForgery;
import io.github.cameltencent.testing.SettableClock;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Valid and forged callbacks, sent directly and around messages. */
class ImCallbacksTest {

    private static final String APP = EmulatorOptions.IM.id();
    private static final String OK = "{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"\",\"ErrorCode\":0}";
    private static final SettableClock CLOCK = new SettableClock(1_669_872_112);

    @RegisterExtension
    static final TencentEmulatorExtension EMULATOR = new TencentEmulatorExtension(new EmulatorOptions().clock(CLOCK));

    private final List<Map<String, String>> queries = new CopyOnWriteArrayList<>();
    private final List<JsonNode> bodies = new CopyOnWriteArrayList<>();
    private volatile String before = OK;
    private volatile int status = 200;
    private HttpServer server;
    private String url;
    private ImClient client;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/im", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            queries.add(query(exchange.getRequestURI().getRawQuery()));
            bodies.add(TpnsClient.JSON.readTree(body));
            boolean asked =
                    queries.get(queries.size() - 1).get("CallbackCommand").contains("Before");
            byte[] answer = (asked ? before : OK).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        url = "http://127.0.0.1:" + server.getAddress().getPort() + "/im";
        client = new ImClient(EMULATOR.emulator());
        client.clock = CLOCK;
        CLOCK.set(Instant.ofEpochSecond(1_669_872_112));
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    private static Map<String, String> query(String raw) {
        return new QueryStringDecoder(raw, false)
                .parameters().entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue()
                        .get(0)));
    }

    private ImCallback callback() {
        return EMULATOR.emulator()
                .im()
                .callback("C2C.CallbackAfterSendMsg")
                .to(url)
                .token("xxxxyyyy")
                .field("From_Account", "u1");
    }

    @Test
    void callbacksHaveTheDocumentedForm() {
        ImCallbackAnswer answer = callback().platform("Android").send();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("ActionStatus").asText()).isEqualTo("OK");
        assertThat(answer.time()).isPositive();
        assertThat(queries.get(0))
                .containsEntry("SdkAppid", APP)
                .containsEntry("CallbackCommand", "C2C.CallbackAfterSendMsg")
                .containsEntry("contenttype", "json")
                .containsEntry("ClientIP", "127.0.0.1")
                .containsEntry("OptPlatform", "Android")
                .containsEntry("RequestTime", "1669872112")
                // the published example
                .containsEntry("Sign", "17773bc39a671d7b9aa835458704d2a6db81360a5940292b587d6d760d484061");
        assertThat(bodies.get(0).path("CallbackCommand").asText()).isEqualTo("C2C.CallbackAfterSendMsg");
        assertThat(bodies.get(0).path("From_Account").asText()).isEqualTo("u1");
    }

    @Test
    void pushEventsAreSentTogether() {
        EMULATOR.emulator()
                .im()
                .callback("Push.OfflinePush")
                .to(url + "?mine=1")
                .event("{\"TaskId\":\"1\"}")
                .event("{\"TaskId\":\"2\"}")
                .send();
        assertThat(bodies.get(0).path("Events")).hasSize(2);
        assertThat(queries.get(0)).containsEntry("mine", "1").doesNotContainKeys("Sign", "RequestTime");
    }

    @Test
    void eachForgeryIsInvalidAsNamed() {
        String right = "17773bc39a671d7b9aa835458704d2a6db81360a5940292b587d6d760d484061";
        for (ImForgery forgery : ImForgery.values()) {
            callback().forged(forgery).send();
        }
        assertThat(sent(ImForgery.WRONG_SIGN).get("Sign")).hasSize(64).isNotEqualTo(right);
        assertThat(sent(ImForgery.UPPERCASE_SIGN).get("Sign"))
                .isEqualToIgnoringCase(right)
                .isNotEqualTo(right);
        assertThat(sent(ImForgery.MISSING_SIGN)).doesNotContainKey("Sign").containsKey("RequestTime");
        assertThat(sent(ImForgery.MISSING_TIME))
                .doesNotContainKey("RequestTime")
                .containsKey("Sign");
        assertThat(sent(ImForgery.STALE)).containsEntry("RequestTime", "1669872051");
        assertThat(sent(ImForgery.FUTURE)).containsEntry("RequestTime", "1669872174");
        assertThat(sent(ImForgery.WRONG_APP)).doesNotContainEntry("SdkAppid", APP);
        JsonNode other = bodies.get(ImForgery.COMMAND_MISMATCH.ordinal());
        assertThat(other.path("CallbackCommand").asText()).isEqualTo("State.StateChange");
        assertThat(bodies.get(ImForgery.OVERSIZED.ordinal()).toString()).hasSizeGreaterThan(1024 * 1024);
    }

    private Map<String, String> sent(ImForgery forgery) {
        return queries.get(forgery.ordinal());
    }

    @Test
    void callbacksAreSentToLoopbackOnly() {
        ImCallback callback = EMULATOR.emulator().im().callback("State.StateChange");
        for (String elsewhere : List.of("http://192.0.2.1/", "https://127.0.0.1/", "http://127.0.0.1.nip.io/", "/im")) {
            assertThatThrownBy(() -> callback.to(elsewhere)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(callback::send).isInstanceOf(IllegalStateException.class);
        assertThat(callback().toString()).doesNotContain("xxxxyyyy");
    }

    private JsonNode send(long random) throws IOException {
        return client.call("openim/sendmsg", ImClient.text("u1", random, "hi"));
    }

    private void webhook() {
        EMULATOR.emulator().im().webhook(APP, url, "xxxxyyyy");
    }

    @Test
    void webhooksGetCallbacksBeforeAndAfterMessages() throws IOException {
        webhook();
        JsonNode answer = send(1);
        await().atMost(Duration.ofSeconds(10)).until(() -> bodies.size() == 2);
        assertThat(queries.get(0)).containsEntry("CallbackCommand", "C2C.CallbackBeforeSendMsg");
        assertThat(queries.get(0)).containsEntry("OptPlatform", "RESTAPI").containsKey("Sign");
        assertThat(bodies.get(0).at("/MsgBody/0/MsgContent/Text").asText()).isEqualTo("hi");
        assertThat(bodies.get(0).path("MsgKey")).isEqualTo(answer.path("MsgKey"));
        assertThat(bodies.get(1).path("CallbackCommand").asText()).isEqualTo("C2C.CallbackAfterSendMsg");
        assertThat(bodies.get(1).path("MsgKey")).isEqualTo(answer.path("MsgKey"));
        assertThat(send(1)).as("a repeat is not asked about").isEqualTo(answer);
        assertThat(bodies).hasSize(2);
    }

    @Test
    void webhooksCanForbidDropAndChangeMessages() throws IOException {
        webhook();
        before = OK.replace(":0", ":1");
        assertThat(send(1).path("ErrorCode").asInt()).isEqualTo(20006);
        before = OK.replace(":0", ":120001");
        assertThat(send(2).path("ErrorCode").asInt()).isEqualTo(120_001);
        before = OK.replace(":0", ":2");
        assertThat(send(3).path("ErrorCode").asInt(-1)).as("dropped in silence").isZero();
        before = OK.replace("}", ",\"MsgBody\":[{\"MsgType\":\"TIMTextElem\",\"MsgContent\":{\"Text\":\"***\"}}]}");
        send(4);
        before = "not JSON";
        send(5);
        status = 500;
        send(6);
        JsonNode list = client.call(
                "openim/admin_getroammsg",
                "{'Operator_Account':'u1','Peer_Account':'administrator','MinTime':0,'MaxTime':4294967295,'MaxCnt':9}");
        assertThat(list.path("MsgList").findValuesAsText("Text")).containsExactly("***", "hi", "hi");
    }

    @Test
    void callersCanDisableTheCallbackBefore() throws IOException {
        webhook();
        String both = "['ForbidBeforeSendMsgCallback','ForbidAfterSendMsgCallback']";
        client.call(
                "openim/sendmsg",
                ImClient.text("u1", 1, "x").replace("{'To", "{'ForbidCallbackControl':" + both + ",'To"));
        assertThat(client.code("openim/sendmsg", "{}"))
                .as("wrong, so nothing to ask about")
                .isEqualTo(90003);
        EMULATOR.emulator().im().removeWebhook(APP);
        send(2);
        assertThat(bodies).isEmpty();
    }

    @Test
    void messagesPassIfTheWebhookIsUnreachable() throws IOException {
        webhook();
        server.stop(0);
        assertThat(send(1).path("ErrorCode").asInt(-1)).isZero();
    }

    @Test
    void groupMessagesHaveCallbacksToo() throws IOException {
        client.call("group_open_http_svc/create_group", "{'Type':'Public','Name':'n','GroupId':'g1'}");
        EMULATOR.emulator().im().apply("{\"webhook\":{\"url\":\"" + url + "\"}}");
        before = OK.replace(":0", ":10100");
        String post = "{'GroupId':'g1','Random':1,'MsgBody':[{'MsgType':'TIMTextElem','MsgContent':{'Text':'x'}}]}";
        assertThat(client.code("group_open_http_svc/send_group_msg", post)).isEqualTo(10_100);
        assertThat(bodies.get(0).path("Type").asText()).isEqualTo("Public");
        before = OK;
        assertThat(client.code("group_open_http_svc/send_group_msg", post)).isZero();
        await().atMost(Duration.ofSeconds(10)).until(() -> bodies.size() == 3);
        assertThat(bodies.get(2).path("MsgSeq").asInt()).isEqualTo(1);
    }
}
