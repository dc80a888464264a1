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

import io.github.cameltencent.TencentCallListener;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls cost nothing extra while nothing observes them. */
class NothingObservedTest {

    private final DefaultCamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() {
        context.stop();
    }

    private TencentComponent started() {
        context.start();
        return context.getComponent("tencent", TencentComponent.class);
    }

    @Test
    void withoutListenersMetersAndConsoleTheTransportHasNoObserver() {
        assertThat(started().transportService().isRunning()).isTrue();
        assertThat(started().transportService().observer()).isNull();
    }

    @Test
    void withAListenerItHasOne() {
        context.getRegistry().bind("listener", (TencentCallListener) call -> {});

        assertThat(started().transportService().observer()).isNotNull();
    }
}
