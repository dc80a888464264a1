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
package io.github.cameltencent.cloud;

import io.github.cameltencent.credential.CloudApplication;
import io.github.cameltencent.credential.TencentApplication;
import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.RecordedRequest;
import io.github.cameltencent.emulator.TencentEmulator;
import java.util.List;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A context with an application {@code shop} whose calls go to an emulator, which checks every signature. */
public abstract class CloudTestSupport {

    public static final String DESCRIBE = "tencent:cloud/cvm/DescribeInstances?application=shop";

    public final TencentEmulator emulator = TencentEmulator.start();
    public final DefaultCamelContext context = new DefaultCamelContext();
    public final CloudApplication cloud = new CloudApplication();

    @BeforeEach
    public void start() {
        TencentApplication shop = new TencentApplication();
        cloud.setSecretId(EmulatorOptions.CLOUD.id());
        cloud.setSecretKey(EmulatorOptions.CLOUD.key());
        cloud.setRegion("ap-guangzhou");
        cloud.setBaseUri(emulator.baseUri());
        shop.setCloud(cloud);
        context.getRegistry().bind("shop", shop);
        context.start();
    }

    @AfterEach
    public void stop() {
        context.stop();
        emulator.close();
    }

    public Exchange send(String uri, Object body) {
        return context.createProducerTemplate()
                .send(uri, exchange -> exchange.getMessage().setBody(body));
    }

    /** Sends an exchange without completing it, so that streams that are closed with it can still be read. */
    public Exchange sendOpen(String uri, Object body) {
        try (AsyncProducer producer = context.getEndpoint(uri).createAsyncProducer()) {
            producer.start();
            Exchange exchange = producer.getEndpoint().createExchange();
            exchange.getMessage().setBody(body);
            producer.process(exchange);
            return exchange;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    public List<RecordedRequest> requests() {
        return emulator.requests();
    }
}
