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
package io.github.cameltencent.birdtalk.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import io.github.cameltencent.birdtalk.crypto.ChatVectors;
import io.github.cameltencent.birdtalk.protocol.Msg;
import io.github.cameltencent.birdtalk.protocol.MsgPlain;
import io.github.cameltencent.birdtalk.protocol.UserInfo;
import io.github.cameltencent.birdtalk.protocol.UserOpReq;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Parses messages of other clients and of the upstream server. */
class MessageVectorsTest {

    private final FrameReader reader = new FrameReader(1 << 20);

    static List<JsonNode> messages() {
        return Stream.of("messages", "python_client_messages", "recorded_server_frames")
                .flatMap(section -> ChatVectors.of(section).stream())
                .filter(vector -> !vector.path("schema").asText().startsWith("legacy"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void parsedFramesMatchTheVectors(JsonNode vector) throws Exception {
        Msg read = reader.read(ByteBuffer.wrap(ChatVectors.hex(vector, "hex")));
        ObjectNode json = vector.get("json").deepCopy();
        JsonNode unknown = json.remove("unknown");
        Msg expected = ProtoJson.merge(json, Msg.newBuilder()).build();
        if (unknown != null) {
            assertThat(read.getUnknownFields().hasField(1023)).isTrue();
            read = read.toBuilder()
                    .setUnknownFields(com.google.protobuf.UnknownFieldSet.getDefaultInstance())
                    .build();
        }
        assertThat(read).isEqualTo(expected);
        assertThat(Msg.parseFrom(expected.toByteArray())).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("messages")
    @DisplayName("every frame that a good client sends may be sent")
    void theRulesAcceptValidFrames(JsonNode vector) throws Exception {
        if (!vector.get("direction").asText().equals("c2s")
                || vector.path("step").asText().startsWith("chat with msgId different")
                || vector.path("step").asText().equals("rsa print set")) {
            return;
        }
        FrameRules.check(Msg.parseFrom(ChatVectors.hex(vector, "hex")).getPlainMsg());
    }

    @Test
    @DisplayName("the login of the client of 2024 carries its password in what is now the introduction")
    void theOldLoginIsAnotherSchema() throws Exception {
        JsonNode vector = ChatVectors.named("python_client_messages", "py-login-legacy");
        MsgPlain body = MsgPlain.newBuilder()
                .setUserOp(UserOpReq.newBuilder()
                        .setUser(UserInfo.newBuilder().setIntroBytes(ByteString.copyFromUtf8("pwd"))))
                .build();
        assertThat(body.getUserOp().getUser().getParamsCount()).isZero();
        // a map entry where a text and a number are expected: either no message, or one without parameters
        try {
            Msg read = reader.read(ByteBuffer.wrap(ChatVectors.hex(vector, "hex")));
            assertThat(read.getPlainMsg().getUserOp().getUser().getParamsCount())
                    .isZero();
            assertThat(read.getPlainMsg().getUserOp().getParamsCount()).isZero();
        } catch (InvalidFrameException e) {
            assertThat(e).hasMessageContaining("no message of the chat");
        }
    }
}
