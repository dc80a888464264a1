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
package io.github.cameltencent;

import java.time.Duration;
import java.util.Objects;

/**
 * A call that has ended, with all its retries. Each part of a split push is a call of its own. An exchange that ends
 * before anything is sent, and each UserSig, is a call without attempts. Contains no user id, token, key or content.
 * Immutable.
 */
public final class TencentCall {

    private final String service;
    private final String operation;
    private final String application;
    private final Outcome outcome;
    private final String code;
    private final int attempts;
    private final Duration duration;

    /**
     * Creates a call that has ended.
     *
     * @param application the name of the application, {@code inline} for keys of an endpoint
     * @param code the error code, null if the call was accepted
     */
    public TencentCall(
            String service,
            String operation,
            String application,
            Outcome outcome,
            String code,
            int attempts,
            Duration duration) {
        this.service = Objects.requireNonNull(service);
        this.operation = Objects.requireNonNull(operation);
        this.application = Objects.requireNonNull(application);
        this.outcome = Objects.requireNonNull(outcome);
        this.code = code;
        this.attempts = attempts;
        this.duration = Objects.requireNonNull(duration);
    }

    /** Returns the service of the endpoint, such as {@code push}; {@code birdtalk} for the chat. */
    public String getService() {
        return service;
    }

    /** Returns the operation at the service, such as {@code openim/sendmsg}. */
    public String getOperation() {
        return operation;
    }

    /** Returns the name of the application, or of the chat account; {@code inline} for keys of an endpoint. */
    public String getApplication() {
        return application;
    }

    /** Returns the outcome of the call. */
    public Outcome getOutcome() {
        return outcome;
    }

    /** Returns the error code of the service, or of this component in capitals; null if the call was accepted. */
    public String getCode() {
        return code;
    }

    /** Returns the number of attempts that were sent; 0 if none was. */
    public int getAttempts() {
        return attempts;
    }

    /** Returns the time from the start of the call, including waits for limits and retries; zero if nothing was sent. */
    public Duration getDuration() {
        return duration;
    }

    @Override
    public String toString() {
        return service + "/" + operation + " of " + application + ": " + outcome + (code == null ? "" : " " + code)
                + ", attempts: " + attempts + ", " + duration.toMillis() + " ms";
    }
}
