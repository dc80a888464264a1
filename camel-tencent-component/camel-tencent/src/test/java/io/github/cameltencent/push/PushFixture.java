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
package io.github.cameltencent.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.credential.Applications;
import io.github.cameltencent.credential.EndpointOptions;
import io.github.cameltencent.credential.TencentApplication;
import io.github.cameltencent.credential.TpnsApplication;
import io.github.cameltencent.push.producer.PushProducer;
import io.github.cameltencent.tpns.TpnsAnswer;
import io.github.cameltencent.tpns.TpnsCalls;
import io.github.cameltencent.transport.CallListener;
import io.github.cameltencent.transport.CallResult;
import io.github.cameltencent.transport.CallSender;
import io.github.cameltencent.transport.HttpAnswer;
import io.github.cameltencent.transport.HttpCall;
import io.github.cameltencent.transport.SignedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;

/** A push producer with a scripted transport. */
public final class PushFixture implements CallSender {

    public static final Instant NOW = Instant.parse("2026-05-01T04:00:00Z");
    public static final ObjectMapper JSON = new ObjectMapper();

    public final CamelContext context = new DefaultCamelContext();
    public final PushConfiguration options = new PushConfiguration();
    public final EndpointOptions shared = new EndpointOptions();
    public final Map<String, TencentApplication> applications = new HashMap<>();
    public final List<Sent> sent = new ArrayList<>();

    /** A scripted answer. */
    public Function<Sent, CallResult> answers = request -> accepted("id-" + request.number());

    private Endpoint endpoint;
    private PushProducer producer;

    /** The requests that were sent. */
    public record Sent(int number, String accessId, JsonNode body) {
        public List<String> targets() {
            List<String> targets = new ArrayList<>();
            JsonNode list = body.has("token_list") ? body.get("token_list") : body.path("account_list");
            list.forEach(each -> targets.add(each.asText()));
            return targets;
        }
    }

    public PushFixture() {
        shared.setClock(Clock.fixed(NOW, ZoneOffset.UTC));
        applications.put(Applications.DEFAULT, application("android"));
        endpoint = context.getEndpoint("mock:push");
    }

    public static PushFixture with(Consumer<PushConfiguration> options) {
        PushFixture fixture = new PushFixture();
        options.accept(fixture.options);
        return fixture;
    }

    public PushFixture platforms(String... platforms) {
        applications.put(Applications.DEFAULT, application(platforms));
        return this;
    }

    private static TencentApplication application(String... platforms) {
        TencentApplication application = new TencentApplication();
        for (String platform : platforms) {
            TpnsApplication keys = application.tpns(platform);
            keys.setAccessId(platform.equals("ios") ? "1600000002" : "1500000001");
            keys.setSecretKey("invented-secret-of-" + platform);
        }
        return application;
    }

    public PushProducer producer() {
        if (producer == null) {
            producer = newProducer();
        }
        return producer;
    }

    public PushProducer newProducer() {
        return new PushProducer(
                endpoint, shared, options, new Applications(() -> applications, context), this, new TpnsCalls(), null);
    }

    public void at(Endpoint another) {
        endpoint = another;
        producer = null;
    }

    public Exchange exchange(Object body) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(body);
        return exchange;
    }

    public Exchange send(Object body) {
        return send(exchange(body));
    }

    public Exchange send(Object body, Map<String, Object> headers) {
        Exchange exchange = exchange(body);
        headers.forEach(exchange.getMessage()::setHeader);
        return send(exchange);
    }

    /** Sends the exchange, also for a redelivery. */
    public Exchange send(Exchange exchange) {
        exchange.setException(null);
        boolean[] done = {false};
        producer().process(exchange, doneSync -> done[0] = true);
        if (!done[0]) {
            throw new AssertionError("the exchange did not end");
        }
        return exchange;
    }

    /** The only request that was sent. */
    public JsonNode request() {
        if (sent.size() != 1) {
            throw new AssertionError(sent.size() + " requests");
        }
        return sent.get(0).body();
    }

    @Override
    public void send(HttpCall call, CallListener listener) {
        SignedRequest request = call.signer().sign(NOW);
        try {
            Sent now = new Sent(
                    sent.size() + 1,
                    request.headers().get("AccessId"),
                    JSON.readTree(request.body().bytes()));
            sent.add(now);
            listener.ended(answers.apply(now));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void resume(Runnable continuation) {
        continuation.run();
    }

    public static CallResult accepted(String id, String... invalid) {
        Map<String, Object> answer = new HashMap<>();
        answer.put("ret_code", 0);
        answer.put("push_id", id);
        answer.put("invalid_targe_list", List.of(invalid));
        try {
            byte[] body = JSON.writeValueAsBytes(answer);
            return new CallResult(
                    Outcome.ACCEPTED,
                    1,
                    new HttpAnswer(200, "application/json", body, null, null),
                    TpnsAnswer.of(body),
                    null,
                    null,
                    false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static CallResult failed(Outcome outcome, String code) {
        TencentException failure = TencentException.of(outcome, code, "as the test says")
                .call("push", "push/app")
                .attempts(1)
                .build();
        return new CallResult(
                outcome,
                1,
                new HttpAnswer(200, "application/json", "{}".getBytes(StandardCharsets.UTF_8), null, null),
                null,
                null,
                failure,
                false);
    }

    public static List<String> tokens(int count) {
        return IntStream.range(0, count).mapToObj(i -> "token-" + i).toList();
    }

    public static PushMessage message(List<String> tokens) {
        return PushMessage.builder()
                .tokens(tokens)
                .title("Order 7")
                .content("is on its way")
                .build();
    }

    public static TencentException failure(Exchange exchange) {
        return exchange.getException(TencentException.class);
    }

    public static PushResult result(Exchange exchange) {
        TencentException failure = failure(exchange);
        return failure == null ? exchange.getMessage().getBody(PushResult.class) : (PushResult) failure.getResult();
    }
}
