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

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.credential.Applications;
import io.github.cameltencent.credential.Clocks;
import io.github.cameltencent.credential.ResponseType;
import io.github.cameltencent.credential.SharedConfiguration;
import io.github.cameltencent.credential.TpnsKeys;
import io.github.cameltencent.exchange.DryRun;
import io.github.cameltencent.exchange.FieldValue;
import io.github.cameltencent.exchange.OutcomeHeaders;
import io.github.cameltencent.exchange.ProducerSteps;
import io.github.cameltencent.exchange.RequestBodies;
import io.github.cameltencent.transport.CallResult;
import io.github.cameltencent.transport.CallSender;
import io.github.cameltencent.transport.HttpCall;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultAsyncProducer;

/** Makes any call of TPNS v3 with the body as it is; the answer becomes the body. */
public final class TpnsProducer extends DefaultAsyncProducer {

    static final String SERVICE = "tpns";
    static final String UPLOAD = "push/package/upload";

    private static final Set<String> PLATFORMS = Set.of("android", "ios");

    private static final JsonMapper MAPS = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    private final String path;
    private final SharedConfiguration options;
    private final String platform;
    private final Applications applications;
    private final CallSender transport;
    private final TpnsCalls calls;

    /**
     * A producer of one call.
     *
     * @param path what is called, below {@code v3}
     * @param platform whose keys are used, {@code android} or {@code ios}; null for the only ones, or those of the
     *     platform that the message names
     * @throws IllegalArgumentException for {@code all}, which would be two calls
     */
    public TpnsProducer(
            Endpoint endpoint,
            String path,
            SharedConfiguration options,
            String platform,
            Applications applications,
            CallSender transport,
            TpnsCalls calls) {
        super(endpoint);
        if (platform != null && !PLATFORMS.contains(platform)) {
            throw new IllegalArgumentException("platform=" + platform
                    + ": a call of tencent:tpns goes out with one pair of keys, say android or ios; tencent:push sends"
                    + " to all");
        }
        this.path = path;
        this.options = options;
        this.platform = platform;
        this.applications = applications;
        this.transport = transport;
        this.calls = calls;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        OutcomeHeaders.clear(exchange);
        HttpCall call;
        try {
            call = call(exchange);
        } catch (TencentException e) {
            TencentException refusal = e.toBuilder().call(SERVICE, path).build();
            OutcomeHeaders.failed(exchange, refusal, options.isThrowExceptionOnFailure());
            callback.done(true);
            return true;
        }
        if (options.isDryRun()) {
            show(exchange.getMessage(), call);
            callback.done(true);
            return true;
        }
        transport.send(
                call,
                result -> transport.resume(() -> {
                    finish(exchange, result);
                    callback.done(false);
                }));
        return false;
    }

    private HttpCall call(Exchange exchange) {
        String wanted = platform == null ? platform(exchange) : platform;
        TpnsKeys keys = ProducerSteps.configured(() -> keys(wanted));
        if (UPLOAD.equals(path)) {
            PackageFile file = ProducerSteps.read(() -> PackageFile.of(exchange));
            return ProducerSteps.configured(() -> calls.upload(SERVICE, path, keys, options, file));
        }
        byte[] body = ProducerSteps.read(() -> RequestBodies.json(exchange));
        return ProducerSteps.configured(() -> calls.call(SERVICE, path, keys, options, body, false));
    }

    private static String platform(Exchange exchange) {
        String asked = FieldValue.header(exchange, TencentConstants.PLATFORM).text();
        if (asked == null) {
            return null;
        }
        String wanted = asked.toLowerCase(Locale.ROOT);
        if (!PLATFORMS.contains(wanted)) {
            // not its text: it comes from outside
            throw refused(
                    Outcome.REJECTED, "PLATFORM_INVALID", "the header CamelTencentPlatform is to be android or ios");
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
            throw new IllegalArgumentException((wanted == null ? "no platform" : "platform=" + wanted)
                    + ": the application has keys for " + keys.keySet() + ", say platform= which to use");
        }
        return found;
    }

    private void show(Message message, HttpCall call) {
        Instant now = Clocks.of(options).instant();
        message.setBody(DryRun.show(call.signer().sign(now)));
        message.setHeader(TencentConstants.SERVICE, SERVICE);
        message.setHeader(TencentConstants.OPERATION, path);
    }

    private void finish(Exchange exchange, CallResult result) {
        if (result.failure() != null) {
            OutcomeHeaders.failed(exchange, result.failure(), options.isThrowExceptionOnFailure());
            return;
        }
        exchange.getMessage().setBody(body(result));
        OutcomeHeaders.accepted(exchange, SERVICE, path, result);
    }

    private Object body(CallResult result) {
        return options.getResponseType() == ResponseType.MAP
                ? MAPS.convertValue(((TpnsAnswer) result.content()).json(), MAP)
                : new String(result.answer().body(), StandardCharsets.UTF_8);
    }

    private static TencentException refused(Outcome outcome, String code, String message) {
        return TencentException.of(outcome, code, message).build();
    }
}
