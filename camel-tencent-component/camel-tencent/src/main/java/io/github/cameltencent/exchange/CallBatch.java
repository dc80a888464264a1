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
package io.github.cameltencent.exchange;

import io.github.cameltencent.transport.CallResult;
import io.github.cameltencent.transport.CallSender;
import io.github.cameltencent.transport.HttpCall;
import io.github.cameltencent.transport.InternalErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;

/**
 * Sends several calls and waits for all of them asynchronously. Results arrive on any thread and in any order; the last one
 * continues with the list of results on a route thread. The counter guarantees that this thread sees all results.
 */
final class CallBatch {

    private final CallSender sender;
    private final AtomicReferenceArray<CallResult> results;
    private final AtomicInteger open;
    private final Consumer<List<CallResult>> done;

    CallBatch(CallSender sender, int size, Consumer<List<CallResult>> done) {
        this.sender = sender;
        this.results = new AtomicReferenceArray<>(size);
        this.open = new AtomicInteger(size);
        this.done = done;
    }

    @SuppressWarnings("checkstyle:IllegalCatch") // an Error of one call must not leave the exchange incomplete
    void send(List<HttpCall> calls) {
        for (int i = 0; i < calls.size(); i++) {
            int index = i;
            HttpCall call = calls.get(i);
            try {
                sender.send(call, result -> ended(index, result));
            } catch (RuntimeException | Error e) {
                // other calls may be in flight: the batch ends with them
                ended(index, InternalErrors.beforeSending(call, e));
            }
        }
    }

    private void ended(int index, CallResult result) {
        if (results.compareAndSet(index, null, result) && open.decrementAndGet() == 0) {
            sender.resume(this::finish);
        }
    }

    private void finish() {
        List<CallResult> all = new ArrayList<>(results.length());
        for (int i = 0; i < results.length(); i++) {
            all.add(results.get(i));
        }
        done.accept(all);
    }
}
