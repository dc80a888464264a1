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
package io.github.cameltencent.transport;

import io.github.cameltencent.TencentCall;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what an observer throws away from the calls, since a user's meter registry may fail. The first failure is logged.
 * Thread-safe.
 */
@SuppressWarnings("checkstyle:IllegalCatch") // a call must end whatever its observer throws
final class GuardedObserver implements CallObserver {

    private static final Logger LOG = LoggerFactory.getLogger(GuardedObserver.class);

    private final CallObserver observer;
    private final AtomicBoolean logged = new AtomicBoolean();

    private GuardedObserver(CallObserver observer) {
        this.observer = observer;
    }

    /** Returns a guarded observer, null for none. */
    static CallObserver of(CallObserver observer) {
        return observer == null ? null : new GuardedObserver(observer);
    }

    @Override
    public void ended(TencentCall call, String requestId) {
        try {
            observer.ended(call, requestId);
        } catch (RuntimeException | Error e) {
            log(e);
        }
    }

    @Override
    public void waited(String application, WaitLimit limit, long nanos) {
        try {
            observer.waited(application, limit, nanos);
        } catch (RuntimeException | Error e) {
            log(e);
        }
    }

    private void log(Throwable failure) {
        if (logged.compareAndSet(false, true)) {
            LOG.warn(
                    "Calls cannot be observed: meters and listeners may be wrong. Further failures are not logged",
                    failure);
        }
    }
}
