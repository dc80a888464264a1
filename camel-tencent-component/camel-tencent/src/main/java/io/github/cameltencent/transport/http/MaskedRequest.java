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
 * A request that the HTTP client can log: the secrets in its query are masked. Only {@link RequestWriter}, which writes it
 * to the connection, reads the unmasked query.
 */
final class MaskedRequest extends HttpRequestWrapper {

    private final Attempt attempt;

    MaskedRequest(HttpRequest request, Attempt attempt) {
        super(request);
        this.attempt = attempt;
    }

    /** Replaces the request by a masked one; the exec interceptor before the client logs the request line. */
    static void mask(
            HttpRequest request,
            AsyncEntityProducer entity,
            AsyncExecChain.Scope scope,
            AsyncExecChain chain,
            AsyncExecCallback callback)
            throws HttpException, IOException {
        HttpRequest masked = scope.clientContext.getAttribute(Attempt.KEY) instanceof Attempt attempt
                ? new MaskedRequest(request, attempt)
                : request;
        chain.proceed(masked, entity, scope, callback);
    }

    Attempt attempt() {
        return attempt;
    }

    /** Returns path and query with their secrets. */
    String unmaskedUri() {
        return super.getRequestUri();
    }

    /** Returns path and query with their secrets masked. */
    @Override
    public String getRequestUri() {
        return SecretQuery.masked(super.getRequestUri());
    }

    @Override
    public String toString() {
        return getMethod() + " " + getRequestUri();
    }
}
