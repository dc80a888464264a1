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

/** What a producer makes of one exchange: the calls, and what becomes of the exchange when they have ended. */
public interface ServiceRequest {

    /** The operation as headers and exceptions name it. */
    String operation();

    /**
     * Waits for what the calls need, such as credentials, without holding a thread.
     *
     * @param then told once, on any thread: null to go on, or why the calls cannot be made
     * @return false when there is nothing to wait for; {@code then} is not told then
     */
    default boolean await(Consumer<TencentException> then) {
        return false;
    }

    /**
     * Makes the calls. All are made before the first is sent, so that a failure to make one sends nothing.
     *
     * @return none when nothing has to be sent
     * @throws TencentException when they cannot be made
     */
    List<HttpCall> calls();

    /** Shows a signed request of a dry run. */
    default Object show(SignedRequest request) {
        return DryRun.show(request);
    }

    /**
     * Writes the results to the exchange, on a thread that may block.
     *
     * @param results in the order of the calls
     * @throws TencentException when an accepted answer has not what the endpoint wants
     */
    void finish(Exchange exchange, List<CallResult> results);
}
