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
package io.github.cameltencent.observe;

import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.credential.CloudApplication;
import io.github.cameltencent.credential.ImApplication;
import io.github.cameltencent.credential.TencentApplication;
import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.TencentEmulator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;

/** A context with an application for all services of the emulator. Not started, so that beans can be bound before. */
final class ObservedRoutes implements AutoCloseable {

    static final String TOKEN = "05da87c0ae0a1b2c3d4e5f60718293a4b5c6";
    static final String INLINE_KEY = "inline-secret-for-tests";

    final TencentEmulator emulator = TencentEmulator.start();
    final DefaultCamelContext context = new DefaultCamelContext();

    ObservedRoutes() {
        TencentApplication orders = new TencentApplication();
        orders.tpns("android").setAccessId(EmulatorOptions.TPNS_ANDROID.id());
        orders.tpns("android").setSecretKey(EmulatorOptions.TPNS_ANDROID.key());
        orders.tpns("android").setBaseUri(emulator.baseUri());
        ImApplication im = new ImApplication();
        im.setSdkAppId(Long.valueOf(EmulatorOptions.IM.id()));
        im.setSecretKey(EmulatorOptions.IM.key());
        im.setBaseUri(emulator.baseUri());
        orders.setIm(im);
        CloudApplication cloud = new CloudApplication();
        cloud.setSecretId(EmulatorOptions.CLOUD.id());
        cloud.setSecretKey(EmulatorOptions.CLOUD.key());
        cloud.setBaseUri(emulator.baseUri());
        orders.setCloud(cloud);
        context.getRegistry().bind("orders", orders);
        context.getRegistry().bind("inlineKey", INLINE_KEY);
    }

    ObservedRoutes start() {
        context.start();
        return this;
    }

    Exchange send(String uri, Object body) {
        return send(uri, body, Map.of());
    }

    Exchange send(String uri, Object body, Map<String, Object> headers) {
        return context.createProducerTemplate().send(uri, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().getHeaders().putAll(headers);
        });
    }

    /** Sends a push to one device. */
    Exchange push() {
        return push(TOKEN);
    }

    Exchange push(Object tokens) {
        return send(
                "tencent:push?application=orders&provider=tpns&title=Shipped",
                "on its way",
                Map.of(TencentConstants.TOKENS, tokens));
    }

    /** Sends a push with keys of the endpoint that the emulator does not know. */
    Exchange pushInline() {
        return send(
                "tencent:push?accessId=1500000099&secretKey=#bean:inlineKey&title=Shipped&baseUri="
                        + emulator.baseUri(),
                "on its way",
                Map.of(TencentConstants.TOKENS, TOKEN));
    }

    static List<String> tokens(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> TOKEN.substring(0, TOKEN.length() - 6) + (100_000 + i))
                .toList();
    }

    @Override
    public void close() {
        context.stop();
        emulator.close();
    }
}
