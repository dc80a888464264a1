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
package io.github.cameltencent.signing;

import java.util.Locale;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Signs a call of the Cloud API that a plain {@code https:} endpoint sends. With TC3 it sets the headers {@code
 * Authorization} and {@code X-TC-…}; with signature v1 it adds parameters to the body (POST) or to the query (GET). The
 * body is the JSON of the call as text, bytes or a stream; with GET or signature v1 it is flattened into parameters. It
 * becomes {@code byte[]}, so that the signed bytes are sent.
 *
 * <p>A signature is valid for five minutes, and Camel's redelivery does not run this processor again; the guide on
 * signing processors shows three ways to sign each attempt.
 */
public final class CloudApiSigner extends CloudSignerSupport<CloudApiSigner> implements Processor {

    private String method = "POST";

    @Override
    CloudApiSigner self() {
        return this;
    }

    public String getMethod() {
        return method;
    }

    /** Sets the HTTP method: {@code POST} (default); with signature v1 also {@code GET}. */
    public void setMethod(String method) {
        String upper = method.toUpperCase(Locale.ROOT);
        if (!upper.equals("POST") && !upper.equals("GET")) {
            throw new IllegalArgumentException("method must be POST or GET, not " + method);
        }
        this.method = upper;
    }

    /** Sets the HTTP method; see {@link #setMethod}. */
    public CloudApiSigner method(String method) {
        setMethod(method);
        return this;
    }

    @Override
    void requireKeys(CamelContext context) {
        super.requireKeys(context);
        requireSendable();
    }

    // TC3 needs a Content-Type for GET too, but camel-http sends this header only with a body
    private void requireSendable() {
        if ("GET".equals(method) && isTc3(getPath())) {
            throw new IllegalArgumentException(
                    "method is GET, for which camel-http sends no Content-Type, but TC3 needs one: use POST, or a signatureMethod of v1, or sign in the HTTP client by httpClientConfigurer");
        }
    }

    @Override
    public void process(Exchange exchange) {
        requireSendable();
        Message message = exchange.getMessage();
        CloudHeaders.clear(message);
        BodyBytes.requireSentAsIs(exchange, getProduct());
        byte[] body = BodyBytes.toBytes(message, getProduct(), "sign");
        UnsignedCloudCall call = new UnsignedCloudCall(
                method,
                host(),
                getPath(),
                HttpQuery.of(message).text(),
                message.getHeader(Exchange.CONTENT_TYPE, String.class),
                body);
        apply(sign(call, contextOf(exchange)), body, exchange);
    }

    private void apply(UnsignedCloudCall.Signed signed, byte[] body, Exchange exchange) {
        Message message = exchange.getMessage();
        signed.headers().forEach(message::setHeader);
        SignerUndoLog.removeHeader(exchange, Exchange.REST_HTTP_QUERY);
        SignerUndoLog.removeHeader(exchange, Exchange.HTTP_RAW_QUERY);
        if (signed.query().isEmpty()) {
            SignerUndoLog.removeHeader(exchange, Exchange.HTTP_QUERY);
        } else {
            SignerUndoLog.setHeader(exchange, Exchange.HTTP_QUERY, signed.query());
        }
        if (signed.contentType() != null) {
            SignerUndoLog.setHeader(exchange, Exchange.CONTENT_TYPE, signed.contentType());
        }
        if (!method.equals(message.getHeader(Exchange.HTTP_METHOD))) {
            SignerUndoLog.setHeader(exchange, Exchange.HTTP_METHOD, method);
        }
        // the body of a GET is kept, but not sent
        if ("POST".equals(method) && signed.body() != body) {
            SignerUndoLog.setBody(exchange, signed.body());
        }
    }
}
