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

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.camel.Exchange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Headers as they come from HTTP, JMS and Kafka choose neither host nor credentials, product, action or signature: the
 * dry run of a hostile message is that of a harmless one.
 */
class HeaderInjectionTest extends DryRunTestSupport {

    private static final List<String> OPTIONS = List.of(
            "baseUri",
            "backupBaseUri",
            "signedHost",
            "host",
            "allowInsecure",
            "application",
            "accessId",
            "secretId",
            "secretKey",
            "sdkAppId",
            "sessionToken",
            "credentialsProvider",
            "adminUserId",
            "administrator",
            "algorithm",
            "privateKey",
            "signatureMethod",
            "apiGeneration",
            "product",
            "action",
            "service",
            "operation",
            "proxyHost",
            "proxyPort",
            "sslContextParameters",
            "httpAsyncClient",
            "clock",
            "dryRun",
            "validateOperation");
    private static final List<String> OTHERS = List.of(
            Exchange.HTTP_URI,
            Exchange.HTTP_PATH,
            Exchange.HTTP_QUERY,
            Exchange.HTTP_RAW_QUERY,
            Exchange.HTTP_METHOD,
            "CamelHttpUrl",
            "CamelDestinationOverrideUrl",
            "Host",
            "Authorization",
            "Sign",
            "AccessId",
            "X-TC-Action",
            "X-TC-Token",
            "X-TC-Region",
            "X-Forwarded-Host",
            "Proxy-Authorization",
            "usersig",
            "identifier");
    private static final List<UnaryOperator<String>> CASES = List.of(
            UnaryOperator.identity(),
            name -> name.toLowerCase(Locale.ROOT),
            name -> name.toUpperCase(Locale.ROOT),
            name -> "camelTENCENT" + name.substring(Math.min(name.length(), "CamelTencent".length())));
    /** As text, and as the bytes that Kafka delivers. */
    private static final List<Function<String, Object>> FORMS =
            List.of(text -> text, text -> text.getBytes(StandardCharsets.UTF_8));

    @ParameterizedTest
    @ValueSource(strings = {S, Q, C, "tencent:push?application=app&provider=tpns&title=T&tokens=t1&dryRun=true"})
    void hostsAndCredentialsOfAMessageHaveNoEffect(String uri) {
        Map<String, Object> harmless = request(uri, Map.of());
        for (UnaryOperator<String> letters : CASES) {
            for (Function<String, Object> form : FORMS) {
                Map<String, Object> headers = new HashMap<>();
                for (String option : OPTIONS) {
                    headers.put(
                            letters.apply("CamelTencent"
                                    + option.substring(0, 1).toUpperCase(Locale.ROOT) + option.substring(1)),
                            form.apply("http://169.254.169.254"));
                    headers.put(letters.apply(option), form.apply("evil"));
                }
                OTHERS.forEach(name -> headers.put(
                        name.startsWith("Camel") ? letters.apply(name) : name, form.apply("http://evil.example/")));
                Map<String, Object> hostile = request(uri, headers);

                assertThat(hostile.get("method")).isEqualTo(harmless.get("method"));
                assertThat(address(hostile)).isEqualTo(address(harmless));
                assertThat(hostile.get("headers").toString())
                        .doesNotContain("evil")
                        .doesNotContain("169.254");
                assertThat(((Map<?, ?>) hostile.get("headers")).keySet())
                        .isEqualTo(((Map<?, ?>) harmless.get("headers")).keySet());
                assertThat(String.valueOf(hostile.get("body"))).doesNotContain("evil");
            }
        }
    }

    /** Without the random number of IM calls. */
    private static String address(Map<String, Object> request) {
        return request.get("uri").toString().replaceAll("random=\\d+", "random=");
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> request(String uri, Map<String, ?> headers) {
        Exchange done = send(uri, uri.equals(Q) || uri.equals(C) ? "{}" : "hi", headers);
        assertThat(done.getException()).isNull();
        return done.getMessage().getBody(Map.class);
    }
}
