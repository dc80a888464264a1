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
package io.github.cameltencent.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cameltencent.component.TencentComponent;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class ApplicationsTest {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Map<String, TencentApplication> own = new HashMap<>();
    private final Applications applications = new Applications(() -> own, context);
    private final TencentApplication orders = new TencentApplication();
    private final TencentApplication phones = new TencentApplication();

    @Test
    void anApplicationIsDeclaredOnTheComponentOrAsABean() {
        own.put("orders", orders);
        context.getRegistry().bind("phones", phones);

        assertThat(applications.get("orders")).isSameAs(orders);
        assertThat(applications.get("phones")).isSameAs(phones);
        assertThat(applications.all())
                .containsOnlyKeys("orders", "phones")
                .containsEntry("orders", orders)
                .containsEntry("phones", phones);
    }

    @Test
    void thoseOfTheComponentTakePrecedence() {
        own.put("orders", orders);
        context.getRegistry().bind("orders", phones);

        assertThat(applications.find("orders")).isSameAs(orders);
        assertThat(applications.all()).containsEntry("orders", orders);
    }

    @Test
    void anEndpointThatNamesNoneUsesTheDefault() {
        assertThat(applications.find(null)).isNull();
        own.put("default", orders);
        assertThat(applications.get(null)).isSameAs(orders);
    }

    @Test
    void anUnknownNameIsRefusedWithTheKnownOnes() {
        own.put("orders", orders);
        context.getRegistry().bind("phones", phones);

        assertThatThrownBy(() -> applications.get("order"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("There is no application named order:")
                .hasMessageEndingWith("Known: [orders, phones]");
        assertThatThrownBy(() -> applications.get(null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The endpoint has no keys:")
                .hasMessageEndingWith("Known: [orders, phones]");
    }

    @Test
    void theApplicationsOfAContextAreThoseOfItsComponentAndItsBeans() {
        context.getRegistry().bind("phones", phones);
        Applications found = ApplicationSource.in(context);
        assertThat(found.all()).containsOnlyKeys("phones");

        context.getComponent("tencent", TencentComponent.class).setApplications(Map.of("orders", orders));
        assertThat(found.all()).containsOnlyKeys("phones", "orders");
    }

    @Test
    @SuppressWarnings("unchecked")
    void textInPlaceOfAnApplicationIsRefused() {
        ((Map<String, Object>) (Map<String, ?>) own).put("orders", "x");

        assertThatThrownBy(() -> applications.find("orders"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("applications[orders] is not an application");
        assertThatThrownBy(applications::all).hasMessageStartingWith("applications[orders] is not an application");
    }
}
