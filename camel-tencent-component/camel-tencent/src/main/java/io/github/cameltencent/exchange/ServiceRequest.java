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

import io.github.cameltencent.TencentException;
import io.github.cameltencent.transport.CallResult;
import io.github.cameltencent.transport.HttpCall;
import io.github.cameltencent.transport.SignedRequest;
import java.util.List;
import java.util.function.Consumer;
import org.apache.camel.Exchange;

/** The request of one exchange: creates its calls, and writes their results to the exchange. */
public interface ServiceRequest {

    /** Returns the operation to report in headers and exceptions. */
    String operation();

    /**
     * Waits asynchronously for a precondition of the calls, such as credentials.
     *
     * @param then called once on any thread: with null to continue, or with the reason why the calls cannot be made
     * @return false if there is nothing to wait for; {@code then} is not called in that case
     */
    default boolean await(Consumer<TencentException> then) {
        return false;
    }

    /**
     * Creates the calls. All are created before the first is sent, so that a failure sends nothing.
     *
     * @return empty if there is nothing to send
     * @throws TencentException if they cannot be created
     */
    List<HttpCall> calls();

    /** Represents a signed request for {@code dryRun=true}. */
    default Object show(SignedRequest request) {
        return DryRun.show(request);
    }

    /**
     * Writes the results to the exchange; called on a thread that may block.
     *
     * @param results in the order of the calls
     * @throws TencentException if an accepted answer lacks what the endpoint needs
     */
    void finish(Exchange exchange, List<CallResult> results);
}
