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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;

/**
 * Calls that are sent together. The calling thread sends them one after the other; their results come on any thread and in
 * any order, and the last one continues with all of them on a thread that may block. The counter orders their writes before
 * that. Each call ends once, so that the batch does, too.
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

    @SuppressWarnings("checkstyle:IllegalCatch") // an Error of one call must not leave the exchange without an end
    void send(List<HttpCall> calls) {
        for (int i = 0; i < calls.size(); i++) {
            int index = i;
            HttpCall call = calls.get(i);
            try {
                sender.send(call, result -> ended(index, result));
            } catch (RuntimeException | Error e) {
                // others may be on their way: the batch ends with them
                ended(index, Defects.unsent(call, e));
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
