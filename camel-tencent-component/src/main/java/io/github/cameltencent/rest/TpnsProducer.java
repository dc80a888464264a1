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
package io.github.cameltencent.rest;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.credential.Applications;
import io.github.cameltencent.credential.ResponseType;
import io.github.cameltencent.credential.SharedConfiguration;
import io.github.cameltencent.credential.TpnsKeys;
import io.github.cameltencent.transport.CallResult;
import io.github.cameltencent.transport.CallSender;
import io.github.cameltencent.transport.DryRun;
import io.github.cameltencent.transport.HttpAnswer;
import io.github.cameltencent.transport.HttpCall;
import io.github.cameltencent.transport.OutcomeHeaders;
import io.github.cameltencent.transport.RequestBodies;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;

/** Makes any call of TPNS v3 with the body as it is; the answer becomes the body. */
public final class TpnsProducer extends DefaultAsyncProducer {

    static final String SERVICE = "tpns";
    static final String UPLOAD = "push/package/upload";

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
     * @param platform whose keys are used, null for the only ones
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
            return refused(exchange, callback, e.getOutcome(), e.getCode(), e.getMessage());
        } catch (IllegalArgumentException e) {
            return refused(exchange, callback, Outcome.AUTH, "NO_KEYS", e.getMessage());
        }
        if (options.isDryRun()) {
            Instant now = options.getClock() == null
                    ? Instant.now()
                    : options.getClock().instant();
            exchange.getMessage().setBody(DryRun.show(call.signer().sign(now)));
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
        TpnsKeys keys = keys(exchange);
        return UPLOAD.equals(path)
                ? calls.upload(SERVICE, path, keys, options, PackageFile.of(exchange))
                : calls.call(SERVICE, path, keys, options, RequestBodies.json(exchange), false);
    }

    private TpnsKeys keys(Exchange exchange) {
        String asked = exchange.getMessage().getHeader(TencentConstants.PLATFORM, platform, String.class);
        String wanted = asked == null ? null : asked.toLowerCase(Locale.ROOT);
        Map<String, TpnsKeys> keys = TpnsKeys.of(options, applications, wanted);
        if (wanted == null && keys.size() == 1) {
            return keys.values().iterator().next();
        }
        TpnsKeys found = wanted == null ? null : keys.get(wanted);
        if (found == null) {
            throw new IllegalArgumentException("platform=" + wanted + ": the application has keys for " + keys.keySet()
                    + ", say platform= which to use");
        }
        return found;
    }

    private void finish(Exchange exchange, CallResult result) {
        if (result.failure() != null) {
            OutcomeHeaders.failed(exchange, result.failure(), options.isThrowExceptionOnFailure());
            return;
        }
        try {
            exchange.getMessage().setBody(body(result.answer()));
            OutcomeHeaders.accepted(exchange, SERVICE, path, result);
        } catch (IOException e) {
            exchange.setException(e);
        }
    }

    private Object body(HttpAnswer answer) throws IOException {
        return options.getResponseType() == ResponseType.MAP
                ? MAPS.readValue(answer.body(), MAP)
                : new String(answer.body(), StandardCharsets.UTF_8);
    }

    private boolean refused(Exchange exchange, AsyncCallback callback, Outcome outcome, String code, String message) {
        TencentException refusal =
                TencentException.of(outcome, code, message).call(SERVICE, path).build();
        OutcomeHeaders.failed(exchange, refusal, options.isThrowExceptionOnFailure());
        callback.done(true);
        return true;
    }
}
