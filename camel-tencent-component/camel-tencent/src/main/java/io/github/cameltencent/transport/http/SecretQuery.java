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
import java.util.regex.Pattern;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.impl.nio.DefaultHttpRequestWriter;
import org.apache.hc.core5.http.message.HttpRequestWrapper;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;

/** Knows the query parameters that nobody is to read, and keeps them out of the HTTP client's logs. */
public final class SecretQuery {

    private static final String TICKET = "usersig=";
    private static final String SIGNATURE = "Signature="; // of the Cloud API's v1, which a token may come with
    private static final Pattern SECRET = Pattern.compile("(?<=[?&](?:usersig|Signature|Token)=)[^&]+");

    private SecretQuery() {}

    /** The address as it may be shown. */
    public static String shown(String uri) {
        return hasSecret(uri) ? SECRET.matcher(uri).replaceAll(SecretHeaders.MASK) : uri;
    }

    private static boolean hasSecret(String uri) {
        return uri.contains(TICKET) || uri.contains(SIGNATURE);
    }

    /** The step of the client before the request goes out: from here on it logs the request line. */
    static void hide(
            HttpRequest request,
            AsyncEntityProducer entity,
            AsyncExecChain.Scope scope,
            AsyncExecChain chain,
            AsyncExecCallback callback)
            throws HttpException, IOException {
        chain.proceed(hasSecret(request.getRequestUri()) ? new Masked(request) : request, entity, scope, callback);
    }

    /** Shows its address as it is only to what writes it to the wire; whoever else asks may be a log. */
    private static final class Masked extends HttpRequestWrapper {

        private static final StackWalker CALLER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

        Masked(HttpRequest request) {
            super(request);
        }

        @Override
        public String getRequestUri() {
            String uri = super.getRequestUri();
            return CALLER.getCallerClass() == DefaultHttpRequestWriter.class ? uri : shown(uri);
        }

        @Override
        public String toString() {
            return getMethod() + " " + shown(super.getRequestUri());
        }
    }
}
