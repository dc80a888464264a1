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
package io.github.cameltencent.birdtalk.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.github.cameltencent.birdtalk.protocol.ChatMsgType;
import io.github.cameltencent.birdtalk.protocol.MsgChat;
import io.github.cameltencent.birdtalk.protocol.UserInfo;
import io.github.cameltencent.birdtalk.protocol.UserOpResult;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Protocol messages as maps. */
class ProtoMapsTest {

    @Test
    void valuesAreConvertedToJavaTypes() {
        Map<String, Object> map = ProtoMaps.of(MsgChat.newBuilder()
                .setMsgId(Long.MAX_VALUE)
                .setMsgType(ChatMsgType.FILE)
                .setData(ByteString.copyFromUtf8("bytes"))
                .putParams("gid", "0"));
        assertThat(map)
                .containsOnlyKeys("msgId", "msgType", "data", "params")
                .containsEntry("msgId", Long.MAX_VALUE)
                .containsEntry("msgType", "FILE")
                .containsEntry("data", "bytes".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .containsEntry("params", Map.of("gid", "0"));
    }

    @Test
    void unknownEnumValuesAreKept() {
        assertThat(ProtoMaps.of(MsgChat.newBuilder().setMsgTypeValue(77)).get("msgType"))
                .asString()
                .contains("77");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pwd", "Pwd", "password", "Params.pwd"})
    void passwordsAreRemovedAtAnyDepth(String name) {
        Map<String, Object> map = ProtoMaps.of(UserOpResult.newBuilder()
                .putParams(name, "secret")
                .putParams("status", "ok")
                .addUsers(UserInfo.newBuilder().setUserId(1).putParams(name, "secret")));
        assertThat(map.toString()).doesNotContain("secret").contains("status");
    }
}
