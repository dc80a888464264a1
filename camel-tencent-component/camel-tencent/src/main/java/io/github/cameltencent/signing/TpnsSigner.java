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

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Signs a TPNS call that a plain {@code https:} endpoint sends: sets the headers {@code AccessId}, {@code TimeStamp}
 * and {@code Sign}, and {@code Content-Type} if there is none. The body becomes {@code byte[]}, so that the signed
 * bytes are sent.
 *
 * <p>A signature is valid for a short time, and Camel's redelivery does not run this processor again; the guide on
 * signing processors shows three ways to sign each attempt.
 */
public final class TpnsSigner extends TpnsSigningSupport<TpnsSigner> implements Processor {

    private static final String CONTENT_TYPE = "application/json; charset=utf-8";

    @Override
    TpnsSigner self() {
        return this;
    }

    @Override
    void requireKeys(CamelContext context) {
        signatures.one(context);
    }

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        TpnsHeaders.clear(message);
        BodyBytes.requireSentAsIs(exchange, "tpns");
        byte[] body = BodyBytes.toBytes(message, "tpns", "sign");
        long seconds = now().getEpochSecond();
        TpnsSignatureCache.Pair pair = signatures.one(contextOf(exchange));
        message.setHeader(TpnsHeaders.ACCESS_ID, pair.accessId());
        message.setHeader(TpnsHeaders.TIME_STAMP, Long.toString(seconds));
        message.setHeader(TpnsHeaders.SIGN, pair.signature().sign(seconds, body));
        if (message.getHeader(Exchange.CONTENT_TYPE) == null) {
            SignerUndoLog.setHeader(exchange, Exchange.CONTENT_TYPE, CONTENT_TYPE);
        }
    }
}
