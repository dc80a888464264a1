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
package io.github.cameltencent.birdtalk.component;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.birdtalk.BirdtalkConstants;
import io.github.cameltencent.birdtalk.protocol.MsgChat;
import io.github.cameltencent.emulator.EmulatorOptions;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies and headers of all types are sent as messages, or refused. */
class BirdtalkBodiesTest extends ChatRoutesFixture {

    private static final Charset GBK = Charset.forName("GBK");
    private static final Map<String, Object> TO_ALPHA = Map.of(BirdtalkConstants.TO_ID, ALPHA);

    static Stream<Arguments> textBodies() {
        return Stream.of(
                Arguments.of(supply("hello"), "hello"),
                Arguments.of(supply(42), "42"),
                Arguments.of(supply(42L), "42"),
                Arguments.of(supply(-1.5), "-1.5"),
                Arguments.of(supply(new BigDecimal("3.10")), "3.10"),
                Arguments.of(supply(new AtomicInteger(7)), "7"),
                Arguments.of(supply(true), "true"),
                Arguments.of(supply('c'), "c"),
                Arguments.of(supply(new StringBuilder("built")), "built"),
                Arguments.of(supply("chars".toCharArray()), "chars"),
                Arguments.of(supply("bytes 🐦".getBytes(UTF_8)), "bytes 🐦"),
                Arguments.of(supply("\uFEFFmarked"), "marked"),
                Arguments.of((Supplier<Object>) () -> new StringReader("read"), "read"),
                Arguments.of(
                        (Supplier<Object>) () -> new ByteArrayInputStream("streamed".getBytes(UTF_8)), "streamed"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("textBodies")
    void textOfAnyTypeIsSentAsText(Supplier<Object> body, String text) {
        send(body.get(), TO_ALPHA);
        assertThat(contents()).containsExactly(ByteString.copyFromUtf8(text));
    }

    @Test
    void bytesAreReadByTheCharsetOfTheExchange() {
        Exchange sent = template.request(beta(""), exchange -> {
            exchange.setProperty(Exchange.CHARSET_NAME, GBK.name());
            exchange.getMessage().setBody("你好".getBytes(GBK));
            exchange.getMessage().setHeaders(new HashMap<>(TO_ALPHA));
        });
        assertThat(sent.getException()).isNull();
        assertThat(contents()).containsExactly(ByteString.copyFromUtf8("你好"));
    }

    @Test
    void theBytesOfAnImageAreSentAsTheyAre() {
        byte[] image = {(byte) 0xff, 0, (byte) 0xd8, 1};
        for (Object body : List.of(image, new ByteArrayInputStream(image))) {
            send(body, Map.of(BirdtalkConstants.TO_ID, ALPHA, BirdtalkConstants.MSG_TYPE, "IMAGE"));
        }
        assertThat(contents()).containsExactly(ByteString.copyFrom(image), ByteString.copyFrom(image));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("", "TEXT", "CONTENT_MISSING"),
                Arguments.of(null, "TEXT", "CONTENT_MISSING"),
                Arguments.of("\uFEFF", "TEXT", "CONTENT_MISSING"),
                Arguments.of(new byte[0], "TEXT", "CONTENT_MISSING"),
                Arguments.of(new byte[0], "IMAGE", "CONTENT_MISSING"),
                Arguments.of(new StringBuilder(), "TEXT", "CONTENT_MISSING"),
                Arguments.of(new ByteArrayInputStream(new byte[0]), "FILE", "CONTENT_MISSING"),
                Arguments.of(MsgChat.getDefaultInstance(), "TEXT", "CONTENT_MISSING"),
                Arguments.of(new Object(), "TEXT", "BODY_UNREADABLE"),
                Arguments.of(Map.of("a", "b"), "TEXT", "BODY_UNREADABLE"),
                Arguments.of(List.of("a"), "IMAGE", "BODY_UNREADABLE"),
                Arguments.of(LocalDate.EPOCH, "IMAGE", "BODY_UNREADABLE"),
                Arguments.of(new byte[] {(byte) 0xff}, "TEXT", "BODY_NOT_TEXT"),
                Arguments.of("half \uD83D", "TEXT", "LONE_SURROGATE"),
                Arguments.of(new StringBuilder("half \uD83D"), "TEXT", "LONE_SURROGATE"));
    }

    @ParameterizedTest(name = "{0} as {1}: {2}")
    @MethodSource("refused")
    void bodiesWithoutContentAreRefusedBeforeAnythingIsSent(Object body, String type, String code) {
        TencentException refused =
                refused(body, Map.of(BirdtalkConstants.TO_ID, ALPHA, BirdtalkConstants.MSG_TYPE, type));
        assertThat(refused.getOutcome()).isEqualTo(Outcome.REJECTED);
        assertThat(refused.getCode()).isEqualTo(code);
        assertThat(refused.getOperation()).isEqualTo("send");
        assertThat(contents()).isEmpty();
    }

    @Test
    void headersOfAnyTypeAreRead() {
        send(
                "hello",
                Map.of(
                        BirdtalkConstants.TO_ID, Long.toString(ALPHA).getBytes(UTF_8),
                        BirdtalkConstants.CHAT_TYPE, "p2p".getBytes(UTF_8),
                        BirdtalkConstants.MSG_TYPE, new StringBuilder("text")));
        assertThat(contents()).containsExactly(ByteString.copyFromUtf8("hello"));
    }

    static Stream<Arguments> headers() {
        return Stream.of(
                Arguments.of(BirdtalkConstants.TO_ID, 10001.5),
                Arguments.of(BirdtalkConstants.TO_ID, "alpha"),
                Arguments.of(BirdtalkConstants.TO_ID, 0),
                Arguments.of(BirdtalkConstants.TO_ID, new BigDecimal("18446744073709561617")),
                Arguments.of(BirdtalkConstants.CHAT_TYPE, new Object()),
                Arguments.of(BirdtalkConstants.MSG_TYPE, List.of("TEXT")),
                Arguments.of(BirdtalkConstants.REF_MSG_ID, -1));
    }

    @ParameterizedTest(name = "{0} = {1}")
    @MethodSource("headers")
    void aHeaderThatCannotBeReadIsRefusedByItsName(String name, Object value) {
        Map<String, Object> headers = new HashMap<>(TO_ALPHA);
        headers.put(name, value);
        TencentException refused = refused("hello", headers);
        assertThat(refused.getCode()).isEqualTo("FIELD_INVALID");
        assertThat(refused).hasMessageContaining(name);
        assertThat(contents()).isEmpty();
    }

    @Test
    void aNumberIsUploadedAsText() {
        Exchange stored = template.request(
                uri("upload", BETA, EmulatorOptions.CHAT_BETA.key(), ""), exchange -> file(exchange, 42));
        assertThat(stored.getException()).isNull();
        String name = stored.getMessage().getBody(String.class);
        assertThat(template.requestBody(uri("download", BETA, EmulatorOptions.CHAT_BETA.key(), ""), name, String.class))
                .isEqualTo("42");
    }

    @Test
    void aBeanIsNeitherUploadedNorTheNameOfAFile() {
        Exchange upload = template.request(
                uri("upload", BETA, EmulatorOptions.CHAT_BETA.key(), ""),
                exchange -> file(exchange, new HashMap<>(Map.of("a", "b"))));
        assertThat(((TencentException) upload.getException()).getCode()).isEqualTo("BODY_UNREADABLE");
        Exchange download = template.request(
                uri("download", BETA, EmulatorOptions.CHAT_BETA.key(), ""),
                exchange -> exchange.getMessage().setBody(Map.of("a", "b")));
        assertThat(((TencentException) download.getException()).getCode()).isEqualTo("BODY_UNREADABLE");
    }

    @Test
    void nullAmongTheArgumentsOfAnOperationIsRefused() {
        Exchange asked = template.request(
                uri("group", BETA, EmulatorOptions.CHAT_BETA.key(), "&action=create"),
                exchange -> exchange.getMessage().setBody(Map.of("name", "crew", "tags", Arrays.asList("a", null))));
        assertThat(((TencentException) asked.getException()).getOutcome()).isEqualTo(Outcome.REJECTED);
        assertThat(asked.getException()).hasMessageContaining("tags");
    }

    private static void file(Exchange exchange, Object body) {
        exchange.getMessage().setBody(body);
        exchange.getMessage().setHeader(Exchange.FILE_NAME, "a.txt");
    }

    private void send(Object body, Map<String, Object> headers) {
        assertThat(request(body, headers).getException()).isNull();
    }

    private TencentException refused(Object body, Map<String, Object> headers) {
        return (TencentException) request(body, headers).getException();
    }

    private Exchange request(Object body, Map<String, Object> headers) {
        return template.request(beta(""), exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new HashMap<>(headers));
        });
    }

    private static List<ByteString> contents() {
        return history(ALPHA).stream().map(MsgChat::getData).toList();
    }

    private static Supplier<Object> supply(Object body) {
        return () -> body;
    }
}
