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
import io.github.cameltencent.credential.Clocks;
import io.github.cameltencent.credential.EndpointOptions;
import io.github.cameltencent.credential.ImKeys;
import io.github.cameltencent.transport.BaseUri;
import io.github.cameltencent.transport.HostCircuitBreakers;
import io.github.cameltencent.transport.HttpCall;
import io.github.cameltencent.transport.RequestSigner;
import io.github.cameltencent.transport.limit.RateLimit;
import java.net.URI;
import java.time.Clock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.camel.util.function.Suppliers;

/** Creates the calls of the IM REST API with address, signer and limits. Thread-safe. */
public final class ImCalls {

    /** Read when they are first needed: a component that only pushes by TPNS needs none. */
    private final Supplier<ImFacts> facts = Suppliers.memorize(ImFacts::new);

    private final HostCircuitBreakers hosts;
    private final DailyQuotaCounter quotas = new DailyQuotaCounter();
    private final LongSupplier random;

    /** The address of calls; {@code backup} null for none. */
    record Address(URI main, URI backup) {}

    /**
     * Creates the factory.
     *
     * @param random supplies random numbers from 0 to 4294967295
     */
    public ImCalls(LongSupplier random) {
        this(random, new HostCircuitBreakers());
    }

    /**
     * Creates the factory.
     *
     * @param hosts the circuit breakers of hosts that have a backup
     */
    public ImCalls(LongSupplier random, HostCircuitBreakers hosts) {
        this.random = random;
        this.hosts = hosts;
    }

    /** Returns the documented facts of the IM REST API. */
    public ImFacts facts() {
        return facts.get();
    }

    /** Returns a random number for a request or a message, 0 to 4294967295. */
    public long random() {
        return random.getAsLong();
    }

    /**
     * Creates a call.
     *
     * @param service the service of the endpoint: {@code im} or {@code push}
     * @param command the command, such as {@code openim/sendmsg}
     * @param body sent as it is; must not change afterwards
     * @param state the random number in the body and its state, null for a command without one
     * @throws IllegalArgumentException if region, base URI or rate limit is invalid
     */
    public HttpCall call(
            String service,
            String command,
            ImKeys keys,
            AdminUserSig admin,
            EndpointOptions options,
            byte[] body,
            MsgRandomState state) {
        ImFacts.Operation operation = facts().operation(command);
        Address address = address(keys, options);
        Clock clock = Clocks.of(options);
        ImSigner signer = new ImSigner(
                admin,
                hosts.failover(address.main(), address.backup()),
                command,
                body,
                random,
                state,
                operation.read() ? null : operation.window());
        return new HttpCall(
                service,
                command,
                keys.scope(),
                rateLimit(command, keys, options),
                options,
                operation.isIdempotent(),
                operation.window() != null,
                counted(signer, operation, keys, options),
                new ImAnswerReader(facts(), operation, clock));
    }

    /** Wraps the signer with the daily quota, if the command has one. */
    private RequestSigner counted(ImSigner signer, ImFacts.Operation operation, ImKeys keys, EndpointOptions options) {
        ImFacts.Quota quota = facts().limit(operation.limit()).quota();
        boolean counts = quota != null && !"off".equalsIgnoreCase(keys.rateLimit()) && !options.isDryRun();
        return counts
                ? new QuotaSigner(
                        signer,
                        quotas,
                        keys.sdkAppId() + ":" + operation.limit(),
                        quota,
                        options.share().current())
                : signer;
    }

    /** Returns the address of an application: its base URI, or the hosts of its region. */
    Address address(ImKeys keys, EndpointOptions options) {
        URI backup = options.getBackupBaseUri() == null
                ? null
                : BaseUri.parse(options.getBackupBaseUri(), options.isAllowInsecure());
        if (keys.baseUri() != null) {
            return new Address(BaseUri.parse(keys.baseUri(), options.isAllowInsecure()), backup);
        }
        ImFacts.Host host = facts().host(keys.region());
        URI regionBackup = host.backup() == null ? null : URI.create(host.backup());
        return new Address(URI.create(host.main()), backup == null ? regionBackup : backup);
    }

    /** Returns the rate limit of a call: of the options, or the documented one. */
    RateLimit rateLimit(String command, ImKeys keys, EndpointOptions options) {
        String name = facts().operation(command).limit();
        ImFacts.Limit limit = facts().limit(name);
        return RateLimit.of(
                "im:" + keys.sdkAppId() + ":" + (limit.apart() ? command : name),
                keys.rateLimit(),
                options.share(),
                limit.calls(),
                limit.period());
    }
}
