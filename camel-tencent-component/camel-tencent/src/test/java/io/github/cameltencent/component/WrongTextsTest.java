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
package io.github.cameltencent.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.credential.CloudApplication;
import io.github.cameltencent.credential.ImApplication;
import io.github.cameltencent.credential.TencentApplication;
import io.github.cameltencent.sign.UserSigVerification;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What messages bring, in whatever type and encoding, goes out as what it says, or is refused; by dry runs of every service. */
class WrongTextsTest {

    private static final long APP = 1400000001L;
    private static final String KEY = "an-invented-key-of-im";
    private static final String S = "tencent:im/openim/sendmsg?application=app&dryRun=true&toAccount=alpha";
    private static final String I = "tencent:im/openim/sendmsg?application=app&dryRun=true";
    private static final String B = "tencent:im/openim/batchsendmsg?application=app&dryRun=true";
    private static final String G = "tencent:im/group_open_http_svc/send_group_msg?application=app&dryRun=true";
    private static final String P = "tencent:push?application=app&provider=tpns&title=T&dryRun=true";
    private static final String Q = "tencent:tpns/device/account/query?application=app&platform=android&dryRun=true";
    private static final String C = "tencent:cloud/cvm/DescribeInstances?application=app&dryRun=true";
    private static final String REQUEST = "{\"To_Account\":\"beta\",\"MsgBody\":[{\"MsgType\":\"TIMTextElem\","
            + "\"MsgContent\":{\"Text\":\"hi\"}}]}";
    private static final Charset GBK = Charset.forName("GBK");
    private static final String HELLO = "\u4f60\u597d";

    private final DefaultCamelContext context = new DefaultCamelContext();

    @TempDir
    Path folder;

    @BeforeEach
    void start() {
        TencentApplication app = new TencentApplication();
        ImApplication im = new ImApplication();
        im.setSdkAppId(APP);
        im.setSecretKey(KEY);
        app.setIm(im);
        app.tpns("android").setAccessId("1500000001");
        app.tpns("android").setSecretKey("an-invented-key-of-tpns");
        CloudApplication cloud = new CloudApplication();
        cloud.setSecretId("AKIDinvented");
        cloud.setSecretKey("an-invented-key-of-the-cloud");
        app.setCloud(cloud);
        context.getRegistry().bind("app", app);
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private Exchange send(String uri, Object body, Map<String, ?> headers) {
        return send(uri, body, headers, null);
    }

    private Exchange send(String uri, Object body, Map<String, ?> headers, String charset) {
        return context.createProducerTemplate().send(uri, exchange -> {
            exchange.getMessage().setBody(body);
            headers.forEach(exchange.getMessage()::setHeader);
            if (charset != null) {
                exchange.setProperty(Exchange.CHARSET_NAME, charset);
            }
        });
    }

    /** The body that would have been sent. */
    private static String sent(Exchange done) {
        assertThat(done.getException()).isNull();
        return (String) done.getMessage().getBody(Map.class).get("body");
    }

    private static void assertRefused(Exchange done, String code, String... told) {
        assertThat(done.getException()).isInstanceOf(TencentException.class);
        TencentException refusal = (TencentException) done.getException();
        assertThat(refusal.getCode()).isEqualTo(code);
        assertThat(refusal.getOutcome().name()).isEqualTo("REJECTED");
        assertThat(refusal.getService()).isNotNull();
        for (String each : told) {
            assertThat(refusal).hasMessageContaining(each);
        }
        assertThat(refusal.isRetryable()).isFalse();
    }

    // ---- 1 to 3, 8: headers

    static Stream<Arguments> namedUsers() {
        return Stream.of(
                Arguments.of(I, "alpha".getBytes(StandardCharsets.UTF_8), "\"To_Account\":\"alpha\""),
                Arguments.of(I, "alpha".toCharArray(), "\"To_Account\":\"alpha\""),
                Arguments.of(I, new StringBuilder("alpha"), "\"To_Account\":\"alpha\""),
                Arguments.of(I, "\ufeffalpha", "\"To_Account\":\"alpha\""),
                Arguments.of(I, List.of("alpha".getBytes(StandardCharsets.UTF_8)), "\"To_Account\":\"alpha\""),
                Arguments.of(I, 42L, "\"To_Account\":\"42\""),
                Arguments.of(B, new long[] {1, 2}, "\"To_Account\":[\"1\",\"2\"]"),
                Arguments.of(B, "[\"a\",\"b\"]".getBytes(StandardCharsets.UTF_8), "\"To_Account\":[\"a\",\"b\"]"),
                Arguments.of(B, List.of("a".getBytes(StandardCharsets.UTF_8), "b"), "\"To_Account\":[\"a\",\"b\"]"));
    }

    @ParameterizedTest
    @MethodSource("namedUsers")
    void usersAreReadWhateverTypeTheyHave(String uri, Object users, String part) {
        assertThat(sent(send(uri, "hi", Map.of(TencentConstants.TO_ACCOUNT, users))))
                .contains(part);
    }

    @Test
    void otherHeadersOfMessagesAreReadToo() {
        String message = sent(send(
                S,
                "hi",
                Map.of(
                        TencentConstants.FROM_ACCOUNT, bytes("beta"),
                        TencentConstants.CLOUD_CUSTOM_DATA, bytes("{\"order\":1}"),
                        TencentConstants.MSG_LIFE_TIME, bytes("60"),
                        TencentConstants.OFFLINE_PUSH_INFO, bytes("{\"PushFlag\":1}"))));
        assertThat(message)
                .contains("\"From_Account\":\"beta\"", "\"CloudCustomData\":\"{\\\"order\\\":1}\"")
                .contains("\"MsgLifeTime\":60", "\"OfflinePushInfo\":{\"PushFlag\":1}");
        assertThat(sent(send(G, "hi", Map.of(TencentConstants.GROUP_ID, bytes("G1")))))
                .contains("\"GroupId\":\"G1\"");
    }

    static Stream<Arguments> wrongHeaders() {
        return Stream.of(
                Arguments.of(B, TencentConstants.TO_ACCOUNT, Arrays.asList("alpha", null)),
                Arguments.of(B, TencentConstants.TO_ACCOUNT, "[\"alpha\",null]"),
                Arguments.of(B, TencentConstants.TO_ACCOUNT, Map.of("a", "b")),
                Arguments.of(B, TencentConstants.TO_ACCOUNT, List.of(Map.of("a", "b"))),
                Arguments.of(I, TencentConstants.TO_ACCOUNT, Map.of("a", "b")),
                Arguments.of(S, TencentConstants.FROM_ACCOUNT, List.of("a", "b")),
                Arguments.of(S, TencentConstants.CLOUD_CUSTOM_DATA, Map.of("a", "b")),
                Arguments.of(S, TencentConstants.OFFLINE_PUSH_INFO, "no JSON"),
                Arguments.of(S, TencentConstants.OFFLINE_PUSH_INFO, List.of()),
                Arguments.of(S, TencentConstants.MSG_LIFE_TIME, 4294967297L),
                Arguments.of(S, TencentConstants.MSG_LIFE_TIME, "1h"),
                Arguments.of(S, TencentConstants.MSG_LIFE_TIME, 700000),
                Arguments.of(S, TencentConstants.MSG_LIFE_TIME, -1),
                Arguments.of(S, TencentConstants.IDEMPOTENCY_KEY, Map.of("a", "b")),
                Arguments.of(G + "&groupId=G1", TencentConstants.TO_MEMBERS_ACCOUNT, Arrays.asList("a", null)),
                Arguments.of(G, TencentConstants.GROUP_ID, Map.of("a", "b")),
                Arguments.of(P, TencentConstants.TOKENS, Arrays.asList("t1", null)),
                Arguments.of(P, TencentConstants.TOKENS, "[\"t1\",null]"),
                Arguments.of(P, TencentConstants.TOKENS, Map.of("a", "b")),
                Arguments.of(P + "&tokens=t1", TencentConstants.TIME_TO_LIVE, 4294967297L),
                Arguments.of(P + "&tokens=t1", TencentConstants.TIME_TO_LIVE, "1h"),
                Arguments.of(P + "&tokens=t1", TencentConstants.BADGE, "many"),
                Arguments.of(P + "&tokens=t1", TencentConstants.TITLE, Map.of("a", "b")),
                Arguments.of(Q, TencentConstants.PLATFORM, List.of("android", "ios")),
                Arguments.of("tencent:usersig?application=app", TencentConstants.USER_ID, Map.of("a", "b")),
                Arguments.of("tencent:usersig?application=app", TencentConstants.USER_ID, List.of("a", "b")),
                Arguments.of("tencent:usersig?application=app&userId=a", TencentConstants.EXPIRE, "1h"));
    }

    @ParameterizedTest
    @MethodSource("wrongHeaders")
    void aHeaderThatCannotBeReadIsRefusedByName(String uri, String header, Object value) {
        String asked = uri.equals(Q) ? uri.replace("&platform=android", "") : uri;
        assertRefused(send(asked, "hi", Map.of(header, value)), "FIELD_INVALID", header);
    }

    @Test
    void headersOfPushesAreReadWhateverTypeTheyHave() {
        assertThat(sent(send(P, "hi", Map.of(TencentConstants.TOKENS, bytes("t1")))))
                .contains("\"t1\"");
        assertThat(sent(send(P, "hi", Map.of(TencentConstants.TOKENS, List.of(bytes("t1"), bytes("t2"))))))
                .contains("[\"t1\",\"t2\"]");
        assertThat(sent(send(P, "hi", Map.of(TencentConstants.ACCOUNTS, new long[] {1, 2}))))
                .contains("[\"1\",\"2\"]");
        String push = sent(send(
                P + "&tokens=t1",
                "hi",
                Map.of(
                        TencentConstants.CUSTOM, bytes("{\"order\":1}"),
                        TencentConstants.TIME_TO_LIVE, bytes("60"),
                        TencentConstants.TITLE, "Sale".toCharArray())));
        assertThat(push).contains("\\\"order\\\":1", "\"expire_time\":60", "\"title\":\"Sale\"");
    }

    @Test
    void headersOfUserSigsAreReadWhateverTypeTheyHave() {
        String uri = "tencent:usersig?application=app";
        for (Object id : List.of(bytes("alpha"), "alpha".toCharArray(), "\ufeffalpha")) {
            Exchange done =
                    send(uri, "other", Map.of(TencentConstants.USER_ID, id, TencentConstants.EXPIRE, bytes("60")));
            assertThat(userOf(done)).isEqualTo("alpha");
        }
    }

    private static String userOf(Exchange done) {
        assertThat(done.getException()).isNull();
        return UserSigVerification.of(APP)
                .withSecretKey(KEY)
                .verify(done.getMessage().getBody(String.class), null, null, Instant.now())
                .getUserId();
    }

    @Test
    void aParameterOfTheCloudThatIsAHeaderIsReadAsText() {
        String upload = "tencent:cloud/cls/UploadLog?application=app&dryRun=true&bodyFormat=binary";
        Exchange done = send(upload, new byte[] {1}, Map.of("X-CLS-TopicId", bytes("topic")));
        assertThat(done.getException()).isNull();
        assertThat(done.getMessage().getBody(Map.class).get("headers").toString())
                .contains("X-CLS-TopicId=topic");
        assertRefused(
                send(upload, new byte[] {1}, Map.of("X-CLS-TopicId", Map.of("a", "b"))),
                "FIELD_INVALID",
                "X-CLS-TopicId");
    }

    // ---- 4 to 7, 11, 36: bodies

    @Test
    void nothingIsNoMessage() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty"));
        for (Object nothing : Arrays.asList(
                null,
                "",
                new byte[0],
                new StringBuilder(),
                empty,
                empty.toFile(),
                new ByteArrayInputStream(new byte[0]))) {
            assertRefused(send(S, nothing, Map.of()), "CONTENT_MISSING");
            assertRefused(send(I, nothing, Map.of()), "CONTENT_MISSING");
            assertRefused(send(G + "&groupId=G1", nothing, Map.of()), "CONTENT_MISSING");
            assertRefused(send(P + "&tokens=t1", nothing, Map.of()), "CONTENT_MISSING");
        }
    }

    @Test
    void whatIsTextGoesAsText() throws IOException {
        Path file = Files.writeString(folder.resolve("hi"), "hi");
        for (Object text : List.<Object>of(
                "hi",
                new StringBuilder("hi"),
                "hi".toCharArray(),
                bytes("hi"),
                new ByteArrayInputStream(bytes("hi")),
                new StringReader("hi"),
                file,
                file.toFile(),
                "\ufeffhi",
                bytes("\ufeffhi"))) {
            assertThat(sent(send(S, text, Map.of())))
                    .as(text.getClass().getName())
                    .contains("\"Text\":\"hi\"");
        }
        assertThat(sent(send(S, 42, Map.of()))).contains("\"Text\":\"42\"");
        assertThat(sent(send(P + "&tokens=t1", new StringBuilder("hi"), Map.of())))
                .contains("\"content\":\"hi\"");
        for (Object json : List.<Object>of(
                new StringBuilder("{\"Limit\":1}"), "{\"Limit\":1}".toCharArray(), new StringReader("{\"Limit\":1}"))) {
            assertThat(sent(send(C, json, Map.of()))).isEqualTo("{\"Limit\":1}");
        }
    }

    private record Order(String secret) {}

    @Test
    void whatIsNoTextIsRefusedWhereTextIsMeant() {
        for (Object body : List.of(new Order("secret"), List.of("secret"), new String[] {"x", "y"}, new long[] {1})) {
            assertRefused(send(S, body, Map.of()), "BODY_UNREADABLE");
            assertRefused(send(P + "&tokens=t1", body, Map.of()), "BODY_UNREADABLE");
            assertRefused(send("tencent:usersig?application=app", body, Map.of()), "BODY_INVALID");
            assertRefused(send("tencent:usersig/verify?application=app", body, Map.of()), "BODY_INVALID");
        }
        assertRefused(send("tencent:usersig?application=app", Map.of("a", "b"), Map.of()), "BODY_INVALID");
    }

    @Test
    void bytesAreTextInTheCharsetOfTheExchange() throws IOException {
        Path file = Files.write(folder.resolve("gbk"), HELLO.getBytes(GBK));
        for (Object body :
                List.of(HELLO.getBytes(GBK), new ByteArrayInputStream(HELLO.getBytes(GBK)), file, file.toFile())) {
            assertThat(sent(send(S, body, Map.of(), "GBK"))).contains("\"Text\":\"" + HELLO + "\"");
        }
        assertThat(sent(send(P + "&tokens=t1", HELLO.getBytes(GBK), Map.of(), "GBK")))
                .contains(HELLO);
        assertThat(userOf(send("tencent:usersig?application=app", HELLO.getBytes(GBK), Map.of(), "GBK")))
                .isEqualTo(HELLO);
        assertThat(sent(send(I, REQUEST.replace("hi", HELLO).getBytes(GBK), Map.of(), "GBK")))
                .contains(HELLO);
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        byte[] noText = HELLO.getBytes(GBK);
        assertRefused(send(S, noText, Map.of()), "BODY_NOT_TEXT", "CamelCharsetName");
        assertRefused(send(S, new ByteArrayInputStream(noText), Map.of()), "BODY_NOT_TEXT");
        assertRefused(send(P + "&tokens=t1", noText, Map.of()), "BODY_NOT_TEXT");
        assertRefused(send("tencent:usersig?application=app", noText, Map.of()), "BODY_NOT_TEXT");
    }

    static Stream<Arguments> cutTexts() {
        String cut = "Order sent \ud83d";
        return Stream.of(
                Arguments.of(S, cut, Map.of()),
                Arguments.of(S, new StringBuilder(cut), Map.of()),
                Arguments.of(I, "hi", Map.of(TencentConstants.TO_ACCOUNT, "a\ud83d")),
                Arguments.of(B, "hi", Map.of(TencentConstants.TO_ACCOUNT, List.of("a", "a\ud83d"))),
                Arguments.of(S, "hi", Map.of(TencentConstants.CLOUD_CUSTOM_DATA, cut)),
                Arguments.of(I, Map.of("To_Account", "a\ud83d", "MsgBody", List.of()), Map.of()),
                Arguments.of(I, REQUEST.replace("hi", cut), Map.of()),
                Arguments.of(I, REQUEST.replace("hi", "Order sent \\ud83d"), Map.of()),
                Arguments.of(P + "&tokens=t1", cut, Map.of()),
                Arguments.of(P + "&tokens=t1", "hi", Map.of(TencentConstants.TITLE, cut)),
                Arguments.of(P, "hi", Map.of(TencentConstants.TOKENS, "t\ud83d")),
                Arguments.of(Q, "{\"a\":\"" + cut + "\"}", Map.of()),
                Arguments.of(Q, Map.of("a", cut), Map.of()),
                Arguments.of(C, "{\"a\":\"" + cut + "\"}", Map.of()),
                Arguments.of(C, "{\"a\":\"\\uD83D\"}", Map.of()),
                Arguments.of(C, Map.of("a", cut), Map.of()),
                Arguments.of(C + "&method=GET", bytes("{\"a\":\"\\uD83D\"}"), Map.of()),
                Arguments.of("tencent:usersig?application=app", "a\ud83d", Map.of()));
    }

    @ParameterizedTest
    @MethodSource("cutTexts")
    void halfACharacterIsRefusedAndNoQuestionMarkSent(String uri, Object body, Map<String, ?> headers) {
        assertRefused(send(uri, body, headers), "LONE_SURROGATE");
    }

    @Test
    void aByteOrderMarkGoesFromTextAndStaysInBytes() {
        assertThat(userOf(send("tencent:usersig?application=app", "\ufeffalpha", Map.of())))
                .isEqualTo("alpha");
        assertThat(userOf(send("tencent:usersig?application=app", bytes("\ufeffalpha"), Map.of())))
                .isEqualTo("alpha");
        assertThat(sent(send(C, "\ufeff{\"Limit\":1}", Map.of()))).isEqualTo("{\"Limit\":1}");
        assertThat(sent(send(Q, "\ufeff{}", Map.of()))).isEqualTo("{}");
        assertThat(sent(send(P + "&tokens=t1", "\ufeffhi", Map.of()))).contains("\"content\":\"hi\"");
        assertThat(sent(send(P + "&bodyType=message", "\ufeff{\"tokens\":\"t1\",\"content\":\"hi\"}", Map.of())))
                .contains("\"content\":\"hi\"");
        assertThat(sent(send(C, bytes("\ufeff{\"Limit\":1}"), Map.of()))).isEqualTo("\ufeff{\"Limit\":1}");
    }

    // ---- 14, 15: who gets a message

    @Test
    void aGroupMessageIgnoresWhomAnEarlierStepSentTo() {
        Map<String, Object> left = Map.of(TencentConstants.TO_ACCOUNT, "alpha");
        assertThat(sent(send(G + "&groupId=G1", "to everybody", left))).doesNotContain("alpha", "To_Account");
        String notify = G.replace("send_group_msg", "send_group_system_notification") + "&groupId=G1";
        assertThat(sent(send(notify, "to everybody", left))).doesNotContain("alpha");
        Map<String, Object> members = Map.of(TencentConstants.TO_MEMBERS_ACCOUNT, List.of("alpha", "beta"));
        assertThat(sent(send(G + "&groupId=G1", "to two", members))).contains("\"To_Account\":[\"alpha\",\"beta\"]");
        assertThat(sent(send(notify, "to two", members))).contains("\"ToMembers_Account\":[\"alpha\",\"beta\"]");
        assertRefused(
                send(G + "&groupId=G1", "to nobody", Map.of(TencentConstants.TO_MEMBERS_ACCOUNT, List.of())),
                "NO_TARGETS");
    }

    @Test
    void aGroupMessageRefusesAnOptionThatItWouldIgnore() {
        assertThatThrownBy(() -> send(G + "&toAccount=alpha", "hi", Map.of()))
                .hasStackTraceContaining("toAccount is not for");
    }

    @Test
    void aRequestInTheBodyIsTheWholeRequest() {
        Map<String, Object> left = Map.of(TencentConstants.TO_ACCOUNT, "alpha");
        for (Object request : List.<Object>of(
                REQUEST,
                bytes(REQUEST),
                new ByteArrayInputStream(bytes(REQUEST)),
                new StringBuilder(REQUEST),
                Map.of("To_Account", "beta", "MsgBody", List.of()))) {
            assertRefused(send(I, request, left), "TARGET_TWICE", TencentConstants.TO_ACCOUNT);
        }
        assertThat(sent(send(S, REQUEST, Map.of())))
                .startsWith("{\"To_Account\":\"beta\"")
                .doesNotContain("alpha");
        assertThat(sent(send(I, new ByteArrayInputStream(bytes(REQUEST)), Map.of())))
                .contains("beta");
        String group = REQUEST.replace("To_Account", "GroupId");
        assertRefused(send(G, group, Map.of(TencentConstants.GROUP_ID, "G1")), "TARGET_TWICE");
        assertThat(sent(send(G, group, left))).contains("\"GroupId\":\"beta\"");
    }

    @Test
    void otherJsonIsText() {
        assertThat(sent(send(S, "{\"order\":1}", Map.of()))).contains("{\\\"order\\\":1}", "alpha");
    }

    // ---- 16: what parameters cannot say

    @Test
    void anEmptyListIsNotLeftOutOfParameters() {
        for (String how : List.of("&signatureMethod=HmacSHA256", "&signatureMethod=HmacSHA1", "&method=GET")) {
            for (String empty : List.of(
                    "{\"InstanceIds\":[],\"Limit\":1}",
                    "{\"Filter\":{},\"Limit\":1}",
                    "{\"Filter\":{\"Names\":[]}}",
                    "{\"Filters\":[{\"Values\":[]}]}",
                    "{\"Filter\":{\"Name\":null}}")) {
                assertRefused(send(C + how, empty, Map.of()), "BODY_NOT_FLAT", "empty");
            }
            assertThat(send(C + how, "{\"Limit\":1,\"Offset\":null}", Map.of()).getException())
                    .isNull();
            assertThat(send(C + how, "{}", Map.of()).getException()).isNull();
        }
        assertThat(sent(send(C, "{\"InstanceIds\":[],\"Limit\":1}", Map.of()))).contains("[]");
    }

    // ---- 32: rooms

    @Test
    void aRoomThatTrtcDoesNotKnowGetsNoTicket() {
        String uri = "tencent:usersig/privateMapKey?application=app&privileges=1&userId=alpha";
        for (String room : List.of("\u4f1a\u8bae\u5ba4", "lobby\t", "caf\u00e9", "a/b", "a\"b", "")) {
            assertRefused(send(uri, null, Map.of(TencentConstants.ROOM_ID_STRING, room)), "ROOM_INVALID");
        }
        for (String room :
                List.of("lobby", "Room 7", "a-b_c:d;e<f=g.h>i?j@k[l]m^n{o}p|q~r,s!t#u$v%w&x(y)z+", "x".repeat(64))) {
            assertThat(send(uri, null, Map.of(TencentConstants.ROOM_ID_STRING, room))
                            .getException())
                    .isNull();
        }
        assertThatThrownBy(() -> context.getEndpoint(uri + "&roomIdString=\u4f1a\u8bae\u5ba4"))
                .hasStackTraceContaining("roomIdString");
    }

    // ---- 31: times

    @Test
    void timesBecomeIso8601() {
        Instant when = Instant.parse("2026-05-01T01:02:03.004Z");
        List<Object> times =
                new ArrayList<>(List.of(when, LocalDate.of(2026, 5, 1), Timestamp.from(when), Date.from(when)));
        times.add(java.sql.Date.valueOf("2026-05-01"));
        String expected = "[\"2026-05-01T01:02:03.004Z\",\"2026-05-01\",\"2026-05-01T01:02:03.004Z\","
                + "\"2026-05-01T01:02:03.004Z\",\"2026-05-01\"]";
        assertThat(sent(send(C, Map.of("Times", times), Map.of()))).isEqualTo("{\"Times\":" + expected + "}");
        assertThat(sent(send(Q, Map.of("Times", times), Map.of()))).isEqualTo("{\"Times\":" + expected + "}");
        assertThat(sent(send(I, Map.of("To_Account", "a", "MsgBody", List.of(), "Times", times), Map.of())))
                .contains("\"Times\":" + expected);
        assertThat(sent(send(P + "&tokens=t1", "hi", Map.of(TencentConstants.CUSTOM, Map.of("at", when)))))
                .contains("2026-05-01T01:02:03.004Z");
    }

    @Test
    void whatIsNoJsonIsNamedByItsOwnType() {
        assertRefused(send(C, Map.of("a", new Object()), Map.of()), "BODY_NOT_JSON", "java.lang.Object");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
