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
package io.github.cameltencent.emulator.engine;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A rule of a fault script: which requests it applies to, how often, and its effect. Immutable. */
public final class Fault {

    private final Builder rule;

    private Fault(Builder rule) {
        this.rule = rule;
    }

    /** Starts a fault that applies to every request unless the builder restricts it. */
    public static Builder of(FaultKind kind) {
        return new Builder(kind);
    }

    public FaultKind kind() {
        return rule.kind;
    }

    public String service() {
        return rule.service;
    }

    public String path() {
        return rule.path;
    }

    public double rate() {
        return rule.rate;
    }

    public long count() {
        return rule.count;
    }

    public long delayMillis() {
        return rule.delayMillis;
    }

    public int status() {
        return rule.status;
    }

    public String code() {
        return rule.code;
    }

    public Map<String, String> headers() {
        return rule.headers;
    }

    public long seed() {
        return rule.seed;
    }

    /** Whether the service executes the request despite this fault. */
    public boolean executes() {
        return rule.kind.executes() || rule.accepted;
    }

    boolean matches(String requestService, String requestPath, String operation) {
        if (rule.service != null && !rule.service.equals(requestService)) {
            return false;
        }
        return rule.path == null || matches(requestPath) || (!operation.isEmpty() && matches(operation));
    }

    private boolean matches(String pathOrOperation) {
        return rule.path.endsWith("*")
                ? pathOrOperation.startsWith(rule.path.substring(0, rule.path.length() - 1))
                : rule.path.equals(pathOrOperation);
    }

    /** Builds a {@link Fault}. */
    public static final class Builder {

        private final FaultKind kind;
        private String service;
        private String path;
        private double rate = 1;
        private long count = Long.MAX_VALUE;
        private long delayMillis;
        private int status = 503;
        private String code = "";
        private Map<String, String> headers = Map.of();
        private boolean accepted;
        private long seed = 1;

        private Builder(FaultKind kind) {
            this.kind = kind;
            this.delayMillis = switch (kind) {
                case DELAY -> 1000;
                case CLOSE_IDLE, DRIBBLE -> 100;
                default -> 0;
            };
        }

        private Builder(Builder other) {
            kind = other.kind;
            service = other.service;
            path = other.path;
            rate = other.rate;
            count = other.count;
            delayMillis = other.delayMillis;
            status = other.status;
            code = other.code;
            headers = other.headers;
            accepted = other.accepted;
            seed = other.seed;
        }

        /** Restricts the fault to a service. */
        public Builder service(String name) {
            service = name;
            return this;
        }

        /** Restricts the fault to a path or an operation; a trailing star matches all that start with the text. */
        public Builder path(String pathOrPrefix) {
            path = pathOrPrefix;
            return this;
        }

        /** Sets the fraction of matching requests that the fault applies to, selected by seed and match number. */
        public Builder rate(double share) {
            if (!(share > 0 && share <= 1)) {
                throw new IllegalArgumentException("rate must be above 0 and at most 1, not " + share);
            }
            rate = share;
            return this;
        }

        /** Restricts the fault to the first matching requests. */
        public Builder count(long matches) {
            if (matches < 1) {
                throw new IllegalArgumentException("count must be at least 1, not " + matches);
            }
            count = matches;
            return this;
        }

        /** Sets the delay of an answer, the lifetime of an idle connection, or the interval between single bytes. */
        public Builder delay(Duration time) {
            if (time.isNegative() || time.compareTo(Duration.ofHours(1)) > 0) {
                throw new IllegalArgumentException("delay must be from 0 to 3600000 ms");
            }
            delayMillis = time.toMillis();
            return this;
        }

        public Builder status(int httpStatus) {
            if (httpStatus < 200 || httpStatus > 599) {
                throw new IllegalArgumentException("status must be from 200 to 599, not " + httpStatus);
            }
            status = httpStatus;
            return this;
        }

        /** Sets the service's code, such as 1008028 of TPNS. */
        public Builder code(String serviceCode) {
            code = serviceCode;
            return this;
        }

        /** Adds a header to the answer, such as Retry-After. */
        public Builder header(String name, String value) {
            Map<String, String> more = new LinkedHashMap<>(headers);
            more.put(name, value);
            headers = Map.copyOf(more);
            return this;
        }

        /** Makes {@link FaultKind#STATUS} execute the request before it answers. */
        public Builder accepted(boolean executed) {
            accepted = executed;
            return this;
        }

        public Builder seed(long number) {
            seed = number;
            return this;
        }

        public Fault build() {
            if (kind == FaultKind.CODE && code.isEmpty()) {
                throw new IllegalArgumentException("the fault \"code\" needs \"code\"");
            }
            return new Fault(new Builder(this));
        }
    }
}
