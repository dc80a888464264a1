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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.credential.CloudApplication;
import io.github.cameltencent.credential.ImApplication;
import io.github.cameltencent.credential.TencentApplication;
import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.RecordedRequest;
import io.github.cameltencent.emulator.TencentEmulator;
import io.github.cameltencent.testing.PrefixGateway;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Calls that go through a gateway, which removes the path of {@code baseUri} and puts the service's own host into the header
 * {@code Host}; the emulator behind it checks every signature.
 */
class GatewayTest {

    private static final String PREFIX = "/tencent/outbound";
    private static final String HOST = "cvm.tencentcloudapi.com";
    private static final String SIGNED_HOST = "&signedHost=" + HOST;
    private static final String CLOUD = "tencent:cloud/cvm/DescribeInstances?application=shop";
    private static final String LIMIT = "{\"Limit\":1}";
    private static final String TOKEN = "05da87c0ae0a1b2c3d4e5f60718293a4b5c6";
    private static final String PUSHED = "{\"audience_type\":\"token\",\"token_list\":[\"" + TOKEN
            + "\"],\"message_type\":\"notify\",\"message\":{\"title\":\"Your order\",\"content\":\"is on its way\"}}";

    private final TencentEmulator emulator = TencentEmulator.start();
    private final PrefixGateway gateway = new PrefixGateway(PREFIX, HOST, emulator.baseUri());
    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() {
        TencentApplication shop = new TencentApplication();
        shop.tpns("android").setAccessId(EmulatorOptions.TPNS_ANDROID.id());
        shop.tpns("android").setSecretKey(EmulatorOptions.TPNS_ANDROID.key());
        shop.tpns("android").setBaseUri(gateway.baseUri());
        ImApplication im = new ImApplication();
        im.setSdkAppId(Long.valueOf(EmulatorOptions.IM.id()));
        im.setSecretKey(EmulatorOptions.IM.key());
        im.setBaseUri(gateway.baseUri());
        shop.setIm(im);
        CloudApplication cloud = new CloudApplication();
        cloud.setSecretId(EmulatorOptions.CLOUD.id());
        cloud.setSecretKey(EmulatorOptions.CLOUD.key());
        cloud.setRegion("ap-guangzhou");
        cloud.setBaseUri(gateway.baseUri() + "/"); // a slash at the end changes nothing
        shop.setCloud(cloud);
        context.getRegistry().bind("shop", shop);
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        gateway.close();
        emulator.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "&method=GET",
                "&signatureMethod=HmacSHA256",
                "&signatureMethod=HmacSHA256&method=GET",
                "&signatureMethod=HmacSHA1",
                "&signatureMethod=HmacSHA1&method=GET"
            })
    void callsOfTheCloudApiAreSignedForTheHostBehindTheGatewayAndWithoutThePrefix(String options) {
        assertAccepted(send(CLOUD + SIGNED_HOST + options, LIMIT));

        assertThat(gateway.requests()).singleElement().satisfies(request -> assertThat(request.target())
                .startsWith(PREFIX + "/"));
        assertThat(emulator.requests()).singleElement().satisfies(request -> {
            assertThat(request.path()).isEqualTo("/");
            assertThat(request.headers()).containsEntry("Host", HOST);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&method=GET", "&signatureMethod=HmacSHA1"})
    void withoutSignedHostTheServiceRefusesTheSignature(String options) {
        Exchange done = send(CLOUD + options, LIMIT);

        assertThat(done.getMessage().getHeader(TencentConstants.ERROR_CODE)).isEqualTo("AuthFailure.SignatureFailure");
    }

    @Test
    void pagesComeThroughTheGatewayToo() throws Exception {
        emulator.cloud().items("cvm/DescribeInstances", 25);
        Queue<Object> items = new ConcurrentLinkedQueue<>();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:pages")
                        .to(CLOUD + SIGNED_HOST + "&paginate=true&pageSize=10")
                        .split(body())
                        .process(exchange -> items.add(exchange.getMessage().getBody()));
            }
        });

        assertThat(send("direct:pages", "{}").getException()).isNull();
        assertThat(items).hasSize(25).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "tencent:tpns/push/app?application=shop, /v3/push/app",
        "tencent:push?application=shop&provider=tpns&title=T&tokens=" + TOKEN + ", /v3/push/app",
        "tencent:push?application=shop&provider=timpush&title=T&accounts=alpha, /v4/timpush/batch",
        "tencent:im/openim/sendmsg?application=shop&toAccount=alpha, /v4/openim/sendmsg"
    })
    void theOtherServicesSignNoHost(String uri, String path) {
        Object body = uri.contains("tpns/push") ? PUSHED : "hello";
        assertAccepted(send(uri, body));
        assertAccepted(send(uri + SIGNED_HOST, body));

        assertThat(emulator.requests()).hasSize(2).allMatch(request -> request.path()
                .equals(path));
        assertThat(gateway.requests())
                .allSatisfy(request -> assertThat(request.target()).startsWith(PREFIX + path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                CLOUD + SIGNED_HOST,
                CLOUD + SIGNED_HOST + "&signatureMethod=HmacSHA1&method=GET",
                "tencent:im/openim/sendmsg?application=shop&toAccount=alpha"
            })
    void theBackupMayBeAGatewayAsWell(String uri) throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }

        assertAccepted(
                send(uri + "&baseUri=http://localhost:" + closed + "&backupBaseUri=" + gateway.baseUri(), LIMIT));
        assertThat(gateway.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CamelTencentSignedHost", "cameltencentsignedhost", "signedHost", "CamelTencentBaseUri"})
    void noMessageChoosesTheHost(String header) {
        Exchange done = context.createProducerTemplate().send(CLOUD + SIGNED_HOST, exchange -> {
            exchange.getMessage().setBody(LIMIT);
            exchange.getMessage().setHeader(header, "evil.example");
        });

        assertAccepted(done);
        assertThat(emulator.requests()).singleElement().matches(RecordedRequest::accepted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tencent:cloud/cvm/DescribeInstances?application=shop",
                "tencent:tpns/push/app?application=shop",
                "tencent:push?application=shop&provider=tpns",
                "tencent:push?application=shop&provider=timpush",
                "tencent:im/openim/sendmsg?application=shop"
            })
    void whatIsNoHostIsRefusedWhenTheEndpointIsMade(String uri) {
        for (String wrong : List.of(
                "https://cvm.tencentcloudapi.com",
                "cvm.tencentcloudapi.com/",
                "cvm.tencentcloudapi.com/v2",
                "user@cvm.tencentcloudapi.com",
                "cvm.tencentcloudapi.com:",
                "cvm.tencentcloudapi.com:0",
                "cvm.tencentcloudapi.com:65536",
                "cvm.tencentcloudapi.com?a",
                "cvm .tencentcloudapi.com",
                "cvm.tencentcloudapi.com\u0001x",
                "cvm.tencentcloudapi.com\r\nX: y",
                " ")) {
            assertThatThrownBy(() -> context.getEndpoint(uri, Map.of("signedHost", wrong)))
                    .as("%s", wrong)
                    .hasStackTraceContaining("signedHost must be a host");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tencent:cloud/cvm/DescribeInstances?application=shop",
                "tencent:tpns/push/app?application=shop",
                "tencent:im/openim/sendmsg?application=shop"
            })
    void aPrefixThatServersReadInDifferentWaysIsRefused(String uri) {
        for (String wrong : List.of("/a/../b", "/./a", "/a//b", "//a", "/a?b", "/a#b", "/a b", "/a\r\nb")) {
            assertThatThrownBy(() -> context.getEndpoint(uri, Map.of("baseUri", "https://gateway.example" + wrong)))
                    .as("%s", wrong)
                    .hasStackTraceContaining("baseUri must be scheme, host, port and, behind a gateway, its path");
        }
    }

    private Exchange send(String uri, Object body) {
        return context.createProducerTemplate()
                .send(uri, exchange -> exchange.getMessage().setBody(body));
    }

    private static void assertAccepted(Exchange done) {
        assertThat(done.getException()).isNull();
        assertThat(done.getMessage().getHeader(TencentConstants.OUTCOME)).isEqualTo("ACCEPTED");
    }
}
