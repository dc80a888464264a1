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

import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;

/**
 * Thrown when a call to one of Tencent's services was not accepted completely. There is a subclass for each {@link
 * Outcome}, so that {@code onException} can select by type. The message and the getters hold no secret, signature,
 * device token or message content; only {@link #getResult()} may name targets.
 */
public class TencentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Outcome outcome;
    private final String code;
    private final String reason;
    private final boolean codeKnown;
    private final String requestId;
    private final int httpStatus;
    private final String service;
    private final String operation;
    private final int attempts;
    private final Duration retryAfter;
    private final Serializable result;

    TencentException(Builder from) {
        super(from.text(), from.cause);
        outcome = from.outcome;
        code = from.code;
        reason = from.message;
        codeKnown = from.codeKnown;
        requestId = from.requestId;
        httpStatus = from.httpStatus;
        service = from.service;
        operation = from.operation;
        attempts = from.attempts;
        retryAfter = from.retryAfter;
        result = from.result;
    }

    /**
     * Returns a builder for the exception that belongs to the outcome.
     *
     * @throws IllegalArgumentException for {@link Outcome#ACCEPTED}, which is no failure
     */
    public static Builder of(Outcome outcome, String code, String message) {
        return new Builder(outcome, code, message);
    }

    /** The outcome of the call. */
    public Outcome getOutcome() {
        return outcome;
    }

    /** The service's own code (such as {@code 1008003}), or a local one in capitals (such as {@code LOCAL_LIMIT}). */
    public String getCode() {
        return code;
    }

    /** Whether the shipped tables list the code; an unknown one counts as {@link Outcome#REJECTED}. */
    public boolean isCodeKnown() {
        return codeKnown;
    }

    /** The request id for questions to Tencent's support, or null if the service returned none. */
    public String getRequestId() {
        return requestId;
    }

    /** The HTTP status of the last answer, 0 if there was none. */
    public int getHttpStatus() {
        return httpStatus;
    }

    /** The service of the endpoint, such as {@code push}. */
    public String getService() {
        return service;
    }

    /** The operation that was called, such as {@code push/app}. */
    public String getOperation() {
        return operation;
    }

    /** How many times the request was sent; 0 if it never was. */
    public int getAttempts() {
        return attempts;
    }

    /** Whether the call can be retried unchanged, without the risk of executing it twice. */
    public boolean isRetryable() {
        return outcome.isRetryable();
    }

    /** How long the service asked to wait before a retry, or null. */
    public Duration getRetryAfter() {
        return retryAfter;
    }

    /** The result of each part, such as the {@code PushResult} of a split push, or null. */
    public Serializable getResult() {
        return result;
    }

    /** Returns a builder with the values of this exception. */
    public Builder toBuilder() {
        Builder builder = new Builder(outcome, code, reason)
                .requestId(requestId)
                .httpStatus(httpStatus)
                .call(service, operation)
                .attempts(attempts)
                .retryAfter(retryAfter)
                .result(result)
                .cause(getCause());
        return codeKnown ? builder : builder.unknownCode();
    }

    /** Builds a {@link TencentException} of the subclass that belongs to the outcome. */
    public static final class Builder {
        private final Outcome outcome;
        private final String code;
        private final String message;
        private boolean codeKnown = true;
        private String requestId;
        private int httpStatus;
        private String service;
        private String operation;
        private int attempts;
        private Duration retryAfter;
        private Serializable result;
        private Throwable cause;

        Builder(Outcome outcome, String code, String message) {
            this.outcome = Objects.requireNonNull(outcome, "outcome");
            this.code = code;
            this.message = message;
            if (outcome == Outcome.ACCEPTED) {
                throw new IllegalArgumentException("ACCEPTED is not a failure");
            }
        }

        /** Marks the code as missing from the shipped tables. */
        public Builder unknownCode() {
            this.codeKnown = false;
            return this;
        }

        /** Sets the id that the service gave to the request. */
        public Builder requestId(String requestId) {
            this.requestId = requestId;
            return this;
        }

        /** Sets the HTTP status of the answer, 0 for none. */
        public Builder httpStatus(int httpStatus) {
            this.httpStatus = httpStatus;
            return this;
        }

        /** Sets the service and the operation that were called. */
        public Builder call(String service, String operation) {
            this.service = service;
            this.operation = operation;
            return this;
        }

        /** Sets how many times the request was sent. */
        public Builder attempts(int attempts) {
            this.attempts = attempts;
            return this;
        }

        /** Sets how long the service asked to wait before a retry. */
        public Builder retryAfter(Duration retryAfter) {
            this.retryAfter = retryAfter;
            return this;
        }

        /** Sets the result of each part. */
        public Builder result(Serializable result) {
            this.result = result;
            return this;
        }

        /** Sets the cause; its message is not copied. */
        public Builder cause(Throwable cause) {
            this.cause = cause;
            return this;
        }

        /** Creates the exception. */
        public TencentException build() {
            return switch (outcome) {
                case REJECTED -> new TencentRejectedException(this);
                case AUTH -> new TencentAuthException(this);
                case THROTTLED -> new TencentThrottledException(this);
                case TRANSIENT -> new TencentTransientException(this);
                case AMBIGUOUS -> new TencentAmbiguousException(this);
                case PARTIAL -> new TencentPartialException(this);
                case ACCEPTED -> throw new IllegalStateException("ACCEPTED is not a failure");
            };
        }

        /** The service and the operation; the service only once if the operation begins with it. */
        private String call() {
            if (operation == null || operation.isEmpty()) {
                return service;
            }
            return operation.startsWith(service + "/") ? operation : service + "/" + operation;
        }

        private String text() {
            StringBuilder text = new StringBuilder(outcome.name());
            if (service != null) {
                text.append(" by ").append(call());
            }
            text.append(": ");
            if (code != null) {
                text.append(code).append(codeKnown ? " " : " (a code that is not in the tables) ");
            }
            text.append(message);
            if (httpStatus != 0 && httpStatus != 200) {
                text.append(", HTTP ").append(httpStatus);
            }
            if (requestId != null) {
                text.append(", request id ").append(requestId);
            }
            if (attempts > 1) {
                text.append(", after ").append(attempts).append(" attempts");
            }
            return text.toString();
        }
    }
}
