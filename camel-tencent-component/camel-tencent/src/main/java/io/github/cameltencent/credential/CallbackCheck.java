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
package io.github.cameltencent.credential;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.sign.ImCallbackSignature;
import java.time.Duration;
import java.time.Instant;

/**
 * Verifies that a callback belongs to a known application, is signed and is recent. The Sign does not cover the body.
 * Thread-safe.
 */
public final class CallbackCheck {

    private static final int MAX_DIGITS = 12;

    private final CallbackTokens tokens;
    private final Duration window;
    private final boolean signed;

    /**
     * Creates a check. * @param window the maximum difference between the time of a callback and now
     * @param signed whether callbacks must be signed
     */
    public CallbackCheck(CallbackTokens tokens, Duration window, boolean signed) {
        this.tokens = tokens;
        this.window = window;
        this.signed = signed;
    }

    /**
     * Checks the parameters of a callback.
     *
     * @return the SDKAppID of the callback
     * @throws io.github.cameltencent.TencentAuthException with {@code SDKAPPID_MISMATCH}, {@code SIGN_MISSING}, {@code
     *     SIGN_MISMATCH}, {@code REQUEST_TIME_WRONG} or {@code EXPIRED}
     */
    public long check(String sdkAppId, String sign, String requestTime, Instant now) {
        long of = number(sdkAppId);
        if (of < 0 || !tokens.isKnown(of)) {
            throw refused("SDKAPPID_MISMATCH", "the callback belongs to an unknown application: check sdkAppId");
        }
        if (!signed) {
            return of;
        }
        if (sign == null || requestTime == null) {
            throw refused("SIGN_MISSING", "the callback is not signed: enable authentication in the IM console");
        }
        long time = number(requestTime);
        if (time < 0) {
            throw refused("REQUEST_TIME_WRONG", "RequestTime is not a number of seconds");
        }
        boolean genuine = false;
        for (String token : tokens.of(of)) {
            genuine |= ImCallbackSignature.verify(token, requestTime, sign);
        }
        if (!genuine) {
            throw refused("SIGN_MISMATCH", "the Sign does not match the callback token: check callbackToken");
        }
        Duration age = Duration.between(Instant.ofEpochSecond(time), now).abs();
        if (age.compareTo(window) > 0) {
            throw refused(
                    "EXPIRED", "RequestTime differs from the local clock by more than callbackWindow: check the clock");
        }
        return of;
    }

    /** Parses a number of up to twelve digits; returns -1 for any other text. */
    private static long number(String text) {
        if (text == null || text.isEmpty() || text.length() > MAX_DIGITS) {
            return -1;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return -1;
            }
        }
        return Long.parseLong(text);
    }

    private static TencentException refused(String code, String message) {
        return TencentException.of(Outcome.AUTH, code, message)
                .call("im", "callback")
                .build();
    }
}
