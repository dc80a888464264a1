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
import io.github.cameltencent.credential.TencentApplication;
import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.TencentEmulator;
import io.github.cameltencent.push.PushResult;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A push is sent to a server that verifies it. */
class PushEndToEndTest extends CamelTestSupport {

    private final TencentEmulator emulator = TencentEmulator.start();

    @Override
    protected RouteBuilder createRouteBuilder() {
        TencentApplication orders = new TencentApplication();
        orders.tpns("android").setAccessId(EmulatorOptions.TPNS_ANDROID.id());
        orders.tpns("android").setSecretKey(EmulatorOptions.TPNS_ANDROID.key());
        orders.tpns("android").setBaseUri(emulator.baseUri());
        context.getRegistry().bind("orders", orders);
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:orders").to("tencent:push?application=orders&title=Shipped");
                from("direct:transacted")
                        .to("tencent:push?application=orders&title=Shipped&synchronous=true")
                        .process(exchange -> exchange.setProperty("thread", Thread.currentThread()));
                from("direct:asynchronous")
                        .to("tencent:push?application=orders&title=Shipped")
                        .process(exchange -> exchange.setProperty("thread", Thread.currentThread()));
            }
        };
    }

    @AfterEach
    void stopEmulator() {
        emulator.close();
    }

    @Test
    void aTextBodyBecomesAPushOnAPhone() {
        Exchange done = template.request("direct:orders", exchange -> {
            exchange.getMessage().setBody("Your order 4711 is on its way");
            exchange.getMessage().setHeader(TencentConstants.TOKENS, "05da87c0ae0a1b2c3d4e5f60718293a4b5c6");
        });
        assertThat(done.getException()).isNull();
        assertThat(done.getMessage().getHeader(TencentConstants.OUTCOME)).isEqualTo("ACCEPTED");
        PushResult result = done.getMessage().getBody(PushResult.class);
        assertThat(result.getPushIds()).hasSize(1);
        assertThat(emulator.requests()).hasSize(1);
    }

    @Test
    void aSynchronousEndpointGoesOnOnTheCallingThread() {
        assertThat(threadAfter("direct:transacted")).isSameAs(Thread.currentThread());
    }

    @Test
    void anAsynchronousOneGoesOnOnACamelThreadThatMayBlock() {
        assertThat(threadAfter("direct:asynchronous").getName()).contains("TencentRoutes");
    }

    private Thread threadAfter(String route) {
        Exchange done = template.request(route, exchange -> {
            exchange.getMessage().setBody("Your order 4711 is on its way");
            exchange.getMessage().setHeader(TencentConstants.TOKENS, "05da87c0ae0a1b2c3d4e5f60718293a4b5c6");
        });
        assertThat(done.getException()).isNull();
        return done.getProperty("thread", Thread.class);
    }
}
