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

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Verifies that a received call has a recent TPNS signature with a key of the application: for a gateway in front of
 * TPNS, or for calls between your own systems. Other calls fail with a {@link
 * io.github.cameltencent.TencentAuthException}, whose code is {@code SIGN_MISSING}, {@code TIMESTAMP_INVALID}, {@code
 * TIMESTAMP_STALE}, {@code ACCESS_ID_UNKNOWN}, {@code SIGN_MISMATCH} or {@code REPLAYED}. Put it first in the route,
 * before the body is changed; the body becomes {@code byte[]}.
 */
public final class TpnsSignatureVerifier extends TpnsSigningSupport<TpnsSignatureVerifier> implements Processor {

    private final ReplayProtection replayProtection = new ReplayProtection();

    @Override
    TpnsSignatureVerifier self() {
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
    public TpnsSignatureVerifier window(Duration window) {
        setWindow(window.toMillis());
        return this;
    }

    public boolean isReplayCheck() {
        return replayProtection.replayCheck();
    }

    /**
     * Sets whether a signature is accepted only once, so that the second of two equal bodies in the same second is
     * refused too; false by default. The memory is local to the JVM.
     */
    public void setReplayCheck(boolean replayCheck) {
        replayProtection.replayCheck(replayCheck);
    }

    /** Sets whether a signature is accepted only once; see {@link #setReplayCheck}. */
    public TpnsSignatureVerifier replayCheck(boolean replayCheck) {
        setReplayCheck(replayCheck);
        return this;
    }

    public int getMaxRemembered() {
        return replayProtection.maxRemembered();
    }

    /**
     * Sets the maximum number of remembered signatures, 100000 by default; when it is reached, calls are refused as
     * THROTTLED.
     */
    public void setMaxRemembered(int maxRemembered) {
        replayProtection.maxRemembered(maxRemembered);
    }

    @Override
    void requireKeys(CamelContext context) {
        signatures.all(context);
    }

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        String accessId = header(message, TpnsHeaders.ACCESS_ID);
        String time = header(message, TpnsHeaders.TIME_STAMP);
        String sign = header(message, TpnsHeaders.SIGN);
        Instant now = now();
        requireInTime(time, now);
        byte[] body = BodyBytes.toBytes(message, "tpns", "verify");
        TpnsSignatureCache.Pair pair = signatures.all(contextOf(exchange)).stream()
                .filter(one -> one.accessId().equals(accessId))
                .findFirst()
                .orElseThrow(() -> auth("ACCESS_ID_UNKNOWN", "The AccessId is not one of the application"));
        if (!pair.verify(time, body, sign)) {
            throw auth("SIGN_MISMATCH", "The signature does not match body and timestamp");
        }
        replayProtection.requireNew(sign, now, "tpns");
    }

    private void requireInTime(String time, Instant now) {
        long seconds = ReplayProtection.seconds(time);
        if (seconds < 0) {
            throw auth("TIMESTAMP_INVALID", "The header TimeStamp is not Unix seconds");
        }
        String staleness = replayProtection.staleness(seconds, now);
        if (staleness != null) {
            throw auth("TIMESTAMP_STALE", staleness);
        }
    }

    private static String header(Message message, String name) {
        if (!(message.getHeader(name) instanceof CharSequence value) || value.isEmpty()) {
            throw auth("SIGN_MISSING", "The header " + name + " is missing or occurs several times");
        }
        return value.toString();
    }

    private static TencentException auth(String code, String message) {
        return refusal(Outcome.AUTH, "verify", code, message);
    }
}
