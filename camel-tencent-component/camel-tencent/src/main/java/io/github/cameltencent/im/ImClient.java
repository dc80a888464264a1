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

/** One endpoint that calls IM: its keys, its administrator's UserSig, and what it makes of them. Thread-safe. */
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
     * Checks that calls can be made as things are now.
     *
     * @param command what is called, empty for callbacks, which have keys of their own
     * @throws IllegalArgumentException when they cannot; its text says what to do
     */
    public void check(String command) {
        if (command.isEmpty()) {
            return;
        }
        ImKeys keys = keys();
        BaseUri.signedHost(options.getSignedHost());
        calls.address(keys, options);
        calls.permits(command, keys, options);
        admin.at(clock().instant());
    }

    /** Names what the calls share with others of the same application. */
    public String scope() {
        return keys().scope();
    }

    /** Where the calls go. */
    public String address() {
        return calls.address(keys(), options).main().toString();
    }

    /** The facts of the commands. */
    public ImFacts facts() {
        return calls.facts();
    }

    ImCalls calls() {
        return calls;
    }

    /** The administrator, in whose name pushes go. */
    public String adminUserId() {
        return keys().adminUserId();
    }

    /**
     * A call of another service, such as a push.
     *
     * @throws IllegalArgumentException when there are no keys, or they are no good
     */
    public HttpCall call(String service, String command, byte[] body, ImSending sending) {
        return calls.call(service, command, keys(), admin, options, body, sending);
    }

    private ImKeys keys() {
        return ring.current().keys();
    }

    private Clock clock() {
        return Clocks.of(options);
    }
}
