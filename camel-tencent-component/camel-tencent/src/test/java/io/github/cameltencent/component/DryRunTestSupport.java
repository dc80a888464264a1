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

import io.github.cameltencent.TencentException;
import io.github.cameltencent.credential.CloudApplication;
import io.github.cameltencent.credential.ImApplication;
import io.github.cameltencent.credential.TencentApplication;
import io.github.cameltencent.sign.UserSigVerification;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A context with an application {@code app} for every service, for dry runs. */
abstract class DryRunTestSupport {
    static final long APP = 1400000001L;
    static final String KEY = "an-invented-key-of-im";
    static final String S = "tencent:im/openim/sendmsg?application=app&dryRun=true&toAccount=alpha";
    static final String I = "tencent:im/openim/sendmsg?application=app&dryRun=true";
    static final String B = "tencent:im/openim/batchsendmsg?application=app&dryRun=true";
    static final String G = "tencent:im/group_open_http_svc/send_group_msg?application=app&dryRun=true";
    static final String P = "tencent:push?application=app&provider=tpns&title=T&dryRun=true";
    static final String Q = "tencent:tpns/device/account/query?application=app&platform=android&dryRun=true";
    static final String C = "tencent:cloud/cvm/DescribeInstances?application=app&dryRun=true";
    static final String REQUEST = "{\"To_Account\":\"beta\",\"MsgBody\":[{\"MsgType\":\"TIMTextElem\","
            + "\"MsgContent\":{\"Text\":\"hi\"}}]}";
    static final Charset GBK = Charset.forName("GBK");
    static final String HELLO = "\u4f60\u597d";

    final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() {
        TencentApplication app = new TencentApplication();
        ImApplication im = new ImApplication();
        im.setSdkAppId(APP);
        im.setSecretKey(KEY);
        app.setIm(im);
        app.tpns("android").setAccessId("1500000001");
        app.tpns("android").setSecretKey("an-invented-key-of-tpns");
        CloudApplication cloud = new CloudApplication();
        cloud.setSecretId("AKIDinvented");
        cloud.setSecretKey("an-invented-key-of-the-cloud");
        app.setCloud(cloud);
        context.getRegistry().bind("app", app);
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    Exchange send(String uri, Object body, Map<String, ?> headers) {
        return send(uri, body, headers, null);
    }

    Exchange send(String uri, Object body, Map<String, ?> headers, String charset) {
        return context.createProducerTemplate().send(uri, exchange -> {
            exchange.getMessage().setBody(body);
            headers.forEach(exchange.getMessage()::setHeader);
            if (charset != null) {
                exchange.setProperty(Exchange.CHARSET_NAME, charset);
            }
        });
    }

    /** The body that would have been sent. */
    static String sent(Exchange done) {
        assertThat(done.getException()).isNull();
        return (String) done.getMessage().getBody(Map.class).get("body");
    }

    static void assertRefused(Exchange done, String code, String... told) {
        assertThat(done.getException()).isInstanceOf(TencentException.class);
        TencentException refusal = (TencentException) done.getException();
        assertThat(refusal.getCode()).isEqualTo(code);
        assertThat(refusal.getOutcome().name()).isEqualTo("REJECTED");
        assertThat(refusal.getService()).isNotNull();
        for (String each : told) {
            assertThat(refusal).hasMessageContaining(each);
        }
        assertThat(refusal.isRetryable()).isFalse();
    }

    static String userOf(Exchange done) {
        assertThat(done.getException()).isNull();
        return UserSigVerification.of(APP)
                .withSecretKey(KEY)
                .verify(done.getMessage().getBody(String.class), null, null, Instant.now())
                .getUserId();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
