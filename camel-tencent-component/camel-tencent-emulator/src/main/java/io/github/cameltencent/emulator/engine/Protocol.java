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
package io.github.cameltencent.emulator.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.RecordedRequest;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/**
 * An emulated service. Called by several I/O threads at once; must not block them. A new service is a new
 * implementation, registered with the {@link Router}.
 */
public interface Protocol {

    /** The name in records and fault scripts, such as "tpns". */
    String service();

    /** Whether a request is for this service. */
    boolean handles(String method, String path, String query);

    /** The largest body in bytes of a request to this path. */
    int bodyLimit(String path);

    /** Verifies the credentials of a request. Does not change any state, as a fault may prevent the execution. */
    Handling open(Call call);

    /** Adds fields that the page shows of a request, such as the notification on the phone. */
    void describe(RecordedRequest request, ObjectNode into);

    /**
     * Signs a recorded request anew with the emulator's own keys.
     *
     * @throws IllegalArgumentException if the request cannot be replayed, with the reason
     */
    default SignedReplay sign(RecordedRequest request, byte[] body, String host, Instant now) {
        throw new IllegalArgumentException("requests of this service cannot be replayed");
    }

    /** Clears all state. */
    void reset();

    /** A request in progress. */
    interface Handling {

        RecordedVerdict verdict();

        /** Completes when the request can be executed, such as after a callback; null if at once. */
        default CompletionStage<?> ready() {
            return null;
        }

        /** Executes the request, or refuses it for its credentials or its content. */
        Answer answer();

        /** The answer with a code from a fault script; nothing is executed. */
        Answer refuse(String code);
    }
}
