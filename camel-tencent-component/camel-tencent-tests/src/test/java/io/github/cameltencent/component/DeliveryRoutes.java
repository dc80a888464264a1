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

import io.github.cameltencent.credential.TencentApplication;
import io.github.cameltencent.emulator.EmulatorOptions;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** The routes of docs/delivery.md, by their number among its YAML snippets, with SEDA in place of JMS. */
final class DeliveryRoutes {

    static final Guide GUIDE = new Guide("delivery.md");
    static final int REPORT = 0;
    static final int RETRY = 1;
    static final int ASK = 2;
    static final int ONCE = 3;
    static final int JOINED = 4;

    private DeliveryRoutes() {}

    /** Creates a started context whose application {@code orders} is served by an emulator. */
    static CamelContext context(String baseUri) {
        TencentApplication orders = new TencentApplication();
        orders.tpns("android").setAccessId(EmulatorOptions.TPNS_ANDROID.id());
        orders.tpns("android").setSecretKey(EmulatorOptions.TPNS_ANDROID.key());
        orders.tpns("android").setBaseUri(baseUri);
        CamelContext context = new DefaultCamelContext();
        context.getRegistry().bind("orders", orders);
        context.start();
        return context;
    }

    static void load(CamelContext context, int route) throws Exception {
        String yaml = GUIDE.snippet("yaml", route).replace("jms:", "seda:");
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("route.yaml", yaml));
    }

    static String order(String token) {
        return "{\"tokens\":[\"" + token + "\"],\"title\":\"Your order\",\"content\":\"4711 is on its way\"}";
    }
}
