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
import io.github.cameltencent.credential.ApplicationSource;
import io.github.cameltencent.credential.Applications;
import io.github.cameltencent.credential.Clocks;
import io.github.cameltencent.credential.EndpointOptions;
import java.time.Clock;
import java.time.Instant;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Base class of all signers and verifiers. The keys are those of an application, or inline. They are checked when a
 * route starts and looked up for each call, so that an application can be replaced while routes run. Thread-safe after
 * configuration; several routes may share an instance.
 *
 * @param <P> the subclass, which the fluent methods return
 */
public abstract class SigningSupport<P extends SigningSupport<P>> extends ServiceSupport implements CamelContextAware {

    final EndpointOptions options = new EndpointOptions();
    private CamelContext camelContext;

    SigningSupport() {}

    abstract P self();

    /** Checks that there are valid keys. * @throws IllegalArgumentException when there are none or invalid ones */
    abstract void requireKeys(CamelContext context);

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    public String getApplication() {
        return options.getApplication();
    }

    public void setApplication(String application) {
        options.setApplication(application);
    }

    /**
     * Sets the name of the application whose keys are used. Without it and without inline keys the application named
     * default is used.
     */
    public P application(String application) {
        setApplication(application);
        return self();
    }

    public String getSecretKey() {
        return options.getSecretKey();
    }

    public void setSecretKey(String secretKey) {
        options.setSecretKey(secretKey);
    }

    public Clock getClock() {
        return options.getClock();
    }

    public void setClock(Clock clock) {
        options.setClock(clock);
    }

    /** Sets the clock for timestamps and checks; the system clock by default. */
    public P clock(Clock clock) {
        setClock(clock);
        return self();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        if (camelContext != null) {
            requireKeys(camelContext);
        }
    }

    // Camel sets no context on a processor in onRedelivery
    CamelContext contextOf(Exchange exchange) {
        return camelContext != null ? camelContext : exchange.getContext();
    }

    // for subclasses without an exchange
    CamelContext requireCamelContext() {
        if (camelContext == null) {
            throw new IllegalStateException(
                    "camelContext is not set: bind this object in Camel's registry, or set camelContext");
        }
        return camelContext;
    }

    Applications applications(CamelContext context) {
        return ApplicationSource.in(context);
    }

    Instant now() {
        return Clocks.of(options).instant();
    }

    static TencentException refusal(Outcome outcome, String service, String operation, String code, String message) {
        return TencentException.of(outcome, code, message)
                .call(service, operation)
                .build();
    }

    @Override
    public String toString() {
        return getClass().getSimpleName()
                + (options.getApplication() == null ? "" : "[" + options.getApplication() + "]");
    }
}
