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
package io.github.cameltencent.im;

import io.github.cameltencent.credential.AdminUserSig;
import io.github.cameltencent.credential.Applications;
import io.github.cameltencent.credential.Clocks;
import io.github.cameltencent.credential.EndpointOptions;
import io.github.cameltencent.credential.ImKeys;
import io.github.cameltencent.credential.TicketKeyCache;
import io.github.cameltencent.transport.BaseUri;
import io.github.cameltencent.transport.HttpCall;
import java.time.Clock;
import org.apache.camel.CamelContext;

/** Creates the calls of one endpoint with the current keys and the UserSig of the administrator. Thread-safe. */
public final class ImClient {

    private final EndpointOptions options;
    private final ImCalls calls;
    private final TicketKeyCache ring;
    private final AdminUserSig admin;

    public ImClient(CamelContext context, EndpointOptions options, Applications applications, ImCalls calls) {
        this.options = options;
        this.calls = calls;
        this.ring = new TicketKeyCache(context, options, applications);
        this.admin = new AdminUserSig(ring, options.expireSeconds());
    }

    /**
     * Checks that calls can be made with the current keys and options.
     *
     * @param command the command; empty for callbacks, which have their own keys
     * @throws IllegalArgumentException if they cannot; the message says what to do
     */
    public void check(String command) {
        if (command.isEmpty()) {
            return;
        }
        ImKeys keys = keys();
        BaseUri.signedHost(options.getSignedHost());
        calls.address(keys, options);
        calls.rateLimit(command, keys, options);
        admin.at(clock().instant());
    }

    /** Returns the key of the {@link io.github.cameltencent.transport.ApplicationLimits} of the calls. */
    public String applicationKey() {
        return keys().scope();
    }

    /** Returns the address of the calls. */
    public String address() {
        return calls.address(keys(), options).main().toString();
    }

    /** Returns the documented facts of the commands. */
    public ImFacts facts() {
        return calls.facts();
    }

    ImCalls calls() {
        return calls;
    }

    /** Returns the administrator, who is the sender of pushes. */
    public String adminUserId() {
        return keys().adminUserId();
    }

    /**
     * Creates a call for a service, such as a push.
     *
     * @throws IllegalArgumentException if there are no valid keys
     */
    public HttpCall call(String service, String command, byte[] body, MsgRandomState state) {
        return calls.call(service, command, keys(), admin, options, body, state);
    }

    private ImKeys keys() {
        return ring.current().keys();
    }

    private Clock clock() {
        return Clocks.of(options);
    }
}
