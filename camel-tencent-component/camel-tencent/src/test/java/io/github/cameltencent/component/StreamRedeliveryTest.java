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
import io.github.cameltencent.TencentException;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A body that is a stream is read once: Camel's redelivery sends the same bytes, with stream caching off as well. */
class StreamRedeliveryTest extends ScriptedServerTestSupport {

    static Stream<Arguments> calls() {
        String message = "{\"To_Account\":\"beta\",\"MsgRandom\":7,\"MsgBody\":[]}";
        return Stream.of(
                Arguments.of("tencent:im/openim/sendmsg?application=app&toAccount=alpha", "hi", "\"Text\":\"hi\""),
                Arguments.of("tencent:im/openim/sendmsg?application=app", message, message),
                Arguments.of(
                        "tencent:im/im_open_login_svc/account_import?application=app",
                        "{\"UserID\":\"alpha\"}",
                        "{\"UserID\":\"alpha\"}"),
                Arguments.of(
                        "tencent:tpns/device/account/query?application=app",
                        "{\"account\":\"a\"}",
                        "{\"account\":\"a\"}"),
                Arguments.of("tencent:cloud/cvm/DescribeInstances?application=app", "{\"Limit\":1}", "{\"Limit\":1}"),
                Arguments.of("tencent:cloud/cls/UploadLog?application=app&bodyFormat=binary", "log", "log"),
                Arguments.of(
                        "tencent:push?application=app&provider=tpns&title=T&tokens=t1", "hi", "\"content\":\"hi\""));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void aRedeliverySendsTheSameBytes(String uri, String body, String sent) throws Exception {
        Exchange done = redelivered(uri, stream(body), Map.of());

        assertThat(done.getException()).isNull();
        assertThat(server.requests()).hasSize(2).allSatisfy(request -> assertThat(request.text())
                .contains(sent));
        assertThat(server.requests().get(0).text())
                .isEqualTo(server.requests().get(1).text());
    }

    @Test
    void aPackageIsUploadedAgain() throws Exception {
        Exchange done = redelivered(
                "tencent:tpns/push/package/upload?application=app",
                stream("a,b"),
                Map.of(Exchange.FILE_NAME, "accounts.csv"));

        assertThat(done.getException()).isNull();
        assertThat(server.requests()).hasSize(2).allSatisfy(request -> assertThat(request.text())
                .contains("\r\n\r\na,b\r\n"));
    }

    @Test
    void aStreamAmongTheParametersIsSentAgain() throws Exception {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("Name", "scan");
        parameters.put("File", stream("content"));
        Exchange done =
                redelivered("tencent:cloud/cls/UploadLog?application=app&bodyFormat=multipart", parameters, Map.of());

        assertThat(done.getException()).isNull();
        assertThat(server.requests()).hasSize(2).allSatisfy(request -> assertThat(request.text())
                .contains("content", "scan"));
    }

    @Test
    void aStreamStaysReadableWhenItWasRefused() {
        InputStream body = stream("x".repeat(11 * 1024 * 1024));
        Exchange done = context.createProducerTemplate()
                .send("tencent:cloud/cvm/DescribeInstances?application=app", exchange -> exchange.getMessage()
                        .setBody(body));

        assertThat(((TencentException) done.getException()).getCode()).isEqualTo("BODY_TOO_LARGE");
        assertThat(done.getMessage().getBody(byte[].class)).hasSize(11 * 1024 * 1024);
    }

    @Test
    void theRouteGoesOnWithTheStreamWhereTheCallFailed() {
        server.always(throttled());
        Exchange done = context.createProducerTemplate()
                .send(
                        "tencent:im/openim/sendmsg?application=app&maxRetries=0&throwExceptionOnFailure=false",
                        exchange -> {
                            exchange.getMessage().setHeader(TencentConstants.TO_ACCOUNT, "alpha");
                            exchange.getMessage().setBody(stream("hi"));
                        });

        assertThat(done.getMessage().getHeader(TencentConstants.OUTCOME)).isEqualTo("THROTTLED");
        assertThat(done.getMessage().getBody()).isInstanceOf(InputStream.class);
        assertThat(done.getMessage().getBody(String.class)).isEqualTo("hi");
    }

    private Exchange redelivered(String uri, Object body, Map<String, Object> headers) throws Exception {
        redelivering(uri);
        server.then(throttled());
        return send("direct:in", body, headers);
    }

    /** One that cannot be reset, as those of sockets. */
    private static InputStream stream(String text) {
        return new FilterInputStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))) {
            @Override
            public boolean markSupported() {
                return false;
            }
        };
    }
}
