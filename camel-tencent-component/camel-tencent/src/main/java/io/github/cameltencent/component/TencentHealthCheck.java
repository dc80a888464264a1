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
package io.github.cameltencent.component;

import io.github.cameltencent.transport.ApplicationLimits;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Checks whether the producers of an endpoint can send. It sends nothing: it checks the keys, the transport, and
 * whether the service refused the credentials of recent calls. For readiness only, because a restart would not help.
 */
final class TencentHealthCheck extends AbstractHealthCheck {

    private final TencentEndpoint endpoint;

    TencentHealthCheck(TencentEndpoint endpoint) {
        super("camel", "producer:tencent-" + endpoint.getId());
        this.endpoint = endpoint;
        setEnabled(endpoint.isHealthCheckEnabled());
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        builder.detail("service", endpoint.getService());
        if (endpoint.getShared().getApplication() != null) {
            builder.detail("application", endpoint.getShared().getApplication());
        }
        try {
            endpoint.checkKeys();
        } catch (IllegalArgumentException e) {
            builder.message(e.getMessage()).down();
            return;
        }
        if (!endpoint.isTransportRunning()) {
            builder.message("The tencent component is not started").down();
            return;
        }
        if (!endpoint.isClientRunning()) {
            builder.message("The HTTP client of the tencent component has failed and is being rebuilt")
                    .down();
            return;
        }
        for (ApplicationLimits limits : endpoint.limits()) {
            builder.detail("inFlight", limits.inFlight());
            builder.detail("retryTokens", limits.retryTokens());
            String refused = limits.refusedCredentials();
            if (refused != null) {
                builder.message("The credentials were refused within the last minute, code " + refused)
                        .down();
                return;
            }
        }
        builder.up();
    }
}
