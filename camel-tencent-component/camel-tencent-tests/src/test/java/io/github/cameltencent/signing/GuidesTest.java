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

import io.github.cameltencent.TencentAuthException;
import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.sign.ImCallbackSignature;
import io.github.cameltencent.sign.TpnsSignature;
import io.github.cameltencent.sign.UserSigVerification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the guides show runs. */
class GuidesTest extends SignerTestSupport {

    private static final Path DOCS = Path.of("..", "..", "docs");
    private static final Pattern BLOCK = Pattern.compile("```(yaml|xml|java)\n(.*?)```", Pattern.DOTALL);

    private ProducerTemplate template;

    @BeforeEach
    void templates() {
        template = context.createProducerTemplate();
        orders.getIm().setCallbackToken("invented-callback-token");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("routes")
    void eachRouteStarts(String name, String text) throws Exception {
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString(name, text));

        assertThat(context.getRoutes()).isNotEmpty();
        assertThat(context.getRoutes()).allMatch(route -> context.getRouteController()
                .getRouteStatus(route.getRouteId())
                .isStarted());
    }

    static Stream<Arguments> routes() {
        return blocks().filter(block -> !block.group(1).equals("java"))
                .map(block -> Arguments.of(
                        Integer.toHexString(block.group(2).hashCode()) + "." + block.group(1), block.group(2)));
    }

    @Test
    void theJavaIsCompiled() throws IOException {
        String compiled = squeezed(Files.readString(
                Path.of("src/test/java/io/github/cameltencent/signing/GuideRoutes.java"), StandardCharsets.UTF_8));

        List<String> java = blocks().filter(block -> block.group(1).equals("java"))
                .map(block -> squeezed(block.group(2)))
                .toList();

        assertThat(java).hasSizeGreaterThan(5).allSatisfy(block -> assertThat(compiled)
                .contains(block));
    }

    @Test
    void theJavaRuns() throws Exception {
        context.addRoutes(new GuideRoutes());

        String ticket = template.requestBody("direct:login", "xiaojun", String.class);
        assertThat(template.requestBody("direct:check", ticket, Map.class).get("userId"))
                .isEqualTo("xiaojun");
        assertThat(template.requestBodyAndHeader("direct:profile", "{}", "X-UserSig", ticket))
                .isEqualTo("profile of xiaojun");
        String room = template.requestBodyAndHeader("direct:watch", "xiaojun", "lecture", 7, String.class);
        assertThat(template.requestBody("direct:check", room, Map.class).get("roomId"))
                .isEqualTo(7L);
    }

    @Test
    void theGatewayAnswers403() throws Exception {
        String gateway = blocks().map(block -> block.group(2))
                .filter(text -> text.contains("direct:gateway"))
                .findFirst()
                .orElseThrow();
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("gateway.yaml", gateway));
        long now = System.currentTimeMillis() / 1000;
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        Map<String, Object> headers = Map.of(
                "AccessId",
                ACCESS_ID,
                "TimeStamp",
                Long.toString(now),
                "Sign",
                TpnsSignature.sign(ACCESS_ID, TPNS_KEY, now, body));

        assertThat(sent("direct:gateway", body, headers).getMessage().getHeader("CamelHttpResponseCode"))
                .isNull();
        Exchange repeated = sent("direct:gateway", body, headers);
        assertThat(repeated.getException()).isNull();
        assertThat(repeated.getMessage().getHeader("CamelHttpResponseCode")).isEqualTo("403");
        assertThat(repeated.getMessage().getBody()).isEqualTo("refused");
    }

    @Test
    void theCallbackIsVerified() throws Exception {
        String callbacks = blocks().map(block -> block.group(2))
                .filter(text -> text.contains("direct:callback"))
                .findFirst()
                .orElseThrow();
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("callback.yaml", callbacks));
        String now = Long.toString(System.currentTimeMillis() / 1000);
        String query = "SdkAppid=" + APP + "&CallbackCommand=State.StateChange&RequestTime=" + now + "&Sign=";
        byte[] body = "{\"CallbackCommand\":\"State.StateChange\"}".getBytes(StandardCharsets.UTF_8);

        Exchange right = sent(
                "direct:callback",
                body,
                Map.of(Exchange.HTTP_QUERY, query + ImCallbackSignature.sign("invented-callback-token", now)));
        Exchange forged = sent("direct:callback", body, Map.of(Exchange.HTTP_QUERY, query + "0".repeat(64)));

        assertThat(right.getException()).isNull();
        assertThat(right.getMessage().getBody(String.class)).contains("\"ErrorCode\":0");
        assertThat(forged.getException())
                .isInstanceOfSatisfying(
                        TencentAuthException.class, e -> assertThat(e.getCode()).isEqualTo("SIGN_MISMATCH"));
    }

    @Test
    void anInlineKeyMayBeAPlaceholder() throws IOException {
        String uri = "tencent:usersig?sdkAppId=1400000000&secretKey=RAW{{{im.key}}}";
        assertThat(Files.readString(DOCS.resolve("usersig.md"))).contains(uri);
        context.getPropertiesComponent().addInitialProperty("im.key", IM_KEY);

        String ticket = template.requestBody(uri, "xiaojun", String.class);

        assertThat(UserSigVerification.of(APP)
                        .withSecretKey(IM_KEY)
                        .verify(ticket, java.time.Instant.now())
                        .getUserId())
                .isEqualTo("xiaojun");
    }

    @Test
    void theHeadersInTheGuidesAreThoseOfTheComponent() throws IOException {
        String guides =
                Files.readString(DOCS.resolve("usersig.md")) + Files.readString(DOCS.resolve("signing-processors.md"));

        assertThat(Stream.of(
                        TencentConstants.USER_ID,
                        TencentConstants.EXPIRE,
                        TencentConstants.USER_BUF,
                        TencentConstants.ROOM_ID,
                        TencentConstants.ROOM_ID_STRING,
                        TencentConstants.PRIVILEGES,
                        TencentConstants.USER_SIG_CLAIMS))
                .allMatch(guides::contains);
    }

    private Exchange sent(String uri, Object body, Map<String, Object> headers) {
        return template.send(uri, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new java.util.HashMap<>(headers));
        });
    }

    private static Stream<MatchResult> blocks() {
        return Stream.of("usersig.md", "signing-processors.md").flatMap(name -> {
            try {
                return BLOCK.matcher(Files.readString(DOCS.resolve(name))).results();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    private static String squeezed(String text) {
        return text.replaceAll("\\s+", "");
    }
}
