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
import java.util.concurrent.CompletionStage;

/**
 * One service that the emulator speaks for. Called by several I/O threads at once, and never blocks them. Adding a
 * service is adding one of these to the {@link Router}.
 */
public interface Protocol {

    /** The name in records and fault scripts, such as "tpns". */
    String service();

    /** Whether a request is for this service. */
    boolean handles(String method, String path, String query);

    /** How many bytes the body of a request to this path may have. */
    int bodyLimit(String path);

    /** Verifies the credentials of a request. Changes nothing: a fault may still keep the request from being executed. */
    Handling open(Call call);

    /** Adds what the page draws of a request, such as the notification on the phone, under names of its own. */
    void describe(RecordedRequest request, ObjectNode into);

    /** Forgets all state, as if just started. */
    void reset();

    /** One request in progress. */
    interface Handling {

        RecordedVerdict verdict();

        /** What must be waited for before the request can be executed, such as a callback; null if nothing. */
        default CompletionStage<?> ready() {
            return null;
        }

        /** Executes the request, or refuses it for its credentials or its content. */
        Answer answer();

        /** The answer with a code that a fault script asks for; nothing is executed. */
        Answer refuse(String code);
    }
}
