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

import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.credential.Applications;
import io.github.cameltencent.credential.CallOptionCheck;
import io.github.cameltencent.credential.SharedConfiguration;
import io.github.cameltencent.exchange.ServiceProducer;
import io.github.cameltencent.exchange.ServiceSetup;
import io.github.cameltencent.exchange.ServiceType;
import io.github.cameltencent.exchange.TencentService;
import io.github.cameltencent.transport.ApplicationLimits;
import io.github.cameltencent.transport.CallSender;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.component.webhook.WebhookCapableEndpoint;
import org.apache.camel.component.webhook.WebhookConfiguration;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.SynchronousDelegateProducer;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Send push notifications through Tencent's push services, call or poll any Tencent Cloud API, call IM, and make and
 * verify UserSigs.
 */
@UriEndpoint(
        firstVersion = "1.0.0",
        scheme = TencentConstants.SCHEME,
        title = "Tencent",
        syntax = "tencent:service/operation",
        remote = true,
        category = {Category.CLOUD, Category.MESSAGING, Category.MOBILE},
        headersClass = TencentConstants.class)
@ManagedResource(description = "Managed Tencent endpoint")
public class TencentEndpoint extends ConfiguredEndpoint implements EndpointServiceLocation, WebhookCapableEndpoint {

    @UriPath(
            description = "What is used: pushes, any call of TPNS, of IM or of the Cloud API, or UserSigs",
            enums = "push,tpns,im,cloud,usersig")
    @Metadata(required = true)
    private final String service;

    @UriPath(
            description =
                    "What the service is to do: generate, privateMapKey or verify for usersig, the path below v3 for tpns, service/command for im, product/Action for cloud, nothing for push")
    private final String operation;

    private final ProducerHealth health = new ProducerHealth(this);

    /** Made when the options are set. */
    private TencentService theService;

    TencentEndpoint(String uri, TencentComponent component, String service, String operation) {
        super(uri, component);
        this.service = service;
        this.operation = operation;
    }

    /**
     * Makes the service of the endpoint from its options, and checks what can be checked before the first message.
     *
     * @throws IllegalArgumentException when something is wrong; its text says what to do
     */
    void serve(ServiceType type) {
        CallOptionCheck.check(getShared());
        theService = type.create(new Setup());
        theService.validate();
    }

    /** What the service gets of this endpoint. */
    private final class Setup implements ServiceSetup {

        @Override
        public CamelContext camelContext() {
            return getCamelContext();
        }

        @Override
        public String operation() {
            return operation;
        }

        @Override
        public SharedConfiguration shared() {
            return getShared();
        }

        @Override
        public <T> T options(Class<T> type) {
            return TencentEndpoint.this.options(type);
        }

        @Override
        public Applications applications() {
            return component().applicationResolver();
        }

        @Override
        public CallSender calls() {
            return component().transportService();
        }

        @Override
        public Collection<ApplicationLimits> limits(Stream<String> names) {
            return isTransportRunning()
                    ? names.distinct()
                            .map(name -> component().transportService().limits(name))
                            .toList()
                    : List.of();
        }
    }

    /**
     * Checks that there are keys to work with, as they are now.
     *
     * @throws IllegalArgumentException when there are not; its text says what to do
     */
    void checkKeys() {
        theService.checkKeys();
    }

    /** What the calls of this endpoint share with others of the same application; empty where nothing is sent. */
    Collection<ApplicationLimits> limits() {
        return theService.limits();
    }

    /** Whether calls can be made. */
    boolean isTransportRunning() {
        return component().transportService().isRunning();
    }

    /** Whether the HTTP client works; it is built anew after a failure. */
    boolean isClientRunning() {
        return component().transportService().isClientRunning();
    }

    boolean isHealthCheckEnabled() {
        return component().isHealthCheckProducerEnabled();
    }

    @Override
    public Producer createProducer() {
        if (getCamelContext().isStarted()) {
            // another thread may be about to start the component, whose calls are refused until then
            ServiceHelper.startService(getComponent());
        }
        ServiceProducer producer = theService.createProducer(this);
        producer.setHealthCheck(health.ofProducer());
        return isSynchronous() ? new SynchronousDelegateProducer(producer) : producer;
    }

    @ManagedAttribute(description = "Calls of the application that are in flight")
    public int getInFlight() {
        return limits().stream().mapToInt(ApplicationLimits::inFlight).sum();
    }

    @ManagedAttribute(description = "Calls of the application that were accepted since the start")
    public long getAcceptedCalls() {
        return limits().stream().mapToLong(ApplicationLimits::accepted).sum();
    }

    @ManagedAttribute(description = "Calls of the application that ended otherwise since the start")
    public long getFailedCalls() {
        return limits().stream().mapToLong(ApplicationLimits::failed).sum();
    }

    @ManagedAttribute(description = "Retry tokens left, of 500; at 0 nothing is retried")
    public int getRetryTokens() {
        return limits().stream().mapToInt(ApplicationLimits::retryTokens).min().orElse(0);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        Consumer consumer = theService.createConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public String getServiceUrl() {
        return theService.address();
    }

    @Override
    public String getServiceProtocol() {
        return "https";
    }

    @Override
    public boolean isRemote() {
        return theService.isRemote();
    }

    @Override
    public Processor createWebhookHandler(Processor next) {
        return theService.createWebhookHandler(next);
    }

    @Override
    public void registerWebhook() {
        // the console has the address of the callbacks
    }

    @Override
    public void unregisterWebhook() {
        // the console has the address of the callbacks
    }

    @Override
    public void setWebhookConfiguration(WebhookConfiguration configuration) {
        // the address needs not be known here
    }

    @Override
    public List<String> getWebhookMethods() {
        return List.of("POST");
    }

    private TencentComponent component() {
        return (TencentComponent) getComponent();
    }

    public String getService() {
        return service;
    }

    public String getOperation() {
        return operation;
    }
}
