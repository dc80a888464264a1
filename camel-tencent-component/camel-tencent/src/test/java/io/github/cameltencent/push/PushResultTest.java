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

import static io.github.cameltencent.push.PushFixture.accepted;
import static io.github.cameltencent.push.PushFixture.failed;
import static io.github.cameltencent.push.PushFixture.message;
import static io.github.cameltencent.push.PushFixture.result;
import static io.github.cameltencent.push.PushFixture.tokens;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameltencent.Outcome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.TypeConversionException;
import org.junit.jupiter.api.Test;

class PushResultTest {

    private final PushFixture push = new PushFixture();

    private PushResult partial() {
        push.answers = sent ->
                sent.number() == 1 ? accepted("1234567890123456789", "token-5") : failed(Outcome.THROTTLED, "1008028");
        return result(push.send(message(tokens(1001))));
    }

    @Test
    void convertsToMapJsonAndStream() throws Exception {
        Exchange exchange = push.exchange(partial());

        Map<?, ?> map = exchange.getMessage().getBody(Map.class);
        JsonNode json = PushFixture.JSON.readTree(exchange.getMessage().getBody(String.class));
        try (InputStream stream = exchange.getMessage().getBody(InputStream.class)) {
            assertThat(PushFixture.JSON.readTree(stream)).isEqualTo(json);
        }

        assertThat(map.keySet().toString())
                .isEqualTo("[provider, pushIds, accepted, rejected, unknown, notSent, invalidTargets, chunks]");
        assertThat(json.at("/provider").asText()).isEqualTo("tpns");
        assertThat(json.at("/pushIds").toString()).isEqualTo("[\"1234567890123456789\"]");
        assertThat(json.at("/accepted")).hasSize(999);
        assertThat(json.at("/rejected/0/target").asText()).isEqualTo("token-5");
        assertThat(json.at("/rejected/0/code").asText()).isEqualTo("TARGET_INVALID");
        assertThat(json.at("/notSent").toString()).isEqualTo("[\"token-1000\"]");
        assertThat(json.at("/invalidTargets").toString()).isEqualTo("[\"token-5\"]");
        assertThat(json.at("/chunks/1").toString())
                .isEqualTo("{\"platform\":\"android\",\"targets\":1,\"outcome\":\"THROTTLED\",\"attempts\":1,"
                        + "\"code\":\"1008028\",\"ids\":[]}");
        assertThat(PushFixture.JSON.valueToTree(exchange.getMessage().getBody()).toString())
                .isEqualTo(json.toString());
    }

    @Test
    void messagesConvertBothWays() {
        PushMessage message = message(tokens(1));
        Exchange exchange = push.exchange(message);

        assertThat(exchange.getMessage().getBody(String.class)).isEqualTo(message.toJson());
        assertThat((Object) exchange.getMessage().getBody(Map.class)).isEqualTo(message.toMap());
        exchange.getMessage().setBody(message.toJson());
        assertThat(exchange.getMessage().getBody(PushMessage.class)).isEqualTo(message);
        exchange.getMessage().setBody(message.toMap());
        assertThat(exchange.getMessage().getBody(PushMessage.class)).isEqualTo(message);
        exchange.getMessage().setBody("{\"titel\":1}");
        assertThatThrownBy(() -> exchange.getContext()
                        .getTypeConverter()
                        .mandatoryConvertTo(
                                PushMessage.class, exchange.getMessage().getBody()))
                .isInstanceOf(TypeConversionException.class)
                .hasStackTraceContaining("did you mean title");
    }

    @Test
    void survivesJavaSerialization() throws Exception {
        PushResult result = partial();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ObjectOutputStream(out).writeObject(result);

        PushResult read = (PushResult) new ObjectInputStream(new ByteArrayInputStream(out.toByteArray())).readObject();

        assertThat(read.toMap()).isEqualTo(result.toMap());
        assertThat(read.remaining()).isEqualTo(result.remaining());
    }

    @Test
    void toStringContainsOnlyNumbers() {
        PushResult result = partial();

        assertThat(result.toString())
                .isEqualTo("PushResult[tpns, 2 chunks, accepted 999, rejected 1, unknown 0, not sent 1]");
        assertThat(result.getRejected().toString()).doesNotContain("token-5");
    }

    @Test
    void theListsAreUnmodifiable() {
        PushResult result = partial();

        assertThatThrownBy(() -> result.getAccepted().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> result.getChunks().clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
