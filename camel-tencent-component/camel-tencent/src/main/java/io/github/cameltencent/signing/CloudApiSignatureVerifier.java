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

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Lets only calls pass that are signed as the Cloud API wants it, by TC3 or by signature v1, with the keys of the
 * application, not long ago: for a gateway in front of the Cloud API, or for calls between own systems. What is refused fails with a
 * {@link io.github.cameltencent.TencentAuthException}, whose code is one of the Cloud API's:
 * {@code AuthFailure.InvalidAuthorization}, {@code .SignatureExpire}, {@code .SecretIdNotFound}, {@code .TokenFailure},
 * {@code .SignatureFailure}; or {@code REPLAYED}. Must come first in the route, as long as the message is what arrived; its body
 * becomes {@code byte[]}, unless the HTTP consumer has made a {@code Map} of a form.
 */
public final class CloudApiSignatureVerifier extends CloudBean<CloudApiSignatureVerifier> implements Processor {

    private final Freshness freshness = new Freshness();
    private boolean unsignedPayload;

    @Override
    CloudApiSignatureVerifier self() {
        return this;
    }

    public long getWindow() {
        return freshness.window();
    }

    /** How far the time stamp may be from now, before and after, in milliseconds; 300000 by default. */
    public void setWindow(long window) {
        freshness.window(window);
    }

    /** How far the time stamp may be from now, before and after; five minutes by default. */
    public CloudApiSignatureVerifier window(Duration window) {
        setWindow(window.toMillis());
        return this;
    }

    public boolean isReplayCheck() {
        return freshness.replayCheck();
    }

    /**
     * Whether a call is taken only once: by its nonce and time with signature v1, by its signature with TC3, which also
     * refuses the second of two equal calls in the same second; false by default. Each JVM remembers by itself.
     */
    public void setReplayCheck(boolean replayCheck) {
        freshness.replayCheck(replayCheck);
    }

    /** Whether a call is taken only once; see {@link #setReplayCheck}. */
    public CloudApiSignatureVerifier replayCheck(boolean replayCheck) {
        setReplayCheck(replayCheck);
        return this;
    }

    public int getMaxRemembered() {
        return freshness.maxRemembered();
    }

    /** How many calls are remembered at most; beyond that they are refused as THROTTLED. 100000 by default. */
    public void setMaxRemembered(int maxRemembered) {
        freshness.maxRemembered(maxRemembered);
    }

    public boolean isUnsignedPayload() {
        return unsignedPayload;
    }

    /** Whether a call may leave its body out of the signature, by {@code X-TC-Content-SHA256}; false by default. */
    public void setUnsignedPayload(boolean unsignedPayload) {
        this.unsignedPayload = unsignedPayload;
    }

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        Map<?, ?> form = message.getBody() instanceof Map<?, ?> map ? map : null;
        byte[] body = form != null ? new byte[0] : BodyBytes.fix(message, "cloud", "verify");
        CloudArrival arrival = CloudArrival.of(message, form, body, getHost(), getPath());
        Instant now = now();
        CloudSignatures.Held keys = signatures(contextOf(exchange));
        boolean tc3 = arrival.header(CloudHeaders.AUTHORIZATION) != null;
        if (tc3 && form != null) { // its bytes are gone, and the signature is that of the bytes
            throw CloudArrival.refused(
                    "InvalidAuthorization",
                    "The body was made a Map before it was verified: let the HTTP consumer leave it as it is");
        }
        String seen = tc3
                ? new Tc3Check(keys, freshness, getProduct(), unsignedPayload).verify(arrival, now)
                : new V1Check(keys, freshness).verify(arrival, now);
        freshness.requireNew(seen, now, "cloud");
    }
}
