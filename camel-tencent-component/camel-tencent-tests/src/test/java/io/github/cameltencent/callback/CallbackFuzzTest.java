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
package io.github.cameltencent.callback;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.TencentException;
import io.github.cameltencent.credential.Applications;
import io.github.cameltencent.credential.CallbackCheck;
import io.github.cameltencent.credential.CallbackTokens;
import io.github.cameltencent.fuzz.FuzzTest;
import io.github.cameltencent.sign.ImCallbackSignature;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;

/**
 * A callback, the query in the first line and the body after it, is routed with the command and the Sign that were
 * sent, or refused with a code. The word SIGN stands for the right Sign.
 */
class CallbackFuzzTest extends FuzzTest {

    private static final String TOKEN = "callback-token";
    private static final Instant NOW = Instant.ofEpochSecond(1700000000L);
    private static final String SIGN = ImCallbackSignature.sign(TOKEN, "1700000000");

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final CallbackReader reader = new CallbackReader(
            new CallbackCheck(
                    new CallbackTokens(1400000000L, TOKEN, null, null, new Applications(Map::of, context)),
                    Duration.ofSeconds(60),
                    true),
            1 << 20,
            Clock.fixed(NOW, ZoneOffset.UTC));
    private final List<CallbackExchangeFactory> factories =
            List.of(new CallbackExchangeFactory(true, true), new CallbackExchangeFactory(false, false));

    @Override
    protected List<String> words() {
        return List.of(
                "&SdkAppid=1400000000",
                "&Sign=SIGN",
                "&RequestTime=1700000000",
                "&CallbackCommand=",
                "C2C.CallbackAfterSendMsg",
                "\"CallbackCommand\":",
                "\"Events\":[",
                "\"EventTime\":",
                "%2e",
                "%C0%AF",
                "Sign=",
                "\u001f\u008b\b");
    }

    @Override
    protected String read(byte[] input) {
        int line = 0;
        while (line < input.length && input[line] != '\n') {
            line++;
        }
        String query = new String(input, 0, line, StandardCharsets.UTF_8).replace("SIGN", SIGN);
        byte[] body = line < input.length ? Arrays.copyOfRange(input, line + 1, input.length) : new byte[0];
        Exchange http = new DefaultExchange(context);
        http.getMessage().setHeader(Exchange.HTTP_RAW_QUERY, query);
        http.getMessage().setBody(body);
        if (body.length > 2 && body[0] == 0x1f) {
            http.getMessage().setHeader(Exchange.CONTENT_ENCODING, "gzip");
        }
        try {
            return routed(http, query, reader.read(http));
        } catch (TencentException e) {
            return e.getCode();
        }
    }

    private String routed(Exchange http, String query, ReceivedCallback callback) {
        assertThat(query).contains(SIGN).contains("1400000000").contains("1700000000");
        assertThat(callback.command()).matches("[A-Za-z0-9._-]{1,100}");
        assertThat(callback.json().get("CallbackCommand").asText()).isEqualTo(callback.command());
        int routed = 0;
        for (CallbackExchangeFactory factory : factories) {
            Iterator<Exchange> exchanges =
                    factory.create(http.getMessage(), callback, () -> new DefaultExchange(context));
            for (; exchanges.hasNext() && routed < 5; routed++) {
                assertThat(exchanges.next().getMessage().getBody()).isNotNull();
            }
        }
        return "routed " + routed + (callback.clientIp() != null) + (callback.eventTime() != null);
    }
}
