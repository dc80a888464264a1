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

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentCall;
import io.github.cameltencent.TencentCallListener;
import io.github.cameltencent.component.TencentComponent;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Beans of the type TencentCallListener are notified of the calls of all services. */
class TencentCallListenerTest {

    private final ObservedRoutes routes = new ObservedRoutes();
    private final Queue<TencentCall> calls = new ConcurrentLinkedQueue<>();
    private final Queue<String> threads = new ConcurrentLinkedQueue<>();

    @AfterEach
    void stop() {
        routes.close();
    }

    private void bindAndStart() {
        routes.context.getRegistry().bind("recorder", (TencentCallListener) call -> {
            threads.add(Thread.currentThread().getName());
            calls.add(call);
        });
        routes.start();
    }

    private List<TencentCall> awaitCalls(int count) {
        await().until(() -> calls.size() >= count);
        return List.copyOf(calls);
    }

    @Test
    void aCallIsDescribedWithoutItsContent() {
        bindAndStart();
        routes.push();

        assertThat(awaitCalls(1)).singleElement().satisfies(call -> {
            assertThat(call.getService()).isEqualTo("push");
            assertThat(call.getOperation()).isEqualTo("push/app");
            assertThat(call.getApplication()).isEqualTo("orders");
            assertThat(call.getOutcome()).isEqualTo(Outcome.ACCEPTED);
            assertThat(call.getCode()).isNull();
            assertThat(call.getAttempts()).isEqualTo(1);
            assertThat(call.getDuration()).isBetween(Duration.ofNanos(1), Duration.ofMinutes(1));
            assertThat(call.toString()).contains("push/app of orders: ACCEPTED").doesNotContain(ObservedRoutes.TOKEN);
        });
    }

    @Test
    void eachPartOfASplitPushIsACall() {
        bindAndStart();
        routes.push(ObservedRoutes.tokens(1_500));

        assertThat(awaitCalls(2)).hasSize(2).allMatch(call -> call.getOutcome() == Outcome.ACCEPTED);
    }

    @Test
    void everyServiceIsReported() {
        bindAndStart();
        routes.send("tencent:tpns/device/tag?application=orders", "{}");
        routes.send("tencent:im/openim/querystate?application=orders", "{\"To_Account\":[\"alpha\"]}");
        routes.send("tencent:cloud/cvm/DescribeInstances?application=orders&region=ap-guangzhou", "{}");
        routes.send("tencent:usersig?application=orders", "alpha");
        routes.send("tencent:usersig/verify?application=orders", "no ticket");

        assertThat(awaitCalls(5))
                .extracting(call -> call.getService() + " " + call.getOperation() + " " + call.getAttempts())
                .containsExactly(
                        "tpns device/tag 1",
                        "im openim/querystate 1",
                        "cloud cvm/DescribeInstances 1",
                        "usersig generate 0",
                        "usersig verify 0");
        assertThat(List.copyOf(calls).get(3).getOutcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(List.copyOf(calls).get(4).getOutcome()).isEqualTo(Outcome.AUTH);
        assertThat(List.copyOf(calls).get(4).getCode()).isEqualTo("BAD_BASE64");
    }

    @Test
    void anExchangeThatSendsNothingIsACallWithoutAttempts() {
        bindAndStart();
        routes.push(List.of());

        assertThat(awaitCalls(1)).singleElement().satisfies(call -> {
            assertThat(call.getOutcome()).isEqualTo(Outcome.REJECTED);
            assertThat(call.getCode()).isEqualTo("NO_TARGETS");
            assertThat(call.getAttempts()).isZero();
            assertThat(call.getDuration()).isZero();
        });
        assertThat(routes.emulator.requests()).isEmpty();
    }

    @Test
    void retriesAreAttemptsOfOneCall() {
        bindAndStart();
        routes.emulator
                .faults()
                .addScript(
                        "{\"match\":{\"service\":\"tpns\"},\"rate\":1,\"count\":2,\"fault\":\"code\",\"code\":1008028}");
        routes.push();

        assertThat(awaitCalls(1)).singleElement().satisfies(call -> {
            assertThat(call.getOutcome()).isEqualTo(Outcome.ACCEPTED);
            assertThat(call.getAttempts()).isEqualTo(3);
        });
    }

    @Test
    void keysOfAnEndpointAreNamedInline() {
        bindAndStart();
        routes.pushInline();

        assertThat(awaitCalls(1)).singleElement().satisfies(call -> {
            assertThat(call.getApplication()).isEqualTo("inline");
            assertThat(call.getOutcome()).isEqualTo(Outcome.AUTH);
            assertThat(call.getCode()).isEqualTo("1008035");
        });
    }

    @Test
    void aDryRunIsNoCall() {
        bindAndStart();
        routes.send("tencent:tpns/device/tag?application=orders&dryRun=true", "{}");
        routes.push();

        assertThat(awaitCalls(1)).extracting(TencentCall::getService).containsExactly("push");
    }

    @Test
    void listenersRunOnThreadsThatMayBlock() {
        bindAndStart();
        for (int i = 0; i < 20; i++) {
            routes.push();
        }
        awaitCalls(20);

        assertThat(threads).hasSize(20).allMatch(name -> name.contains("TencentRoutes"));
    }

    @Test
    void aListenerThatFailsIsIgnored() {
        routes.context.getRegistry().bind("faulty", (TencentCallListener) call -> {
            throw new LinkageError("invented");
        });
        bindAndStart();
        routes.push();
        routes.push();

        assertThat(awaitCalls(2)).allMatch(call -> call.getOutcome() == Outcome.ACCEPTED);
    }

    @Test
    void aListenerThatHangsDelaysNoCall() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        routes.context.getRegistry().bind("hanging", (TencentCallListener) call -> {
            try {
                end.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        routes.start();
        try {
            for (int i = 0; i < 50; i++) {
                assertThat(routes.push().getException()).isNull();
            }
        } finally {
            end.countDown();
        }
    }

    @Test
    void aRestartedComponentReportsAgain() {
        bindAndStart();
        routes.push();
        TencentComponent component = routes.context.getComponent("tencent", TencentComponent.class);
        component.stop();
        component.start();
        routes.push();

        assertThat(awaitCalls(2)).hasSize(2);
    }
}
