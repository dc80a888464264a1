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
package io.github.cameltencent.birdtalk.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.emulator.EmulatorOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/** Runs actions against the emulated chat. */
abstract class ChatActionsFixture extends ChatRoutesFixture {

    static String alphaAsks(String verb, String operation) {
        return uri(verb, ALPHA, EmulatorOptions.CHAT_ALPHA.key(), "&action=" + operation);
    }

    static String betaAsks(String verb, String operation) {
        return uri(verb, BETA, EmulatorOptions.CHAT_BETA.key(), "&action=" + operation);
    }

    /** The result for the first user; the call must be accepted. */
    Map<String, Object> done(String verb, String operation, Map<String, Object> arguments) {
        return accepted(call(alphaAsks(verb, operation), arguments));
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> accepted(Exchange exchange) {
        if (exchange.getException() != null) {
            throw new AssertionError(exchange.getException());
        }
        assertThat(exchange.getMessage().getHeader(TencentConstants.OUTCOME)).isEqualTo("ACCEPTED");
        return exchange.getMessage().getBody(Map.class);
    }

    /** The failure of a call that must fail. */
    TencentException failure(String verb, String operation, Map<String, Object> arguments) {
        return failure(call(alphaAsks(verb, operation), arguments));
    }

    static TencentException failure(Exchange exchange) {
        assertThat(exchange.getException()).isInstanceOf(TencentException.class);
        return (TencentException) exchange.getException();
    }

    void refusedWithoutAFrame(String verb, String operation, Map<String, Object> arguments, String code, String said) {
        TencentException refused = failure(verb, operation, arguments);
        assertThat(refused.getOutcome()).isEqualTo(Outcome.REJECTED);
        assertThat(refused.getCode()).isEqualTo(code);
        assertThat(refused.getOperation()).isEqualTo(verb + "/" + operation);
        assertThat(refused).hasMessageContaining(said);
        assertThat(frames(verb)).isZero();
    }

    Exchange call(String uri, Map<String, Object> arguments) {
        return call(uri, arguments, Map.of());
    }

    Exchange call(String uri, Object body, Map<String, Object> headers) {
        return template.request(uri, exchange -> {
            exchange.getMessage().setBody(body instanceof Map<?, ?> map ? new HashMap<>(map) : body);
            exchange.getMessage().setHeaders(new HashMap<>(headers));
        });
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> list(Map<String, Object> result, String name) {
        return (List<Map<String, Object>>) result.get(name);
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Map<String, Object> result, String name) {
        return (Map<String, Object>) result.get(name);
    }

    /** How many frames of an operation the server has received. */
    static long frames(String word) {
        return emulator.requests().stream()
                .filter(request -> word.equals(request.operation()))
                .count();
    }
}
