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
package io.github.cameltencent.cloud.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudCatalogTest {

    private final CloudCatalog catalog = new CloudCatalog();

    @Test
    void allProductsAndActionsAreThere() {
        assertThat(catalog.names()).hasSize(258).contains("cvm", "vpc", "sts", "yunsou");
        int pairs = 0;
        for (String name : catalog.names()) {
            CloudProduct product = catalog.product(name);
            assertThat(product.versions()).isSorted().isNotEmpty();
            for (String action : product.actions()) {
                assertThat(action).matches("[A-Z][A-Za-z0-9]*");
                assertThat(product.versions()).contains(product.version(action));
                pairs++;
            }
        }
        // 15,210 rows of the table, 347 of which name an action again, for another version
        assertThat(pairs).isEqualTo(14_863);
    }

    @Test
    void theVersionIsTheNewestThatHasTheAction() {
        CloudProduct tke = catalog.product("tke");
        assertThat(tke.versions()).containsExactly("2018-05-25", "2022-05-01");
        assertThat(tke.version("CreateCluster")).isEqualTo("2018-05-25");
        assertThat(tke.version("DescribeClusterInstances")).isEqualTo("2022-05-01");
        assertThat(tke.version("DescribeNothing")).isNull();
        assertThat(catalog.product("cvm").version("DescribeInstances")).isEqualTo("2017-03-12");
    }

    /** Actions that the documentation of the old addresses has, and the product of today as well. */
    @ParameterizedTest
    @CsvSource({
        "ccs, tke, DescribeClusterInstances",
        "dfw, vpc, DescribeSecurityGroups",
        "eip, vpc, DescribeAddresses",
        "image, cvm, DescribeImageSharePermission",
        "lb, clb, DescribeLoadBalancers",
        "scaling, as, ModifyScalingPolicy",
        "snapshot, cbs, CreateSnapshot",
        "cns, dnspod,"
    })
    void modulesOfTheOldAddressesLeadToTheProductThatTheyBecame(String module, String product, String action) {
        CloudFacts facts = new CloudFacts();
        assertThat(facts.modules()).hasSize(8).contains(module);
        assertThat(facts.product(module)).isEqualTo(product);
        assertThat(catalog.product(module)).isNull();
        assertThat(catalog.product(product)).isNotNull();
        if (action != null) {
            assertThat(catalog.product(product).version(action)).isNotNull();
        }
    }

    @Test
    void anUnknownProductIsNull() {
        assertThat(catalog.product("nothing")).isNull();
    }

    @Test
    void theListIsSmall() throws Exception {
        URL list = CloudCatalog.class.getResource("cloud-actions.bin");
        assertThat(list.openConnection().getContentLength()).isBetween(50_000, 150_000);
    }
}
