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

import java.util.Iterator;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpConnection;
import org.apache.hc.core5.http.HttpMessage;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.impl.Http1StreamListener;
import org.apache.hc.core5.http.message.RequestLine;
import org.apache.hc.core5.http.message.StatusLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs request and response heads to the header logger of HttpClient, with secrets masked. Thread-safe. */
final class HeaderLogger implements Http1StreamListener {

    private static final Logger LOG = LoggerFactory.getLogger("org.apache.hc.client5.http.headers");

    @Override
    public void onRequestHead(HttpConnection connection, HttpRequest request) {
        if (LOG.isDebugEnabled()) {
            log(connection, ">>", new RequestLine(request), request);
        }
    }

    @Override
    public void onResponseHead(HttpConnection connection, HttpResponse response) {
        if (LOG.isDebugEnabled()) {
            log(connection, "<<", new StatusLine(response), response);
        }
    }

    @Override
    public void onExchangeComplete(HttpConnection connection, boolean keepAlive) {
        // nothing to log
    }

    private static void log(HttpConnection connection, String direction, Object line, HttpMessage message) {
        LOG.debug("{} {} {}", connection, direction, line);
        for (Iterator<Header> headers = message.headerIterator(); headers.hasNext(); ) {
            Header header = headers.next();
            LOG.debug(
                    "{} {} {}: {}",
                    connection,
                    direction,
                    header.getName(),
                    SecretHeaders.masked(header.getName(), header.getValue()));
        }
    }
}
