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

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.credential.Applications;
import io.github.cameltencent.credential.EndpointOptions;
import io.github.cameltencent.credential.ResponseType;
import io.github.cameltencent.credential.TpnsKeys;
import io.github.cameltencent.exchange.FieldValue;
import io.github.cameltencent.exchange.OutcomeHeaders;
import io.github.cameltencent.exchange.RequestBodies;
import io.github.cameltencent.exchange.RequestErrors;
import io.github.cameltencent.exchange.ServiceJson;
import io.github.cameltencent.exchange.ServiceProducer;
import io.github.cameltencent.exchange.ServiceRequest;
import io.github.cameltencent.transport.CallResult;
import io.github.cameltencent.transport.CallSender;
import io.github.cameltencent.transport.HttpCall;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;

/** Calls any path of TPNS v3 with the body as the request; the answer becomes the body. */
public final class TpnsProducer extends ServiceProducer {

    static final String SERVICE = "tpns";
    static final String UPLOAD = "push/package/upload";

    private static final Set<String> PLATFORMS = Set.of("android", "ios");

    private final String path;
    private final EndpointOptions options;
    private final String platform;
    private final Applications applications;
    private final TpnsCalls calls;

    /**
     * Creates the producer of a path.
     *
     * @param path the path below {@code v3}
     * @param platform the platform whose keys are used, {@code android} or {@code ios}; null for the platform in the header
     *     of the message, or the only one with keys
     * @throws IllegalArgumentException for {@code all}, which would need two calls
     */
    public TpnsProducer(
            Endpoint endpoint,
            String path,
            EndpointOptions options,
            String platform,
            Applications applications,
            CallSender transport,
            TpnsCalls calls) {
        super(endpoint, SERVICE, options, transport);
        if (platform != null && !PLATFORMS.contains(platform)) {
            throw new IllegalArgumentException("platform=" + platform
                    + ": tencent:tpns uses the keys of one platform, so set android or ios; tencent:push sends"
                    + " to all");
        }
        this.path = path;
        this.options = options;
        this.platform = platform;
        this.applications = applications;
        this.calls = calls;
    }

    @Override
    protected String operation() {
        return path;
    }

    @Override
    protected ServiceRequest prepare(Exchange exchange) {
        HttpCall call = call(exchange);
        return new ServiceRequest() {
            @Override
            public String operation() {
                return path;
            }

            @Override
            public List<HttpCall> calls() {
                return List.of(call);
            }

            @Override
            public void finish(Exchange done, List<CallResult> results) {
                TpnsProducer.this.finish(done, results.get(0));
            }
        };
    }

    private HttpCall call(Exchange exchange) {
        String wanted = platform == null ? platform(exchange) : platform;
        TpnsKeys keys = RequestErrors.mapKeyErrors(() -> keys(wanted));
        if (UPLOAD.equals(path)) {
            PackageFile file = RequestErrors.mapBodyErrors(() -> PackageFile.of(exchange));
            return RequestErrors.mapKeyErrors(() -> calls.upload(SERVICE, path, keys, options, file));
        }
        byte[] body = RequestErrors.mapBodyErrors(() -> RequestBodies.json(exchange));
        return RequestErrors.mapKeyErrors(() -> calls.call(SERVICE, path, keys, options, body, false));
    }

    private static String platform(Exchange exchange) {
        String asked = FieldValue.header(exchange, TencentConstants.PLATFORM).text();
        if (asked == null) {
            return null;
        }
        String wanted = asked.toLowerCase(Locale.ROOT);
        if (!PLATFORMS.contains(wanted)) {
            // without the value, which comes from outside
            throw refused(
                    Outcome.REJECTED, "PLATFORM_INVALID", "the header CamelTencentPlatform must be android or ios");
        }
        return wanted;
    }

    private TpnsKeys keys(String wanted) {
        Map<String, TpnsKeys> keys = TpnsKeys.of(options, applications, wanted);
        if (wanted == null && keys.size() == 1) {
            return keys.values().iterator().next();
        }
        TpnsKeys found = wanted == null ? null : keys.get(wanted);
        if (found == null) {
            throw new IllegalArgumentException("the application has keys for " + keys.keySet()
                    + (wanted == null ? ": set platform to one of them" : ", not for platform=" + wanted));
        }
        return found;
    }

    private void finish(Exchange exchange, CallResult result) {
        if (result.failure() != null) {
            OutcomeHeaders.setFailed(exchange, result.failure(), options.isThrowExceptionOnFailure());
            return;
        }
        exchange.getMessage().setBody(body(result));
        OutcomeHeaders.setAccepted(exchange, SERVICE, path, result);
    }

    private Object body(CallResult result) {
        return options.getResponseType() == ResponseType.MAP
                ? ServiceJson.map(((TpnsAnswer) result.content()).json())
                : new String(result.answer().body(), StandardCharsets.UTF_8);
    }

    private static TencentException refused(Outcome outcome, String code, String message) {
        return TencentException.of(outcome, code, message).build();
    }
}
