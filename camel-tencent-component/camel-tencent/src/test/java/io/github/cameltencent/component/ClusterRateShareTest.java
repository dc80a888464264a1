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
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.service.ServiceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code rateLimitShare=cluster}: the share follows the members of a Camel cluster view. */
class ClusterRateShareTest {

    private static final String URI =
            "tencent:tpns/device/tag?accessId=1500000001&secretKey=invented&rateLimitShare=cluster";

    private static final Duration INTERVAL = Duration.ofMillis(200);

    private final InMemoryCluster cluster = new InMemoryCluster();
    private final List<DefaultCamelContext> contexts = new ArrayList<>();
    private final Map<DefaultCamelContext, ClusterRateShare> shares = new HashMap<>();

    @AfterEach
    void stop() {
        shares.values().forEach(ServiceHelper::stopService);
        contexts.forEach(DefaultCamelContext::stop);
    }

    private DefaultCamelContext node(InMemoryCluster joined) throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        contexts.add(context);
        context.addService(joined.node("node-" + contexts.size()));
        context.start();
        return context;
    }

    /** Follows the cluster as the component does, but counts more often. */
    private double share(DefaultCamelContext context) {
        return shares.computeIfAbsent(context, ClusterRateShareTest::follow).current();
    }

    private static ClusterRateShare follow(DefaultCamelContext context) {
        ClusterRateShare share = new ClusterRateShare(context, INTERVAL);
        ServiceHelper.startService(share);
        return share.require();
    }

    private void awaitShare(DefaultCamelContext context, double share) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(share(context)).isEqualTo(share));
    }

    @Test
    void theShareFollowsTheMembers() throws Exception {
        DefaultCamelContext first = node(cluster);
        awaitShare(first, 1);

        DefaultCamelContext second = node(cluster);
        DefaultCamelContext third = node(cluster);
        awaitShare(second, 1.0 / 2);
        awaitShare(third, 1.0 / 3);
        awaitShare(first, 1.0 / 3);
        awaitShare(second, 1.0 / 3);

        ServiceHelper.stopService(shares.get(third));
        awaitShare(first, 1.0 / 2);
        awaitShare(second, 1.0 / 2);
    }

    @Test
    void aServiceWithoutEventsIsAskedEveryFewSeconds() throws Exception {
        InMemoryCluster silent = new InMemoryCluster().withoutEvents();
        DefaultCamelContext first = node(silent);
        awaitShare(first, 1);

        awaitShare(node(silent), 1.0 / 2);

        awaitShare(first, 1.0 / 2);
    }

    @Test
    void untilMembersAreListedTheShareIsATwentieth() throws Exception {
        cluster.listed(false);
        DefaultCamelContext first = node(cluster);
        DefaultCamelContext second = node(cluster);
        assertThat(share(first)).isEqualTo(0.05);
        assertThat(share(second)).isEqualTo(0.05);

        cluster.listed(true);
        awaitShare(first, 1.0 / 2);
        awaitShare(second, 1.0 / 2);
    }

    @Test
    void aViewThatLosesItsMembersKeepsTheirNumber() throws Exception {
        DefaultCamelContext first = node(cluster);
        awaitShare(first, 1);
        awaitShare(node(cluster), 1.0 / 2);
        awaitShare(first, 1.0 / 2);

        cluster.listed(false);
        DefaultCamelContext third = node(cluster);

        assertThat(share(third)).isEqualTo(0.05);
        assertThat(share(first)).isEqualTo(1.0 / 2);
    }

    @Test
    void theComponentLeavesTheClusterWhenItStops() throws Exception {
        DefaultCamelContext first = node(cluster);
        awaitShare(first, 1);
        DefaultCamelContext second = node(cluster);
        second.getEndpoint(URI);
        awaitShare(first, 1.0 / 2);

        second.getComponent("tencent").stop();
        awaitShare(first, 1);

        second.getComponent("tencent").start();
        awaitShare(first, 1.0 / 2);
    }

    @Test
    void nodesThatStartTogetherDoNotTakeTheWholeQuota() throws Exception {
        ClusterRateShare first = new ClusterRateShare(node(cluster), Duration.ofHours(1));
        ServiceHelper.startService(first);
        shares.put(contexts.get(0), first.require());
        DefaultCamelContext second = node(cluster);
        awaitShare(second, 1.0 / 2);

        // it has been alone for a moment, and has not counted a second time
        assertThat(first.current()).isEqualTo(0.05);
    }

    @Test
    void withoutAClusterServiceTheEndpointIsRefused() {
        DefaultCamelContext alone = new DefaultCamelContext();
        contexts.add(alone);

        assertThatThrownBy(() -> alone.getEndpoint(URI))
                .rootCause()
                .hasMessageContaining("rateLimitShare=cluster needs a CamelClusterService in the CamelContext");
    }

    @Test
    void aNumberNeedsNoCluster() {
        DefaultCamelContext alone = new DefaultCamelContext();
        contexts.add(alone);

        TencentEndpoint endpoint = alone.getEndpoint(URI.replace("=cluster", "=0.25"), TencentEndpoint.class);

        assertThat(endpoint.getShared().share().current()).isEqualTo(0.25);
    }

    @Test
    void theShareCanBeSetOnTheComponent() throws Exception {
        DefaultCamelContext first = node(cluster);
        first.getComponent("tencent", TencentComponent.class).getConfiguration().setRateLimitShare("cluster");
        TencentEndpoint endpoint = first.getEndpoint(URI.replace("&rateLimitShare=cluster", ""), TencentEndpoint.class);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(endpoint.getShared().share().current()).isEqualTo(1));
    }
}
