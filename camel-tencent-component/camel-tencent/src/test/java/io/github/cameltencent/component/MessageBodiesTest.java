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

import com.fasterxml.jackson.databind.node.TextNode;
import io.github.cameltencent.TencentConstants;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.net.URLDecoder;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of all types and encodings are sent correctly or refused; shown by dry runs of every service. */
class MessageBodiesTest extends DryRunTestSupport {
    @TempDir
    Path folder;

    // ---- 4 to 7, 11, 36: bodies

    @Test
    void anEmptyBodyIsRefused() throws IOException {
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
    void textBodiesOfAllTypesAreSentAsText() throws IOException {
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
    void bodiesThatAreNotTextAreRefusedWhereTextIsNeeded() {
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
    void bytesThatAreTheWholeRequestAreTextInTheCharsetOfTheExchangeToo() throws IOException {
        byte[] request = ("{\"a\":\"" + HELLO + "\"}").getBytes(GBK);
        Path file = Files.write(folder.resolve("request"), request);
        for (String uri : List.of(Q, C, "tencent:im/group_open_http_svc/create_group?application=app&dryRun=true")) {
            for (Object body : List.of(request, new ByteArrayInputStream(request), file, file.toFile())) {
                assertThat(sent(send(uri, body, Map.of(), "GBK"))).isEqualTo("{\"a\":\"" + HELLO + "\"}");
                assertRefused(send(uri, request, Map.of()), "BODY_NOT_TEXT", "CamelCharsetName");
            }
        }
    }

    @Test
    void aFileOfAFileEndpointIsReadInItsCharset() throws Exception {
        Files.write(folder.resolve("request.json"), ("{\"a\":\"" + HELLO + "\"}").getBytes(GBK));
        Exchange polled = context.createConsumerTemplate()
                .receive("file:" + folder + "?fileName=request.json&noop=true&charset=GBK", 10_000);
        for (String uri : List.of(Q, C, C + "&method=GET")) {
            Exchange done = context.createProducerTemplate().send(uri, polled.copy());

            assertThat(done.getException()).isNull();
            assertThat(URLDecoder.decode(done.getMessage().getBody().toString(), StandardCharsets.UTF_8))
                    .contains(HELLO);
        }
    }

    @Test
    void bytesThatCannotBeDecodedAreRefused() {
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
                Arguments.of(C, bytes("{\"a\":\"\\uD83D\"}"), Map.of()),
                Arguments.of(Q, bytes("{\"a\":\"\\uD83D\"}"), Map.of()),
                Arguments.of(Q, new ByteArrayInputStream(bytes("{\"a\":\"\\uD83D\"}")), Map.of()),
                Arguments.of(I, bytes(REQUEST.replace("hi", "Order sent \\ud83d")), Map.of()),
                Arguments.of("tencent:usersig?application=app", "a\ud83d", Map.of()));
    }

    @ParameterizedTest
    @MethodSource("cutTexts")
    void halfACharacterIsRefusedAndNoQuestionMarkSent(String uri, Object body, Map<String, ?> headers) {
        assertRefused(send(uri, body, headers), "LONE_SURROGATE");
    }

    @Test
    void aByteOrderMarkIsRemovedFromTextButNotFromBytes() {
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
                .hasStackTraceContaining("toAccount does not apply to");
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
    void aBodyThatCannotBecomeJsonIsNamedByItsType() {
        assertRefused(send(C, Map.of("a", new Object()), Map.of()), "BODY_NOT_JSON", "java.lang.Object");
    }

    /** Its request has no MsgBody. */
    @Test
    void aNotificationInTheBodyIsTheWholeRequestToo() {
        String notify = G.replace("send_group_msg", "send_group_system_notification");
        String request = "{\"GroupId\":\"G\",\"Content\":\"x\"}";
        assertThat(sent(send(notify, request, Map.of()))).isEqualTo(request);
        assertRefused(send(notify, request, Map.of(TencentConstants.GROUP_ID, "G2")), "TARGET_TWICE");
        assertThat(sent(send(notify + "&groupId=G2", TextNode.valueOf("hi"), Map.of())))
                .contains("\"GroupId\":\"G2\"", "\"Content\":\"hi\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"&signatureMethod=HmacSHA256", "&method=GET", "&signatureMethod=HmacSHA1&method=GET"})
    void aBodyThatBecomesParametersIsReadInTheCharsetOfTheExchange(String options) {
        byte[] json = ("{\"Name\":\"" + HELLO + "\"}").getBytes(GBK);
        String encoded = "%E4%BD%A0%E5%A5%BD";
        for (Object body : List.of(json, new ByteArrayInputStream(json))) {
            Exchange done = send(C + options, body, Map.of(), "GBK");
            assertThat(done.getException()).isNull();
            assertThat(String.valueOf(done.getMessage().getBody(Map.class))).contains(encoded);
        }
        assertRefused(send(C + options, json, Map.of()), "BODY_NOT_TEXT");
    }
}
