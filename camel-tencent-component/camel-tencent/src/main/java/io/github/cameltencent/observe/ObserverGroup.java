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

import io.github.cameltencent.TencentCall;
import io.github.cameltencent.transport.CallObserver;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes what is observed to several observers. A meter registry is foreign code, so exceptions of one are caught. */
final class ObserverGroup implements CallObserver {

    private static final Logger LOG = LoggerFactory.getLogger(ObserverGroup.class);

    private final List<CallObserver> observers;
    private final AtomicBoolean logged = new AtomicBoolean();

    ObserverGroup(List<CallObserver> observers) {
        this.observers = List.copyOf(observers);
    }

    @Override
    public void ended(TencentCall call, String requestId) {
        each(observer -> observer.ended(call, requestId));
    }

    @Override
    public void waited(String application, WaitLimit limit, long nanos) {
        each(observer -> observer.waited(application, limit, nanos));
    }

    @SuppressWarnings("checkstyle:IllegalCatch") // a call must end whatever an observer throws
    private void each(Consumer<CallObserver> action) {
        for (CallObserver observer : observers) {
            try {
                action.accept(observer);
            } catch (RuntimeException | Error e) {
                if (logged.compareAndSet(false, true)) {
                    LOG.warn("Calls could not be recorded; this is logged once", e);
                }
            }
        }
    }
}
