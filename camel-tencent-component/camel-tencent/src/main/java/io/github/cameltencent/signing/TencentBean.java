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
import io.github.cameltencent.credential.SharedConfiguration;
import java.time.Clock;
import java.time.Instant;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.support.service.ServiceSupport;

/**
 * What signers and verifiers share, be they processors or a part of the HTTP client: the keys are those of an application, or
 * given inline. Set up once, then thread-safe; one bean may serve several routes. Keys are looked at when a route starts,
 * and looked up for each call, so that an application can be replaced while routes run.
 *
 * @param <P> the bean itself, which the methods for setting up return
 */
public abstract class TencentBean<P extends TencentBean<P>> extends ServiceSupport implements CamelContextAware {

    final SharedConfiguration options = new SharedConfiguration();
    private CamelContext camelContext;

    TencentBean() {}

    abstract P self();

    /**
     * Looks the keys up.
     *
     * @throws IllegalArgumentException when there are none, or they are no good
     */
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

    /** The named application whose keys are used; without it and without inline keys, the one named default. */
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

    /** The clock of every time stamp and check; the system's by default. */
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

    // a processor in onRedelivery, or one that is called by hand, is given no context
    CamelContext contextOf(Exchange exchange) {
        return camelContext != null ? camelContext : exchange.getContext();
    }

    // for those that meet no exchange
    CamelContext requireCamelContext() {
        if (camelContext == null) {
            throw new IllegalStateException(
                    "No CamelContext: bind this object in Camel's registry, or set camelContext");
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
