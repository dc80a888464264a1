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
 * Signs a call of the Cloud API that a plain {@code https:} endpoint will send. By TC3 it sets the headers
 * {@code Authorization} and {@code X-TC-…}; by signature v1 it puts its parameters into the body, for POST, or into the query, for
 * GET. The body is the JSON of the call, as text, bytes or a stream; for GET and for signature v1 it is flattened into
 * parameters. It becomes {@code byte[]}, since the bytes signed must be the bytes sent.
 *
 * <p>A signature is good for five minutes, and Camel's redelivery does not come by here again; see the guide on signing
 * processors for three ways that sign each attempt.
 */
public final class CloudApiSigner extends CloudSigningBean<CloudApiSigner> implements Processor {

    private String method = "POST";

    @Override
    CloudApiSigner self() {
        return this;
    }

    public String getMethod() {
        return method;
    }

    /** {@code POST} (default); with signature v1 also {@code GET}. */
    public void setMethod(String method) {
        String upper = method.toUpperCase(Locale.ROOT);
        if (!upper.equals("POST") && !upper.equals("GET")) {
            throw new IllegalArgumentException("method is " + method + ": the Cloud API takes POST and GET");
        }
        this.method = upper;
    }

    /** {@code POST} (default); with signature v1 also {@code GET}. */
    public CloudApiSigner method(String method) {
        setMethod(method);
        return this;
    }

    @Override
    void requireKeys(CamelContext context) {
        super.requireKeys(context);
        requireSendable();
    }

    // TC3 signs a Content-Type for GET too, and that is a header which camel-http sends with a body alone
    private void requireSendable() {
        if ("GET".equals(method) && isTc3(getPath())) {
            throw new IllegalArgumentException("method is GET, and camel-http sends no Content-Type with it, which TC3"
                    + " needs: use POST, a signatureMethod of v1, or sign on the wire by httpClientConfigurer");
        }
    }

    @Override
    public void process(Exchange exchange) {
        requireSendable();
        Message message = exchange.getMessage();
        CloudHeaders.clear(message);
        BodyBytes.requireSentAsIs(exchange, getProduct());
        byte[] body = BodyBytes.fix(message, getProduct(), "sign");
        CloudCall call = new CloudCall(
                method,
                host(),
                getPath(),
                HttpQuery.of(message).text(),
                message.getHeader(Exchange.CONTENT_TYPE, String.class),
                body);
        apply(sign(call, contextOf(exchange)), body, exchange);
    }

    private void apply(CloudCall.Signed signed, byte[] body, Exchange exchange) {
        Message message = exchange.getMessage();
        signed.headers().forEach(message::setHeader);
        SignerChanges.removeHeader(exchange, Exchange.REST_HTTP_QUERY);
        SignerChanges.removeHeader(exchange, Exchange.HTTP_RAW_QUERY);
        if (signed.query().isEmpty()) {
            SignerChanges.removeHeader(exchange, Exchange.HTTP_QUERY);
        } else {
            SignerChanges.setHeader(exchange, Exchange.HTTP_QUERY, signed.query());
        }
        if (signed.contentType() != null) {
            SignerChanges.setHeader(exchange, Exchange.CONTENT_TYPE, signed.contentType());
        }
        if (!method.equals(message.getHeader(Exchange.HTTP_METHOD))) {
            SignerChanges.setHeader(exchange, Exchange.HTTP_METHOD, method);
        }
        // a GET keeps the body it was made of, which is not sent
        if ("POST".equals(method) && signed.body() != body) {
            SignerChanges.setBody(exchange, signed.body());
        }
    }
}
