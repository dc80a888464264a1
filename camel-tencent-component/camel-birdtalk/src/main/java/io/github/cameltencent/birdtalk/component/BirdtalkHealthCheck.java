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
package io.github.cameltencent.birdtalk.component;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRepository;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.health.WritableHealthCheckRepository;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.apache.camel.support.DefaultEndpoint;

/** Tells whether the account of an endpoint is logged in, as soon as a route uses it. Nothing is sent to the server. */
public final class BirdtalkHealthCheck extends AbstractHealthCheck {

    private final Endpoint endpoint;
    private final BirdtalkOperation operation;
    private final String account;
    private final BirdtalkService service;

    /**
     * The check of an endpoint.
     *
     * @param account its name, null for none
     */
    public BirdtalkHealthCheck(
            DefaultEndpoint endpoint, BirdtalkOperation operation, String account, BirdtalkService service) {
        super("camel", "producer:birdtalk-" + endpoint.getId());
        this.endpoint = endpoint;
        this.operation = operation;
        this.account = account;
        this.service = service;
    }

    /** Adds it to the checks of producers. */
    public void register(boolean enabled) {
        setEnabled(enabled);
        if (producers() instanceof WritableHealthCheckRepository writable) {
            writable.addHealthCheck(this);
        }
    }

    /** Removes it. */
    public void unregister() {
        if (producers() instanceof WritableHealthCheckRepository writable) {
            writable.removeHealthCheck(this);
        }
    }

    private HealthCheckRepository producers() {
        return HealthCheckHelper.getHealthCheckRepository(endpoint.getCamelContext(), "producers");
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        builder.detail("operation", operation.path());
        if (account != null) {
            builder.detail("account", account);
        }
        String trouble = service.trouble();
        if (trouble == null) {
            builder.up();
        } else {
            builder.message(trouble).down();
        }
    }
}
