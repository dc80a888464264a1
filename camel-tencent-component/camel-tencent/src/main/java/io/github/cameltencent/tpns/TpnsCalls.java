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
package io.github.cameltencent.tpns;

import io.github.cameltencent.credential.Clocks;
import io.github.cameltencent.credential.EndpointOptions;
import io.github.cameltencent.credential.TpnsKeys;
import io.github.cameltencent.sign.TpnsSignature;
import io.github.cameltencent.sign.bytes.BoundedCache;
import io.github.cameltencent.transport.BaseUri;
import io.github.cameltencent.transport.HttpCall;
import io.github.cameltencent.transport.RequestBody;
import io.github.cameltencent.transport.SignedRequest;
import io.github.cameltencent.transport.limit.RateLimit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Makes the calls of TPNS v3: where they go, how they are signed, what limits them. Thread-safe. */
public final class TpnsCalls {

    private static final String JSON = "application/json; charset=utf-8";
    private static final int MOST_KEPT = 1_000;

    private final TpnsFacts facts = new TpnsFacts();
    private final BoundedCache<String, Kept> kept = new BoundedCache<>(MOST_KEPT);

    /** What the keys of an AccessId come to, kept as long as they and their address stay the same. */
    private record Kept(
            TpnsKeys keys, boolean insecure, TpnsSignature signature, URI base, Map<String, URI> addresses) {
        @Override
        public String toString() {
            return "Kept";
        }
    }

    /** The facts that the calls are made by. */
    public TpnsFacts facts() {
        return facts;
    }

    /**
     * A call with a JSON body.
     *
     * @param service the service of the endpoint: {@code push} or {@code tpns}
     * @param path what is called, below {@code v3}
     * @param body sent as it is; must not change afterwards
     * @param broadcast whether the call counts against the limit for pushes to all, tags and packages
     * @throws IllegalArgumentException when the region or the base URI of the keys is wrong
     */
    public HttpCall call(
            String service, String path, TpnsKeys keys, EndpointOptions options, byte[] body, boolean broadcast) {
        Kept present = kept(keys, options);
        URI uri = address(path, present);
        TpnsSignature signature = present.signature();
        RequestBody bytes = RequestBody.of(body);
        return new HttpCall(
                service,
                path,
                keys.scope(),
                permits(path, keys, options, broadcast),
                options,
                facts.operation(path).read(),
                false,
                now -> new SignedRequest("POST", uri, headers(keys.accessId(), signature, now, body), bytes),
                new TpnsAnswerReader(facts, clock(options)));
    }

    /** The upload of a package: a streamed form with Basic authentication, since it is not known to take a signature. */
    HttpCall upload(String service, String path, TpnsKeys keys, EndpointOptions options, PackageFile file) {
        URI uri = uri(path, keys, options);
        String boundary = "tencent-" + UUID.randomUUID();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "multipart/form-data; boundary=" + boundary);
        headers.put("Authorization", basic(keys));
        return new HttpCall(
                service,
                path,
                keys.scope(),
                permits(path, keys, options, false),
                options,
                false,
                false,
                now -> new SignedRequest("POST", uri, headers, RequestBody.streamed(() -> form(file, boundary))),
                new TpnsAnswerReader(facts, clock(options)));
    }

    /**
     * Checks what a call with these keys depends on.
     *
     * @throws IllegalArgumentException when region, an address or the rate limit are wrong
     */
    public void check(String path, TpnsKeys keys, EndpointOptions options) {
        BaseUri.signedHost(options.getSignedHost());
        uri(path, keys, options);
        permits(path, keys, options, false);
    }

    /** Where a call goes. */
    URI uri(String path, TpnsKeys keys, EndpointOptions options) {
        return address(path, kept(keys, options));
    }

    private URI address(String path, Kept present) {
        URI known = present.addresses().get(path);
        if (known != null) {
            return known;
        }
        URI made = URI.create(present.base() + "/v3/" + path);
        if (facts.operations().contains(path)) { // others may be without number
            present.addresses().put(path, made);
        }
        return made;
    }

    /** The limit that a call counts against: the documented one, or what the options say. */
    RateLimit permits(String path, TpnsKeys keys, EndpointOptions options, boolean broadcast) {
        String name = broadcast ? "broadcast" : facts.operation(path).limit();
        TpnsFacts.Limit limit = name == null ? null : facts.limit(name);
        if (limit == null && (keys.rateLimit() == null || "auto".equals(keys.rateLimit()))) {
            return RateLimit.NONE;
        }
        String key = "tpns:" + keys.accessId() + ":" + (limit != null && limit.apart() ? path : name);
        return limit == null
                ? RateLimit.of(key, keys.rateLimit(), options.getRateLimitShare(), 0, null)
                : RateLimit.of(key, keys.rateLimit(), options.getRateLimitShare(), limit.calls(), limit.period());
    }

    private Kept kept(TpnsKeys keys, EndpointOptions options) {
        Kept present = kept.get(keys.accessId());
        if (present == null
                || present.insecure() != options.isAllowInsecure()
                || !present.keys().equals(keys)) {
            URI base = keys.baseUri() == null
                    ? URI.create(facts.host(keys.region()))
                    : BaseUri.parse(keys.baseUri(), options.isAllowInsecure());
            present = new Kept(
                    keys,
                    options.isAllowInsecure(),
                    TpnsSignature.of(keys.accessId(), keys.secretKey()),
                    base,
                    new ConcurrentHashMap<>());
            kept.put(keys.accessId(), present);
        }
        return present;
    }

    private static Map<String, String> headers(String accessId, TpnsSignature signature, Instant now, byte[] body) {
        long timestamp = now.getEpochSecond();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", JSON);
        headers.put("AccessId", accessId);
        headers.put("TimeStamp", Long.toString(timestamp));
        headers.put("Sign", signature.sign(timestamp, body));
        return headers;
    }

    private static MultipartFile form(PackageFile file, String boundary) {
        try {
            return new MultipartFile(file, boundary);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String basic(TpnsKeys keys) {
        byte[] pair = (keys.accessId() + ":" + keys.secretKey()).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    private static Clock clock(EndpointOptions options) {
        return Clocks.of(options);
    }

    /** Where calls with these keys go. */
    public String address(TpnsKeys keys) {
        return keys.baseUri() != null ? keys.baseUri() : facts.host(keys.region());
    }
}
