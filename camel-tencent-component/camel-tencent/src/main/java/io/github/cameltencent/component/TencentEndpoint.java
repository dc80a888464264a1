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
import io.github.cameltencent.credential.EndpointOptions;
import io.github.cameltencent.exchange.ProducerHealth;
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
 * Send push notifications, call IM and any Tencent Cloud API, poll Cloud APIs, receive IM callbacks, and create and
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
            description = "The service: push notifications, any call of TPNS, IM or the Cloud API, or UserSigs",
            enums = "push,tpns,im,cloud,usersig")
    @Metadata(required = true)
    private final String service;

    @UriPath(
            description =
                    "The operation: generate, privateMapKey or verify for usersig, the path below v3 for tpns, service/command for im, product/Action for cloud, none for push")
    private final String operation;

    private final ProducerHealth health = new ProducerHealth(getCamelContext(), () -> new TencentHealthCheck(this));

    /** Created when the options are set. */
    private TencentService tencentService;

    TencentEndpoint(String uri, TencentComponent component, String service, String operation) {
        super(uri, component);
        this.service = service;
        this.operation = operation;
    }

    /**
     * Creates the service from the options of the endpoint, and checks options and keys.
     *
     * @throws IllegalArgumentException when an option or key is invalid; the message says what to do
     */
    void initService(ServiceType type) {
        CallOptionCheck.check(getShared());
        tencentService = type.create(new EndpointSetup());
        tencentService.validate();
    }

    /** Gives the service access to this endpoint. */
    private final class EndpointSetup implements ServiceSetup {

        @Override
        public CamelContext camelContext() {
            return getCamelContext();
        }

        @Override
        public String operation() {
            return operation;
        }

        @Override
        public EndpointOptions shared() {
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
     * Checks the current keys. * @throws IllegalArgumentException when there are none or invalid ones; the message says
     * what to do
     */
    void checkKeys() {
        tencentService.checkKeys();
    }

    /** The limits that this endpoint shares with others of the same application; empty if it sends nothing. */
    Collection<ApplicationLimits> limits() {
        return tencentService.limits();
    }

    /** Whether the transport is started. */
    boolean isTransportRunning() {
        return component().transportService().isRunning();
    }

    /** Whether the HTTP client runs; it is rebuilt after a failure. */
    boolean isClientRunning() {
        return component().transportService().isClientRunning();
    }

    boolean isHealthCheckEnabled() {
        return component().isHealthCheckProducerEnabled();
    }

    @Override
    public Producer createProducer() {
        if (getCamelContext().isStarted()) {
            // the component may still be starting on another thread, and would refuse calls
            ServiceHelper.startService(getComponent());
        }
        ServiceProducer producer = tencentService.createProducer(this);
        producer.setHealthCheck(health.ofProducer());
        return isSynchronous() ? new SynchronousDelegateProducer(producer) : producer;
    }

    @ManagedAttribute(description = "Number of calls of the application in flight")
    public int getInFlight() {
        return limits().stream().mapToInt(ApplicationLimits::inFlight).sum();
    }

    @ManagedAttribute(description = "Number of accepted calls of the application since the start")
    public long getAcceptedCalls() {
        return limits().stream().mapToLong(ApplicationLimits::accepted).sum();
    }

    @ManagedAttribute(description = "Number of failed calls of the application since the start")
    public long getFailedCalls() {
        return limits().stream().mapToLong(ApplicationLimits::failed).sum();
    }

    @ManagedAttribute(description = "Remaining retry tokens of 500; without tokens there are no retries")
    public int getRetryTokens() {
        return limits().stream().mapToInt(ApplicationLimits::retryTokens).min().orElse(0);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        Consumer consumer = tencentService.createConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public String getServiceUrl() {
        return tencentService.address();
    }

    @Override
    public String getServiceProtocol() {
        return "https";
    }

    @Override
    public boolean isRemote() {
        return tencentService.isRemote();
    }

    @Override
    public Processor createWebhookHandler(Processor next) {
        return tencentService.createWebhookHandler(next);
    }

    @Override
    public void registerWebhook() {
        // the callback URL is configured in the console
    }

    @Override
    public void unregisterWebhook() {
        // the callback URL is configured in the console
    }

    @Override
    public void setWebhookConfiguration(WebhookConfiguration configuration) {
        // the URL is not needed
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
