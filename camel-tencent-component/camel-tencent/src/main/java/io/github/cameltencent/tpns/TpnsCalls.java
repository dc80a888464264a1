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

/** Creates the calls of TPNS v3 with address, signer and rate limit. Thread-safe. */
public final class TpnsCalls {

    private static final String JSON = "application/json; charset=utf-8";
    private static final int MAX_CACHED = 1_000;

    private final TpnsFacts facts = new TpnsFacts();
    private final BoundedCache<String, CachedKeys> cached = new BoundedCache<>(MAX_CACHED);

    /** The signer and addresses of an AccessId, cached until its keys or its address change. */
    private record CachedKeys(
            TpnsKeys keys, boolean insecure, TpnsSignature signature, URI base, Map<String, URI> addresses) {
        @Override
        public String toString() {
            return "CachedKeys";
        }
    }

    /** Returns the documented facts of TPNS. */
    public TpnsFacts facts() {
        return facts;
    }

    /**
     * Creates a call with a JSON body.
     *
     * @param service the service of the endpoint: {@code push} or {@code tpns}
     * @param path the path below {@code v3}
     * @param body sent as it is; must not change afterwards
     * @param broadcast whether the rate limit for broadcasts applies: pushes to all, tags and packages
     * @throws IllegalArgumentException if the region or the base URI of the keys is invalid
     */
    public HttpCall call(
            String service, String path, TpnsKeys keys, EndpointOptions options, byte[] body, boolean broadcast) {
        CachedKeys entry = cached(keys, options);
        URI uri = address(path, entry);
        TpnsSignature signature = entry.signature();
        RequestBody bytes = RequestBody.of(body);
        return new HttpCall(
                service,
                path,
                keys.scope(),
                rateLimit(path, keys, options, broadcast),
                options,
                facts.operation(path).read(),
                false,
                now -> new SignedRequest("POST", uri, headers(keys.accessId(), signature, now, body), bytes),
                new TpnsAnswerReader(facts, clock(options)));
    }

    /** Creates the upload of a package: a streamed form with Basic authentication, since no signature is documented for it. */
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
                rateLimit(path, keys, options, false),
                options,
                false,
                false,
                now -> new SignedRequest("POST", uri, headers, RequestBody.streamed(() -> form(file, boundary))),
                new TpnsAnswerReader(facts, clock(options)));
    }

    /**
     * Checks region, addresses and rate limit of a call.
     *
     * @throws IllegalArgumentException if one of them is invalid
     */
    public void check(String path, TpnsKeys keys, EndpointOptions options) {
        BaseUri.signedHost(options.getSignedHost());
        uri(path, keys, options);
        rateLimit(path, keys, options, false);
    }

    /** Returns the URI of a call. */
    URI uri(String path, TpnsKeys keys, EndpointOptions options) {
        return address(path, cached(keys, options));
    }

    private URI address(String path, CachedKeys entry) {
        URI existing = entry.addresses().get(path);
        if (existing != null) {
            return existing;
        }
        URI created = URI.create(entry.base() + "/v3/" + path);
        if (facts.operations().contains(path)) { // the number of other paths is unbounded
            entry.addresses().put(path, created);
        }
        return created;
    }

    /** Returns the rate limit of a call: of the options, or the documented one. */
    RateLimit rateLimit(String path, TpnsKeys keys, EndpointOptions options, boolean broadcast) {
        String name = broadcast ? "broadcast" : facts.operation(path).limit();
        TpnsFacts.Limit limit = name == null ? null : facts.limit(name);
        if (limit == null && (keys.rateLimit() == null || "auto".equals(keys.rateLimit()))) {
            return RateLimit.NONE;
        }
        String counted = name == null ? "other" : limit != null && limit.apart() ? path : name;
        String key = "tpns:" + keys.accessId() + ":" + counted;
        return limit == null
                ? RateLimit.of(key, keys.rateLimit(), options.share(), 0, null)
                : RateLimit.of(key, keys.rateLimit(), options.share(), limit.calls(), limit.period());
    }

    private CachedKeys cached(TpnsKeys keys, EndpointOptions options) {
        CachedKeys entry = cached.get(keys.accessId());
        if (entry == null
                || entry.insecure() != options.isAllowInsecure()
                || !entry.keys().equals(keys)) {
            URI base = keys.baseUri() == null
                    ? URI.create(facts.host(keys.region()))
                    : BaseUri.parse(keys.baseUri(), options.isAllowInsecure());
            entry = new CachedKeys(
                    keys,
                    options.isAllowInsecure(),
                    TpnsSignature.of(keys.accessId(), keys.secretKey()),
                    base,
                    new ConcurrentHashMap<>());
            cached.put(keys.accessId(), entry);
        }
        return entry;
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

    private static MultipartFileEntity form(PackageFile file, String boundary) {
        try {
            return new MultipartFileEntity(file, boundary);
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

    /** Returns the base address of calls with these keys. */
    public String address(TpnsKeys keys) {
        return keys.baseUri() != null ? keys.baseUri() : facts.host(keys.region());
    }
}
