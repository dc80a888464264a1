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

import io.github.cameltencent.TencentException;
import io.github.cameltencent.credential.CloudApplication;
import io.github.cameltencent.credential.ImApplication;
import io.github.cameltencent.credential.TencentApplication;
import io.github.cameltencent.testing.SettableClock;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A context with the application {@code orders}, and a clock that stands at 1700000000. */
abstract class SignerTestSupport {

    static final String ACCESS_ID = "1500001048";
    static final String TPNS_KEY = "1452fcebae9f3115ba794fb0fff2fd73";
    static final long APP = 1400000000L;
    static final String SECRET_ID = "AKIDEXAMPLE0000000000000000000000001";
    static final String CLOUD_KEY = "ExampleSecretKey0000000000000001";
    static final String IM_KEY = "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e";
    static final long NOW = 1700000000L;

    final SettableClock clock = new SettableClock(NOW);
    final DefaultCamelContext context = new DefaultCamelContext();
    TencentApplication orders = application();

    @BeforeEach
    void bindApplication() {
        context.getRegistry().bind("orders", orders);
        context.getRegistry().bind("clock", clock);
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    static TencentApplication application() {
        TencentApplication application = new TencentApplication();
        application.tpns("android").setAccessId(ACCESS_ID);
        application.tpns("android").setSecretKey(TPNS_KEY);
        ImApplication im = new ImApplication();
        im.setSdkAppId(APP);
        im.setSecretKey(IM_KEY);
        application.setIm(im);
        CloudApplication cloud = new CloudApplication();
        cloud.setSecretId(SECRET_ID);
        cloud.setSecretKey(CLOUD_KEY);
        cloud.setRegion("ap-guangzhou");
        application.setCloud(cloud);
        return application;
    }

    Exchange exchange(Object body) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(body);
        return exchange;
    }

    /** The exchange that an HTTP consumer would make of what arrived. */
    Exchange arrived(RecordingServer.Arrived arrived) {
        Exchange exchange = exchange(arrived.body());
        Message message = exchange.getMessage();
        arrived.headers().forEach(message::setHeader);
        message.setHeader(Exchange.HTTP_METHOD, arrived.method());
        int query = arrived.target().indexOf('?');
        if (query >= 0) {
            message.setHeader(Exchange.HTTP_RAW_QUERY, arrived.target().substring(query + 1));
        }
        return exchange;
    }

    /** The code that the processor refuses the exchange with, or null. */
    static String refusal(Processor processor, Exchange exchange) throws Exception {
        try {
            processor.process(exchange);
            return null;
        } catch (TencentException e) {
            return e.getCode();
        }
    }
}
