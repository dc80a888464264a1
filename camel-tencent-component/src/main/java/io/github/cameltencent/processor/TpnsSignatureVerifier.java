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
package io.github.cameltencent.processor;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.credential.ReplayGuard;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Lets only calls pass that are signed as TPNS wants it, with a key of the application, not long ago: for a gateway in
 * front of TPNS, or for calls between own systems. What is refused fails with a
 * {@link io.github.cameltencent.TencentAuthException}, whose code is {@code SIGN_MISSING}, {@code TIMESTAMP_INVALID},
 * {@code TIMESTAMP_STALE}, {@code ACCESS_ID_UNKNOWN}, {@code SIGN_MISMATCH} or {@code REPLAYED}. Must come first in the
 * route, as long as the body is what arrived; it becomes {@code byte[]}.
 */
public final class TpnsSignatureVerifier extends TpnsProcessor<TpnsSignatureVerifier> {

    // beyond the year 2286; a longer text is no time
    private static final int LONGEST_TIME = 11;

    private long window = 300_000;
    private boolean replayCheck;
    private int maxRemembered = 100_000;

    // null until it is needed first, when window and size are known; guarded by the lock of the service
    private volatile ReplayGuard guard;

    @Override
    TpnsSignatureVerifier self() {
        return this;
    }

    public long getWindow() {
        return window;
    }

    /** How far the time stamp may be from now, before and after, in milliseconds; 300000 by default. */
    public void setWindow(long window) {
        if (window <= 0) {
            throw new IllegalArgumentException("window is " + window + ": it must be more than 0 milliseconds");
        }
        this.window = window;
    }

    /** How far the time stamp may be from now, before and after; five minutes by default. */
    public TpnsSignatureVerifier window(Duration window) {
        setWindow(window.toMillis());
        return this;
    }

    public boolean isReplayCheck() {
        return replayCheck;
    }

    /**
     * Whether a signature is taken only once, which also refuses the second of two equal bodies in the same second; false
     * by default. Each JVM remembers by itself.
     */
    public void setReplayCheck(boolean replayCheck) {
        this.replayCheck = replayCheck;
    }

    /** Whether a signature is taken only once; see {@link #setReplayCheck}. */
    public TpnsSignatureVerifier replayCheck(boolean replayCheck) {
        setReplayCheck(replayCheck);
        return this;
    }

    public int getMaxRemembered() {
        return maxRemembered;
    }

    /** How many signatures are remembered at most; beyond that calls are refused as THROTTLED. 100000 by default. */
    public void setMaxRemembered(int maxRemembered) {
        this.maxRemembered = maxRemembered;
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
        if (!pair.signature().verify(time, body, sign)) {
            throw auth("SIGN_MISMATCH", "The signature is not that of this body and time stamp");
        }
        if (replayCheck) {
            requireNew(sign, now);
        }
    }

    private void requireInTime(String time, Instant now) {
        if (time.length() > LONGEST_TIME || !time.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw auth("TIMESTAMP_INVALID", "The header TimeStamp is not Unix seconds");
        }
        Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(time)), now);
        // whole seconds are compared, as the time stamp has no more
        if (Math.abs(age.toSeconds()) > Duration.ofMillis(window).toSeconds()) {
            throw auth(
                    "TIMESTAMP_STALE",
                    "The time stamp is " + Math.abs(age.toSeconds()) + " s " + (age.isNegative() ? "ahead" : "old")
                            + ", allowed are " + Duration.ofMillis(window).toSeconds() + " s: compare the clocks");
        }
    }

    private void requireNew(String sign, Instant now) {
        ReplayGuard.Answer answer = guard().admit(sign, now);
        if (answer == ReplayGuard.Answer.REPEATED) {
            throw auth("REPLAYED", "This signature came before");
        }
        if (answer == ReplayGuard.Answer.FULL) {
            throw refusal(
                    Outcome.THROTTLED,
                    "verify",
                    "REPLAY_MEMORY_FULL",
                    "More than " + maxRemembered + " calls within the window: raise maxRemembered");
        }
    }

    private ReplayGuard guard() {
        ReplayGuard now = guard;
        if (now == null) {
            lock.lock();
            try {
                now = guard == null ? newGuard() : guard;
                guard = now;
            } finally {
                lock.unlock();
            }
        }
        return now;
    }

    // a time stamp may be a window ahead, and stays good for another one
    private ReplayGuard newGuard() {
        return new ReplayGuard(Duration.ofMillis(window).multipliedBy(2).plusSeconds(1), maxRemembered);
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
