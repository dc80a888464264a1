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
package io.github.cameltencent.birdtalk.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameltencent.birdtalk.ChatAccount;
import io.github.cameltencent.birdtalk.ChatState;
import io.github.cameltencent.birdtalk.ChatStateStore;
import io.github.cameltencent.emulator.EmulatorOptions;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Producer;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheck.State;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckRepository;
import org.apache.camel.impl.health.DefaultHealthCheckRegistry;
import org.junit.jupiter.api.Test;

/** The readiness checks of consumers and producers, which depend on the login; liveness does not. */
class BirdtalkHealthTest extends ChatRoutesFixture {

    private static final String PASSWORD = "not-the-password";

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        HealthCheckRegistry registry = new DefaultHealthCheckRegistry(context);
        context.getCamelContextExtension().addContextPlugin(HealthCheckRegistry.class, registry);
        for (String id : List.of("producers", "consumers")) {
            HealthCheckRepository repository = (HealthCheckRepository) registry.resolveById(id);
            repository.setEnabled(true);
            registry.register(repository);
        }
        return context;
    }

    @Test
    void aConsumerIsUpOnceItsAccountIsLoggedIn() throws Exception {
        consume("");
        await().untilAsserted(
                        () -> assertThat(check("consumer:chat").getState()).isEqualTo(State.UP));
    }

    @Test
    void aConsumerIsDownInTheReadinessOfItsRouteWhileItsAccountCannotLogIn() throws Exception {
        refusedRoute();
        await().untilAsserted(() -> {
            HealthCheck.Result result = check("consumer:refused");
            assertThat(result.getState()).isEqualTo(State.DOWN);
            assertThat(result.getMessage().orElseThrow())
                    .contains("not connected again")
                    .doesNotContain(PASSWORD)
                    .doesNotContain(EmulatorOptions.CHAT_ALPHA.key());
        });
        assertThat(HealthCheckHelper.invokeLiveness(context))
                .extracting(HealthCheck.Result::getState)
                .doesNotContain(State.DOWN);
    }

    @Test
    void aConsumerIsUpAgainAfterTheLogIn() throws Exception {
        fault("login", "\"fault\":\"reset_before\"");
        route("chat", alpha(""), exchange -> {});
        await().untilAsserted(
                        () -> assertThat(check("consumer:chat").getState()).isEqualTo(State.DOWN));
        emulator.faults().clear();
        await().untilAsserted(
                        () -> assertThat(check("consumer:chat").getState()).isEqualTo(State.UP));
    }

    @Test
    void theCheckOfAConsumerGoesWithItsRoute() throws Exception {
        refusedRoute();
        await().untilAsserted(
                        () -> assertThat(check("consumer:refused").getState()).isEqualTo(State.DOWN));
        context.getRouteController().stopRoute("refused");
        context.removeRoute("refused");
        assertThat(ids(HealthCheckHelper.invokeReadiness(context))).noneMatch(id -> id.contains("refused"));
    }

    @Test
    void allProducersOfAnEndpointHaveOneCheckWhileOneOfThemIsStarted() throws Exception {
        Producer first = context.getEndpoint(alpha("")).createProducer();
        Producer second = context.getEndpoint(alpha("")).createProducer();
        assertThat(producers()).isEmpty();
        first.start();
        second.start();
        await().untilAsserted(
                        () -> assertThat(check("producer:birdtalk").getState()).isEqualTo(State.UP));
        first.stop();
        assertThat(producers()).hasSize(1);
        second.stop();
        assertThat(producers()).isEmpty();
        second.start();
        assertThat(producers()).hasSize(1);
        second.stop();
    }

    @Test
    void aProducerIsDownWhileItsAccountCannotLogIn() throws Exception {
        Producer producer =
                context.getEndpoint(uri("chat", ALPHA, PASSWORD, "")).createProducer();
        producer.start();
        await().untilAsserted(() -> {
            assertThat(check("producer:birdtalk").getState()).isEqualTo(State.DOWN);
            assertThat(check("producer:birdtalk").getMessage().orElseThrow()).contains("not connected again");
        });
        producer.stop();
    }

    @Test
    void aConsumerWhoseStateCannotBeReadAfterARestartIsDownUntilItCan() throws Exception {
        FailingStore store = new FailingStore();
        context.getRegistry().bind("failing", store);
        route("chat", alpha("").replace("stateStore=memory", "stateStore=#failing"), exchange -> {});
        await().untilAsserted(
                        () -> assertThat(check("consumer:chat").getState()).isEqualTo(State.UP));
        store.failing = true;
        context.getComponent("birdtalk").stop();
        context.getComponent("birdtalk").start();
        assertThat(check("consumer:chat").getState()).isEqualTo(State.DOWN);
        store.failing = false;
        context.getComponent("birdtalk").stop();
        context.getComponent("birdtalk").start();
        await().untilAsserted(
                        () -> assertThat(check("consumer:chat").getState()).isEqualTo(State.UP));
    }

    private void refusedRoute() throws Exception {
        route("refused", uri("chat", ALPHA, PASSWORD, ""), exchange -> {});
    }

    private List<String> producers() {
        return ids(HealthCheckHelper.invokeReadiness(context)).stream()
                .filter(id -> id.startsWith("producer:birdtalk"))
                .toList();
    }

    private static List<String> ids(Collection<HealthCheck.Result> results) {
        return results.stream().map(result -> result.getCheck().getId()).toList();
    }

    private HealthCheck.Result check(String prefix) {
        List<HealthCheck.Result> results = HealthCheckHelper.invokeReadiness(context).stream()
                .filter(result -> result.getCheck().getId().startsWith(prefix))
                .toList();
        assertThat(results).hasSize(1);
        return results.get(0);
    }

    /** Cannot be read while it is told to fail. */
    private static final class FailingStore implements ChatStateStore {

        private volatile boolean failing;

        @Override
        public ChatState load(ChatAccount account) throws IOException {
            if (failing) {
                throw new IOException("the disk is gone");
            }
            return ChatState.NEW;
        }

        @Override
        public void save(ChatAccount account, ChatState state) {
            // each load returns a new state
        }
    }
}
