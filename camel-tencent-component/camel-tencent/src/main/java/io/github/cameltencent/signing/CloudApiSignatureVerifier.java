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
 * Verifies that a received call has a recent signature of the Cloud API, TC3 or v1, with the keys of the application:
 * for a gateway in front of the Cloud API, or for calls between your own systems. Other calls fail with a {@link
 * io.github.cameltencent.TencentAuthException}, whose code is one of the Cloud API's: {@code
 * AuthFailure.InvalidAuthorization}, {@code .SignatureExpire}, {@code .SecretIdNotFound}, {@code .TokenFailure}, {@code
 * .SignatureFailure}; or {@code REPLAYED}. Put it first in the route, before the message is changed; the body becomes
 * {@code byte[]}, unless the HTTP consumer has converted a form to a {@code Map}.
 */
public final class CloudApiSignatureVerifier extends CloudSigningSupport<CloudApiSignatureVerifier>
        implements Processor {

    private final ReplayProtection replayProtection = new ReplayProtection();
    private boolean unsignedPayload;

    @Override
    CloudApiSignatureVerifier self() {
        return this;
    }

    public long getWindow() {
        return replayProtection.window();
    }

    /** Sets the maximum difference between timestamp and current time, in milliseconds; 300000 by default. */
    public void setWindow(long window) {
        replayProtection.window(window);
    }

    /** Sets the maximum difference between timestamp and current time; five minutes by default. */
    public CloudApiSignatureVerifier window(Duration window) {
        setWindow(window.toMillis());
        return this;
    }

    public boolean isReplayCheck() {
        return replayProtection.replayCheck();
    }

    /**
     * Sets whether a call is accepted only once; false by default. Calls are identified by nonce and time with
     * signature v1, by the signature with TC3, so that the second of two equal calls in the same second is refused too.
     * The memory is local to the JVM.
     */
    public void setReplayCheck(boolean replayCheck) {
        replayProtection.replayCheck(replayCheck);
    }

    /** Sets whether a call is accepted only once; see {@link #setReplayCheck}. */
    public CloudApiSignatureVerifier replayCheck(boolean replayCheck) {
        setReplayCheck(replayCheck);
        return this;
    }

    public int getMaxRemembered() {
        return replayProtection.maxRemembered();
    }

    /**
     * Sets the maximum number of remembered calls, 100000 by default; when it is reached, calls are refused as
     * THROTTLED.
     */
    public void setMaxRemembered(int maxRemembered) {
        replayProtection.maxRemembered(maxRemembered);
    }

    public boolean isUnsignedPayload() {
        return unsignedPayload;
    }

    /** Sets whether a call may exclude its body from the signature by {@code X-TC-Content-SHA256}; false by default. */
    public void setUnsignedPayload(boolean unsignedPayload) {
        this.unsignedPayload = unsignedPayload;
    }

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        Map<?, ?> form = message.getBody() instanceof Map<?, ?> map ? map : null;
        byte[] body = form != null ? new byte[0] : BodyBytes.toBytes(message, "cloud", "verify");
        IncomingCloudCall call = IncomingCloudCall.of(message, form, body, getHost(), getPath());
        Instant now = now();
        CloudSignatureCache.SigningKeys keys = signatures(contextOf(exchange));
        boolean tc3 = call.header(CloudHeaders.AUTHORIZATION) != null;
        if (tc3 && form != null) { // the signature covers the bytes, which are lost
            throw IncomingCloudCall.refused(
                    "InvalidAuthorization",
                    "The body was converted to a Map before it was verified: configure the HTTP consumer not to convert forms");
        }
        String signature = tc3
                ? new Tc3SignatureVerifier(keys, replayProtection, getProduct(), unsignedPayload).verify(call, now)
                : new V1SignatureVerifier(keys, replayProtection).verify(call, now);
        replayProtection.requireNew(signature, now, "cloud");
    }
}
