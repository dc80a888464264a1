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

import io.github.cameltencent.TencentConstants;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Headers of all types are read, or refused with their name; shown by dry runs of every service. */
class MessageHeadersTest extends DryRunTestSupport {
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
                Arguments.of(B, "\ufeff[\"a\",\"b\"]", "\"To_Account\":[\"a\",\"b\"]"),
                Arguments.of(B, bytes("\ufeff[\"a\",\"b\"]"), "\"To_Account\":[\"a\",\"b\"]"),
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

    @Test
    void aCloudParameterInAHeaderIsReadAsText() {
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

    /** A list of tokens must not become one token, and JSON not be refused, for a byte order mark. */
    @Test
    void aByteOrderMarkIsRemovedBeforeAHeaderIsReadAsJson() {
        for (Object tokens : List.of("\ufeff[\"t1\",\"t2\"]", bytes("\ufeff[\"t1\",\"t2\"]"))) {
            assertThat(sent(send(P, "c", Map.of(TencentConstants.TOKENS, tokens))))
                    .contains("\"token_list\":[\"t1\",\"t2\"]");
        }
        assertThat(sent(send(
                        P, "c", Map.of(TencentConstants.TOKENS, "t1", TencentConstants.CUSTOM, "\ufeff{\"order\":1}"))))
                .contains("order");
    }
}
