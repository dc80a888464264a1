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
import io.github.cameltencent.credential.SharedConfiguration;
import io.github.cameltencent.sign.bytes.BoundedCache;
import io.github.cameltencent.transport.AttemptResult;
import io.github.cameltencent.transport.HostCircuitBreakers;
import io.github.cameltencent.transport.HttpCall;
import io.github.cameltencent.transport.limit.RateLimit;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the calls of the Cloud API: where they go, how they are signed, what limits them. One for each component.
 * Thread-safe.
 */
public final class CloudCalls {

    public static final String SERVICE = "cloud";

    private static final Logger LOG = LoggerFactory.getLogger(CloudCalls.class);
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Routes call a few products; a toD that goes through all of them shall not fill the memory. */
    private static final int MOST_KEPT = 2_000;

    private static final int LONGEST_WARNING = 500;

    private final CloudCatalog catalog = new CloudCatalog();
    private final CloudFacts facts = new CloudFacts();
    private final PageTable pages = new PageTable();
    private final RandomGenerator random = new SecureRandom();
    private final BoundedCache<String, CloudState> states = new BoundedCache<>(MOST_KEPT, CloudState::isIdle);
    private final BoundedCache<Place, CloudAddress> addresses = new BoundedCache<>(MOST_KEPT);
    private final HostCircuitBreakers hosts = new HostCircuitBreakers();
    private final CloudPayloads payloads = new CloudPayloads(random);
    private final ClientTokens tokens = new ClientTokens();
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    private record Place(
            String module,
            boolean old,
            AccessPoint point,
            String region,
            String baseUri,
            String signedHost,
            boolean insecure) {}

    /** The products that are known. */
    public CloudCatalog catalog() {
        return catalog;
    }

    /** How paged actions are paged. */
    public PageTable pages() {
        return pages;
    }

    /** The facts that the calls are made by. */
    public CloudFacts facts() {
        return facts;
    }

    /** The product of that name, or the one that a module of the old addresses became; null where none is known. */
    public CloudProduct product(String name) {
        CloudProduct product = catalog.product(name);
        return product != null ? product : catalog.product(facts.product(name));
    }

    /** What an endpoint calls. */
    public CloudTarget target(String operation, CloudConfiguration options) {
        return CloudTarget.of(operation, options, catalog, facts);
    }

    public CloudState state(CloudAccess access) {
        return states.get(access.scope(), any -> new CloudState());
    }

    /**
     * A call.
     *
     * @param asMap whether the answer is wanted as Map
     * @throws IllegalArgumentException when region, base URI or rate limit cannot be used
     * @throws io.github.cameltencent.TencentException REJECTED for a body that cannot be sent like that
     */
    public HttpCall call(
            CloudTarget target,
            CloudAccess access,
            CloudConfiguration own,
            SharedConfiguration options,
            CloudPayload payload,
            boolean asMap) {
        CloudAddress address = address(target, access, own, options);
        CloudRun run = new CloudRun(
                access.source(),
                state(access),
                new CloudPlaces(address, backup(target, access, options)),
                hosts,
                form(target, access, own, payload),
                new CloudAnswerReader(facts, asMap, own.getLanguage()),
                Clocks.of(options),
                own.isClockSkewCorrection());
        return new HttpCall(
                SERVICE,
                target.operation(),
                access.scope(),
                permits(target, access, options),
                options,
                target.read() || payload.tokened(),
                payload.tokened(),
                run,
                answer -> heard(target, run.read(answer)));
    }

    /** What a message sends; without what is filled in for it. */
    public CloudPayload payload(Exchange exchange, CloudTarget target) {
        return payloads.of(exchange, target);
    }

    /** The payload with a {@code ClientToken} in it, where the action knows one and the user gave none. */
    public CloudPayload filled(Exchange exchange, String endpoint, CloudTarget target, CloudPayload payload) {
        if (target.shape().format() != BodyFormat.JSON) {
            return payload;
        }
        byte[] body = payload.bytes();
        ClientTokens.Filled filled =
                tokens.fill(exchange, endpoint, target.product(), target.version(), target.action(), body);
        return filled.hasToken() || target.read() || !CloudBodies.hasClientToken(body)
                ? payload.with(filled.body(), filled.hasToken())
                : payload.with(body, true);
    }

    /** Takes note of how a call ended that a token may have been filled in for. */
    public void ended(Exchange exchange, String endpoint, CloudPayload payload, Outcome outcome) {
        tokens.ended(exchange, endpoint, payload.bytes(), outcome);
    }

    private CloudForm form(CloudTarget target, CloudAccess access, CloudConfiguration own, CloudPayload payload) {
        String region = region(target, access);
        boolean get = own.getMethod() == CloudMethod.GET;
        int base = own.getArrayIndexBase();
        if (target.algorithm() == null) {
            return new Tc3Form(
                    target,
                    region,
                    own.getLanguage(),
                    get ? null : CloudBodies.posted(payload),
                    get ? CloudBodies.query(payload.bytes(), base) : null);
        }
        return new V1Form(
                target,
                own.getMethod(),
                region,
                own.getLanguage(),
                CloudBodies.parameters(payload.bytes(), base, own.getMethod()),
                () -> 1 + random.nextInt(Integer.MAX_VALUE - 1));
    }

    private String region(CloudTarget target, CloudAccess access) {
        if (access.region() == null) {
            return null;
        }
        return target.isFirstGeneration() ? facts.shortRegion(access.region()) : facts.longRegion(access.region());
    }

    /** Where a call goes. */
    public CloudAddress address(
            CloudTarget target, CloudAccess access, CloudConfiguration own, SharedConfiguration options) {
        Place place = new Place(
                target.module(),
                target.old(),
                own.getAccessPoint(),
                access.region(),
                access.baseUri(),
                options.getSignedHost(),
                options.isAllowInsecure());
        CloudAddress known = addresses.get(place);
        if (known == null) {
            String region =
                    access.region() == null ? null : facts.longRegion(CloudAddress.requireRegion(access.region()));
            known = CloudAddress.of(target, own.getAccessPoint(), region, access.baseUri(), options.isAllowInsecure())
                    .signedFor(options.getSignedHost());
            addresses.put(place, known);
        }
        return known;
    }

    /** Where a call goes while its address fails, null for nowhere. */
    public CloudAddress backup(CloudTarget target, CloudAccess access, SharedConfiguration options) {
        if (access.backupBaseUri() == null) {
            return null;
        }
        Place place = new Place(
                target.module(),
                target.old(),
                null,
                null,
                access.backupBaseUri(),
                options.getSignedHost(),
                options.isAllowInsecure());
        CloudAddress known = addresses.get(place);
        if (known == null) {
            CloudAddress backup = CloudAddress.backup(target, access.backupBaseUri(), options.isAllowInsecure());
            known = backup.isTencents() ? backup : backup.signedFor(options.getSignedHost());
            addresses.put(place, known);
        }
        return known;
    }

    /** The limit that a call counts against: Tencent counts by account, action and region. */
    public RateLimit permits(CloudTarget target, CloudAccess access, SharedConfiguration options) {
        int documented = facts.limit(target.product(), target.action());
        if (documented == 0 && (access.rateLimit() == null || "auto".equals(access.rateLimit()))) {
            return RateLimit.NONE;
        }
        String key = "cloud:" + access.scope() + ":" + target.operation() + ":" + access.region();
        return RateLimit.of(key, access.rateLimit(), options.getRateLimitShare(), documented, SECOND);
    }

    /** Logs once that Tencent is going to withdraw an action. */
    private AttemptResult heard(CloudTarget target, AttemptResult verdict) {
        String warning = verdict.content() instanceof CloudAnswer answer ? answer.warning() : null;
        if (warning != null && warned.size() < MOST_KEPT && warned.add(target.operation())) {
            String text = warning.substring(0, Math.min(LONGEST_WARNING, warning.length()));
            LOG.warn(
                    "tencent:cloud/{} {} is to be withdrawn, says the service: {}",
                    target.operation(),
                    target.version(),
                    text.replaceAll("\\p{Cntrl}", " "));
        }
        return verdict;
    }
}
