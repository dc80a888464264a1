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
package io.github.cameltencent.transport.http;

import java.io.IOException;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.message.HttpRequestWrapper;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;

/**
 * A request as the HTTP client may see, and log, it: secrets of its query are masked. Only {@link RequestWriter}, which
 * writes it to the connection, asks for the query itself.
 */
final class OutgoingRequest extends HttpRequestWrapper {

    private final Attempt attempt;

    OutgoingRequest(HttpRequest request, Attempt attempt) {
        super(request);
        this.attempt = attempt;
    }

    /** The step of the client's chain after which it logs the request line. */
    static void mask(
            HttpRequest request,
            AsyncEntityProducer entity,
            AsyncExecChain.Scope scope,
            AsyncExecChain chain,
            AsyncExecCallback callback)
            throws HttpException, IOException {
        HttpRequest outgoing = scope.clientContext.getAttribute(Attempt.KEY) instanceof Attempt attempt
                ? new OutgoingRequest(request, attempt)
                : request;
        chain.proceed(outgoing, entity, scope, callback);
    }

    Attempt attempt() {
        return attempt;
    }

    /** Path and query with their secrets. */
    String unmaskedUri() {
        return super.getRequestUri();
    }

    /** Path and query without their secrets. */
    @Override
    public String getRequestUri() {
        return SecretQuery.shown(super.getRequestUri());
    }

    @Override
    public String toString() {
        return getMethod() + " " + getRequestUri();
    }
}
