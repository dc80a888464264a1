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
package io.github.cameltencent.cloud.call;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.cloud.paging.PageTable;
import io.github.cameltencent.credential.Clocks;
import io.github.cameltencent.credential.EndpointOptions;
import io.github.cameltencent.sign.CloudSignatureV1;
import io.github.cameltencent.sign.bytes.BoundedCache;
import io.github.cameltencent.transport.AttemptResult;
import io.github.cameltencent.transport.HostCircuitBreakers;
import io.github.cameltencent.transport.HttpCall;
import io.github.cameltencent.transport.limit.RateLimit;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import java.util.random.RandomGenerator;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the calls of the Cloud API, with address, signature and limits. One instance per component. Thread-safe. */
public final class CloudCalls {

    public static final String SERVICE = "cloud";

    private static final Logger LOG = LoggerFactory.getLogger(CloudCalls.class);
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Bounds the caches, for a toD that uses very many products. */
    private static final int MAX_CACHED = 2_000;

    private static final int MAX_WARNING_LENGTH = 500;

    private final CloudCatalog catalog = new CloudCatalog();
    private final CloudFacts facts = new CloudFacts();
    private final PageTable pages = new PageTable();
    private final RandomGenerator random = new SecureRandom();
    private final IntSupplier nonces = CloudSignatureV1.nonces(random);
    private final BoundedCache<String, CloudApplicationState> states =
            new BoundedCache<>(MAX_CACHED, CloudApplicationState::isIdle);
    private final BoundedCache<AddressKey, CloudAddress> addresses = new BoundedCache<>(MAX_CACHED);
    private final HostCircuitBreakers hosts;
    private final CloudPayloads payloads = new CloudPayloads(random);
    private final ClientTokens tokens = new ClientTokens();
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    private record AddressKey(
            String module,
            boolean old,
            AccessPoint point,
            String region,
            String baseUri,
            String signedHost,
            boolean insecure) {}

    public CloudCalls() {
        this(new HostCircuitBreakers());
    }

    /**
     * Creates the factory.
     *
     * @param hosts the circuit breakers of hosts that have a backup
     */
    public CloudCalls(HostCircuitBreakers hosts) {
        this.hosts = hosts;
    }

    /** The known products. */
    public CloudCatalog catalog() {
        return catalog;
    }

    /** The paging rules of actions. */
    public PageTable pages() {
        return pages;
    }

    /** The documented facts about the Cloud API. */
    public CloudFacts facts() {
        return facts;
    }

    /** Returns the product with this name, or the one that a module of the old addresses became; null if unknown. */
    public CloudProduct product(String name) {
        CloudProduct product = catalog.product(name);
        return product != null ? product : catalog.product(facts.product(name));
    }

    /** Returns the target of an endpoint. */
    public CloudTarget target(String operation, CloudConfiguration options) {
        return CloudTarget.of(operation, options, catalog, facts);
    }

    public CloudApplicationState state(CloudCallSettings settings) {
        return states.get(settings.scope(), any -> new CloudApplicationState());
    }

    /**
     * Creates a call. * @param asMap whether the answer is needed as Map
     * @throws IllegalArgumentException when region, base URI or rate limit is invalid
     * @throws io.github.cameltencent.TencentException REJECTED for a body that cannot be sent in this way
     */
    public HttpCall call(
            CloudTarget target,
            CloudCallSettings settings,
            CloudConfiguration own,
            EndpointOptions options,
            CloudPayload payload,
            boolean asMap) {
        CloudAddress address = address(target, settings, own, options);
        CloudCallAttempts attempts = new CloudCallAttempts(
                settings.source(),
                state(settings),
                new CloudAddresses(address, backup(target, settings, options)),
                hosts,
                requestBuilder(target, settings, own, payload),
                new CloudAnswerReader(facts, asMap, own.getLanguage()),
                Clocks.of(options),
                own.isClockSkewCorrection());
        return new HttpCall(
                SERVICE,
                target.operation(),
                settings.scope(),
                permits(target, settings, options),
                options,
                target.read() || payload.hasToken(),
                payload.hasToken(),
                attempts,
                answer -> logDeprecation(target, attempts.read(answer)));
    }

    /** Returns the payload of a message, without a {@code ClientToken}. */
    public CloudPayload payload(Exchange exchange, CloudTarget target) {
        return payloads.of(exchange, target);
    }

    /** Adds a {@code ClientToken} if the action supports it and the payload has none. */
    public CloudPayload filled(Exchange exchange, String endpoint, CloudTarget target, CloudPayload payload) {
        if (target.format().bodyFormat() != BodyFormat.JSON) {
            return payload;
        }
        byte[] body = payload.bytes();
        ClientTokens.Filled filled =
                tokens.fill(exchange, endpoint, target.product(), target.version(), target.action(), body);
        return filled.hasToken() || target.read() || !CloudBodies.hasClientToken(body)
                ? payload.with(filled.body(), filled.hasToken())
                : payload.with(body, true);
    }

    /** Records the outcome of a call, for its {@code ClientToken}. */
    public void ended(Exchange exchange, String endpoint, CloudPayload payload, Outcome outcome) {
        tokens.ended(exchange, endpoint, payload.bytes(), outcome);
    }

    private CloudRequestBuilder requestBuilder(
            CloudTarget target, CloudCallSettings settings, CloudConfiguration own, CloudPayload payload) {
        String region = region(target, settings);
        boolean get = own.getMethod() == CloudMethod.GET;
        int base = own.getArrayIndexBase();
        if (target.algorithm() == null) {
            return new Tc3RequestBuilder(
                    target,
                    region,
                    own.getLanguage(),
                    get ? null : CloudBodies.posted(payload),
                    get ? CloudBodies.query(payload.bytes(), base) : null);
        }
        return new V1RequestBuilder(
                target,
                own.getMethod(),
                region,
                own.getLanguage(),
                CloudBodies.parameters(payload.bytes(), base, own.getMethod()),
                nonces);
    }

    private String region(CloudTarget target, CloudCallSettings settings) {
        if (settings.region() == null) {
            return null;
        }
        return target.isFirstGeneration() ? facts.shortRegion(settings.region()) : facts.longRegion(settings.region());
    }

    /** Returns the address of a call. */
    public CloudAddress address(
            CloudTarget target, CloudCallSettings settings, CloudConfiguration own, EndpointOptions options) {
        AddressKey addressKey = new AddressKey(
                target.module(),
                target.old(),
                own.getAccessPoint(),
                settings.region(),
                settings.baseUri(),
                options.getSignedHost(),
                options.isAllowInsecure());
        CloudAddress known = addresses.get(addressKey);
        if (known == null) {
            String region =
                    settings.region() == null ? null : facts.longRegion(CloudAddress.requireRegion(settings.region()));
            known = CloudAddress.of(target, own.getAccessPoint(), region, settings.baseUri(), options.isAllowInsecure())
                    .signedFor(options.getSignedHost());
            addresses.put(addressKey, known);
        }
        return known;
    }

    /** Returns the backup address of a call, null for none. */
    public CloudAddress backup(CloudTarget target, CloudCallSettings settings, EndpointOptions options) {
        if (settings.backupBaseUri() == null) {
            return null;
        }
        AddressKey addressKey = new AddressKey(
                target.module(),
                target.old(),
                null,
                null,
                settings.backupBaseUri(),
                options.getSignedHost(),
                options.isAllowInsecure());
        CloudAddress known = addresses.get(addressKey);
        if (known == null) {
            CloudAddress backup = CloudAddress.backup(target, settings.backupBaseUri(), options.isAllowInsecure());
            known = backup.isTencent() ? backup : backup.signedFor(options.getSignedHost());
            addresses.put(addressKey, known);
        }
        return known;
    }

    /** Returns the rate limit of a call: Tencent counts by account, action and region. */
    public RateLimit permits(CloudTarget target, CloudCallSettings settings, EndpointOptions options) {
        int documented = facts.limit(target.product(), target.action());
        if (documented == 0 && (settings.rateLimit() == null || "auto".equals(settings.rateLimit()))) {
            return RateLimit.NONE;
        }
        String key = "cloud:" + settings.scope() + ":" + target.operation() + ":" + settings.region();
        return RateLimit.of(key, settings.rateLimit(), options.share(), documented, SECOND);
    }

    /** Logs once that an action is deprecated. */
    private AttemptResult logDeprecation(CloudTarget target, AttemptResult verdict) {
        String warning = verdict.content() instanceof CloudAnswer answer ? answer.warning() : null;
        if (warning != null && warned.size() < MAX_CACHED && warned.add(target.operation())) {
            String text = warning.substring(0, Math.min(MAX_WARNING_LENGTH, warning.length()));
            LOG.warn(
                    "tencent:cloud/{} {} is deprecated according to the service: {}",
                    target.operation(),
                    target.version(),
                    text.replaceAll("\\p{Cntrl}", " "));
        }
        return verdict;
    }
}
