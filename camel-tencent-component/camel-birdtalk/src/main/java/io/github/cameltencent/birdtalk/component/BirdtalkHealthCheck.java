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

import io.github.cameltencent.birdtalk.account.AccountClient;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Is UP while the account of a producer or consumer is logged in. Sends nothing to the server. For readiness only,
 * since restarting the process would not help.
 */
final class BirdtalkHealthCheck extends AbstractHealthCheck {

    private final BirdtalkService service;
    private final Supplier<AccountClient> client;

    /**
     * A check of the account of an endpoint.
     *
     * @param client supplies the client of the account, null if it could not be connected
     */
    BirdtalkHealthCheck(String id, BirdtalkService service, Supplier<AccountClient> client) {
        super("camel", id);
        this.service = service;
        this.client = client;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        builder.detail("operation", service.operation().path());
        if (service.account() != null) {
            builder.detail("account", service.account());
        }
        AccountClient current = client.get();
        String why = current == null
                ? "The account could not be connected; the log has the reason"
                : BirdtalkService.loginProblem(current);
        if (why == null) {
            builder.up();
        } else {
            builder.message(why).down();
        }
    }
}
