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
package io.github.cameltencent.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cameltencent.TencentRejectedException;
import io.github.cameltencent.sign.TpnsSignature;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.converter.stream.ByteArrayInputStreamCache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The signer signs exactly the bytes that are sent. */
class TpnsSignerTest extends SignerTestSupport {

    private static final String BODY = "{\"title\":\"小军\"}";

    private final TpnsSigner signer =
            TencentSigners.tpns().application("orders").clock(clock);

    @ParameterizedTest
    @MethodSource("bodies")
    void theBodyBecomesTheBytesThatWereSigned(Object body) {
        Exchange exchange = exchange(body);
        exchange.setProperty(Exchange.CHARSET_NAME, "GBK");

        signer.process(exchange);

        Message message = exchange.getMessage();
        assertThat(message.getBody()).isInstanceOf(byte[].class);
        byte[] bytes = message.getBody(byte[].class);
        assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(BODY);
        assertThat(message.getHeader("AccessId")).isEqualTo(ACCESS_ID);
        assertThat(message.getHeader("TimeStamp")).isEqualTo("1700000000");
        assertThat(message.getHeader("Sign")).isEqualTo(TpnsSignature.sign(ACCESS_ID, TPNS_KEY, NOW, bytes));
    }

    static Stream<Object> bodies() {
        byte[] bytes = BODY.getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                BODY,
                bytes,
                new ByteArrayInputStream(bytes),
                new ByteArrayInputStreamCache(new ByteArrayInputStream(bytes)));
    }

    @Test
    void noBodyIsSignedAsNoBytes() {
        Exchange exchange = exchange(null);

        signer.process(exchange);

        assertThat(exchange.getMessage().getBody(byte[].class)).isEmpty();
        assertThat(exchange.getMessage().getHeader("Sign"))
                .isEqualTo(TpnsSignature.sign(ACCESS_ID, TPNS_KEY, NOW, new byte[0]));
    }

    @Test
    void theContentTypeIsSetWhereThereIsNone() {
        Exchange exchange = exchange(BODY);
        signer.process(exchange);
        assertThat(exchange.getMessage().getHeader("Content-Type")).isEqualTo("application/json; charset=utf-8");

        exchange = exchange(BODY);
        exchange.getMessage().setHeader("content-type", "application/json");
        signer.process(exchange);
        assertThat(exchange.getMessage().getHeader("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void whatAMessageBringsAlongIsReplacedInAnyLetterCase() {
        Exchange exchange = exchange(BODY);
        exchange.getMessage().setHeader("accessid", "1");
        exchange.getMessage().setHeader("SIGN", "forged");

        signer.process(exchange);

        // a copy, since the map's own keys compare without letter case
        assertThat(List.copyOf(exchange.getMessage().getHeaders().keySet()))
                .containsExactlyInAnyOrder("AccessId", "TimeStamp", "Sign", "Content-Type");
        assertThat(exchange.getMessage().getHeader("AccessId")).isEqualTo(ACCESS_ID);
    }

    @Test
    void aBodyUpToTenMebibytesIsRead() {
        byte[] most = new byte[10 * 1024 * 1024];
        signer.process(exchange(new ByteArrayInputStream(most)));

        InputStream more = new ByteArrayInputStream(new byte[most.length + 1]);
        assertThatThrownBy(() -> signer.process(exchange(more)))
                .isInstanceOf(TencentRejectedException.class)
                .hasMessageContaining("BODY_TOO_LARGE");
    }

    @Test
    void whatHasNoBytesIsRefusedWithAdvice() {
        assertThatThrownBy(() -> signer.process(exchange(Map.of("title", "x"))))
                .isInstanceOf(TencentRejectedException.class)
                .hasMessageContaining("marshal");
    }

    @Test
    void compressionAfterSigningIsRefused() {
        Exchange exchange = exchange(BODY);
        exchange.getMessage().setHeader("Content-Encoding", "gzip");

        assertThatThrownBy(() -> signer.process(exchange)).hasMessageContaining("CONTENT_ENCODING");
        exchange.setProperty(Exchange.SKIP_GZIP_ENCODING, true);
        signer.process(exchange);
    }

    @Test
    void aReplacedKeyTakesEffectWithTheNextExchange() {
        signer.process(exchange(BODY));

        orders.tpns("android").setSecretKey("another-key");

        Exchange exchange = exchange(BODY);
        signer.process(exchange);
        assertThat(exchange.getMessage().getHeader("Sign"))
                .isEqualTo(TpnsSignature.sign(
                        ACCESS_ID, "another-key", NOW, exchange.getMessage().getBody(byte[].class)));
    }

    @Test
    void anApplicationWithTwoPlatformsNeedsThePlatform() {
        orders.tpns("ios").setAccessId("1600000000");
        orders.tpns("ios").setSecretKey("key-of-ios");

        assertThatThrownBy(() -> signer.process(exchange(BODY))).hasMessageContaining("set platform");
        Exchange exchange = exchange(BODY);
        signer.platform("iOS").process(exchange);
        assertThat(exchange.getMessage().getHeader("AccessId")).isEqualTo("1600000000");
    }

    @Test
    void inlineKeysNeedNoApplication() {
        Exchange exchange = exchange(BODY);

        TencentSigners.tpns().keys("1700000000", "inline-key").clock(clock).process(exchange);

        assertThat(exchange.getMessage().getHeader("AccessId")).isEqualTo("1700000000");
    }

    @Test
    void missingKeysFailTheStart() {
        TpnsSigner lost = TencentSigners.tpns().application("nobody");
        lost.setCamelContext(context);

        assertThatThrownBy(lost::start).hasStackTraceContaining("There is no application named nobody");
    }

    @Test
    void toStringContainsNoSecret() {
        assertThat(signer).hasToString("TpnsSigner[orders]");
        assertThat(TencentSigners.tpns().keys("1", TPNS_KEY).toString()).doesNotContain(TPNS_KEY);
    }
}
