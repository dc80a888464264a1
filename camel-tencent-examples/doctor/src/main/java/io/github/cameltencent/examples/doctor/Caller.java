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
package io.github.cameltencent.examples.doctor;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

/** Makes calls with the component; their headers tell the result, without exceptions. */
final class Caller {

    private final CamelContext context;

    Caller(CamelContext context) {
        this.context = context;
    }

    /** Makes the call with further options in the form {@code name=value&name=value}. */
    CallResponse call(ConfiguredCall call, String options) {
        try (ProducerTemplate template = context.createProducerTemplate()) {
            Exchange done = template.send(
                    call.endpoint() + "&throwExceptionOnFailure=false&" + options,
                    exchange -> exchange.getMessage().setBody(call.body()));
            Map<String, Object> headers = done.getMessage().getHeaders();
            return done.getException() == null
                    ? new CallResponse(
                            (String) headers.get("CamelTencentOutcome"),
                            (String) headers.get("CamelTencentErrorCode"),
                            (String) headers.get("CamelTencentErrorMessage"),
                            done.getMessage().getBody())
                    : refused(done.getException());
        } catch (Exception e) {
            return refused(e);
        }
    }

    /** Returns the reason of the component, which never has a secret; other texts may quote the endpoint. */
    private static CallResponse refused(Throwable failure) {
        String message = failure.getClass().getSimpleName();
        for (Throwable each = failure; each != null; each = each.getCause()) {
            boolean ours = each.getClass() == IllegalArgumentException.class
                    || each.getClass().getName().startsWith("io.github.cameltencent.");
            if (ours && each.getMessage() != null) {
                message = each.getMessage();
            }
        }
        return new CallResponse(null, null, message, null);
    }
}
