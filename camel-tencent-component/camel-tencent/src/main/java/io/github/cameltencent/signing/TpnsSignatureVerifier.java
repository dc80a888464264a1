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
 * Lets only calls pass that are signed as TPNS wants it, with a key of the application, not long ago: for a gateway in
 * front of TPNS, or for calls between own systems. What is refused fails with a
 * {@link io.github.cameltencent.TencentAuthException}, whose code is {@code SIGN_MISSING}, {@code TIMESTAMP_INVALID},
 * {@code TIMESTAMP_STALE}, {@code ACCESS_ID_UNKNOWN}, {@code SIGN_MISMATCH} or {@code REPLAYED}. Must come first in the
 * route, as long as the body is what arrived; it becomes {@code byte[]}.
 */
public final class TpnsSignatureVerifier extends TpnsBean<TpnsSignatureVerifier> implements Processor {

    private final Freshness freshness = new Freshness();

    @Override
    TpnsSignatureVerifier self() {
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
    public TpnsSignatureVerifier window(Duration window) {
        setWindow(window.toMillis());
        return this;
    }

    public boolean isReplayCheck() {
        return freshness.replayCheck();
    }

    /**
     * Whether a signature is taken only once, which also refuses the second of two equal bodies in the same second; false
     * by default. Each JVM remembers by itself.
     */
    public void setReplayCheck(boolean replayCheck) {
        freshness.replayCheck(replayCheck);
    }

    /** Whether a signature is taken only once; see {@link #setReplayCheck}. */
    public TpnsSignatureVerifier replayCheck(boolean replayCheck) {
        setReplayCheck(replayCheck);
        return this;
    }

    public int getMaxRemembered() {
        return freshness.maxRemembered();
    }

    /** How many signatures are remembered at most; beyond that calls are refused as THROTTLED. 100000 by default. */
    public void setMaxRemembered(int maxRemembered) {
        freshness.maxRemembered(maxRemembered);
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
        byte[] body = BodyBytes.fix(message, "tpns", "verify");
        TpnsSignatures.Pair pair = signatures.all(contextOf(exchange)).stream()
                .filter(one -> one.accessId().equals(accessId))
                .findFirst()
                .orElseThrow(() -> auth("ACCESS_ID_UNKNOWN", "The AccessId is none of the application's"));
        if (!pair.verify(time, body, sign)) {
            throw auth("SIGN_MISMATCH", "The signature is not that of this body and time stamp");
        }
        freshness.requireNew(sign, now, "tpns");
    }

    private void requireInTime(String time, Instant now) {
        long seconds = Freshness.seconds(time);
        if (seconds < 0) {
            throw auth("TIMESTAMP_INVALID", "The header TimeStamp is not Unix seconds");
        }
        String staleness = freshness.staleness(seconds, now);
        if (staleness != null) {
            throw auth("TIMESTAMP_STALE", staleness);
        }
    }

    private static String header(Message message, String name) {
        if (!(message.getHeader(name) instanceof CharSequence value) || value.isEmpty()) {
            throw auth("SIGN_MISSING", "The header " + name + " is missing, or is there several times");
        }
        return value.toString();
    }

    private static TencentException auth(String code, String message) {
        return refusal(Outcome.AUTH, "verify", code, message);
    }
}
