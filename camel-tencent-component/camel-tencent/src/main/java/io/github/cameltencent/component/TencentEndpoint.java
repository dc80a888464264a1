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
import io.github.cameltencent.birdtalk.BirdtalkService;
import io.github.cameltencent.callback.CallbackProcessor;
import io.github.cameltencent.cloud.CloudOptions;
import io.github.cameltencent.cloud.CloudService;
import io.github.cameltencent.credential.Applications;
import io.github.cameltencent.credential.CallbackTokens;
import io.github.cameltencent.credential.Clocks;
import io.github.cameltencent.credential.ResponseType;
import io.github.cameltencent.credential.TpnsKeys;
import io.github.cameltencent.credential.ValidateOperation;
import io.github.cameltencent.im.ImService;
import io.github.cameltencent.push.OnPartialFailure;
import io.github.cameltencent.push.PushProvider;
import io.github.cameltencent.push.producer.PushProducer;
import io.github.cameltencent.tpns.TpnsCalls;
import io.github.cameltencent.tpns.TpnsProducer;
import io.github.cameltencent.transport.Scope;
import io.github.cameltencent.usersig.UserSigProducer;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
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
 * Send push notifications through Tencent's push services, call or poll any Tencent Cloud API, call IM, make and verify
 * UserSigs, and chat over BirdTalk.
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
            description =
                    "What is used: pushes, any call of TPNS, of IM or of the Cloud API, UserSigs, or the BirdTalk chat",
            enums = "push,tpns,im,cloud,usersig,birdtalk")
    @Metadata(required = true)
    private final String service;

    @UriPath(
            description =
                    "What the service is to do: generate, privateMapKey or verify for usersig, the path below v3 for tpns, service/command for im, product/Action for cloud, send, friend, group, user, query, upload or download for birdtalk, nothing for push")
    private final String operation;

    private TencentHealthCheck healthCheck;

    /** Null but for the Cloud API, and until the endpoint is checked. */
    private CloudService cloudService;

    /** Null but for the chat, and until the endpoint is checked. */
    private BirdtalkService birdtalkService;

    /** Null but for calls of IM, and until the endpoint is checked. */
    private ImService imService;

    TencentEndpoint(String uri, TencentComponent component, String service, String operation) {
        super(uri, component);
        this.service = service;
        this.operation = operation;
    }

    /** Checks what can be checked before the first message. */
    void validate() {
        TencentService kind = OperationCheck.service(service);
        OptionCheck.check(getShared());
        switch (kind) {
            case PUSH -> {
                OperationCheck.none(operation);
                if (PushProducer.check(getShared(), getPush(), applications()) == PushProvider.TIMPUSH) {
                    imService = component().imService(getShared());
                }
            }
            case TPNS ->
                OperationCheck.check(
                        service,
                        operation,
                        calls().facts().operations(),
                        getShared().getValidateOperation());
            case CLOUD -> {
                CloudOperationCheck.check(
                        operation, getCloud(), getShared(), component().cloudCalls());
                cloudService = component()
                        .cloudService(
                                operation,
                                new CloudOptions(getShared(), getCloud(), getPaging(), getStreaming(), getPolling()));
            }
            case IM -> {
                OperationCheck.command(
                        operation, component().imCommands(), getShared().getValidateOperation());
                imService = component().imService(getShared());
            }
            case USERSIG ->
                OperationCheck.check(service, operation, UserSigProducer.OPERATIONS, ValidateOperation.FAIL);
            case BIRDTALK -> {
                if (!operation.isEmpty()) {
                    OperationCheck.check(service, operation, BirdtalkService.OPERATIONS, ValidateOperation.FAIL);
                }
                OperationCheck.chatOperation(
                        operation, getChatSending().getChatOperation(), BirdtalkService.chatOperations(operation));
                birdtalkService = component().birdtalkService(getShared(), getBirdtalk());
            }
        }
        checkKeys();
    }

    /**
     * Checks that there are keys to work with, as they are now.
     *
     * @throws IllegalArgumentException when there are not; its text says what to do
     */
    void checkKeys() {
        switch (OperationCheck.service(service)) {
            case PUSH -> PushProducer.checkKeys(getShared(), getPush(), applications(), calls(), imService);
            case TPNS -> tpnsKeys().forEach(keys -> calls().check(operation, keys, getShared()));
            case CLOUD -> cloudService.check();
            case IM -> imService.check(operation);
            case BIRDTALK -> birdtalkService.check();
            case USERSIG ->
                UserSigProducer.validate(getCamelContext(), operation, getShared(), getUsersig(), applications());
        }
    }

    /** What the calls of this endpoint share with others of the same application; empty where nothing is sent. */
    Collection<Scope> scopes() {
        if (!isRemote() || !isTransportRunning() || birdtalkService != null) {
            return List.of();
        }
        Stream<String> names = cloudService != null
                ? Stream.of(cloudService.scope())
                : imService != null
                        ? Stream.of(imService.scope())
                        : tpnsKeys().stream().map(TpnsKeys::scope);
        return names.distinct()
                .map(name -> component().transportService().scope(name))
                .toList();
    }

    /** What is wrong with the chat's connection; null where nothing is, or there is none. */
    String chatTrouble() {
        return birdtalkService == null ? null : birdtalkService.trouble();
    }

    /** Whether calls can be made. */
    boolean isTransportRunning() {
        return component().transportService().isRunning();
    }

    private Collection<TpnsKeys> tpnsKeys() {
        return TpnsKeys.of(getShared(), applications(), platform()).values();
    }

    @Override
    public Producer createProducer() {
        if (getCamelContext().isStarted()) {
            // another thread may be about to start the component, whose calls are refused until then
            ServiceHelper.startService(getComponent());
        }
        Producer producer = producer();
        return isSynchronous() ? new SynchronousDelegateProducer(producer) : producer;
    }

    private Producer producer() {
        return switch (OperationCheck.service(service)) {
            case PUSH ->
                new PushProducer(
                        this,
                        getShared(),
                        getPush(),
                        applications(),
                        component().transportService(),
                        calls(),
                        imService);
            case TPNS ->
                new TpnsProducer(
                        this,
                        operation,
                        getShared(),
                        platform(),
                        applications(),
                        component().transportService(),
                        calls());
            case CLOUD ->
                cloudService.producer(
                        this,
                        getPush().getOnPartialFailure() == OnPartialFailure.FAIL,
                        component().transportService());
            case IM ->
                imService.producer(
                        this,
                        operation,
                        getIm(),
                        getPush().getOnPartialFailure() == OnPartialFailure.FAIL,
                        component().transportService());
            case BIRDTALK -> birdtalkService.producer(this, operation, getChatSending());
            case USERSIG -> new UserSigProducer(this, operation, getShared(), getUsersig(), applications());
        };
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        healthCheck = new TencentHealthCheck(this);
        healthCheck.register(component().isHealthCheckProducerEnabled());
    }

    @Override
    protected void doStop() throws Exception {
        if (healthCheck != null) {
            healthCheck.unregister();
            healthCheck = null;
        }
        super.doStop();
    }

    @ManagedAttribute(description = "Calls of the application that are under way")
    public int getInFlight() {
        return scopes().stream().mapToInt(Scope::inFlight).sum();
    }

    @ManagedAttribute(description = "Calls of the application that were accepted since the start")
    public long getAcceptedCalls() {
        return scopes().stream().mapToLong(Scope::accepted).sum();
    }

    @ManagedAttribute(description = "Calls of the application that ended otherwise since the start")
    public long getFailedCalls() {
        return scopes().stream().mapToLong(Scope::failed).sum();
    }

    @ManagedAttribute(description = "Tokens left for repeats, of 500; at 0 nothing is repeated")
    public int getRetryTokens() {
        return scopes().stream().mapToInt(Scope::retryTokens).min().orElse(0);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        if (cloudService != null) {
            Consumer consumer =
                    cloudService.consumer(this, processor, component().transportService());
            configureConsumer(consumer);
            return consumer;
        }
        if (birdtalkService != null) {
            Consumer consumer = birdtalkService.consumer(this, processor, getChatConsumer());
            configureConsumer(consumer);
            return consumer;
        }
        throw new UnsupportedOperationException("tencent:" + service + " sends only: it cannot be in from()");
    }

    @Override
    public String getServiceUrl() {
        if (!isRemote()) {
            return null;
        }
        if (cloudService != null) {
            return cloudService.address();
        }
        if (imService != null) {
            return imService.address();
        }
        if (birdtalkService != null) {
            return birdtalkService.address();
        }
        TpnsKeys keys = tpnsKeys().iterator().next();
        return keys.baseUri() != null ? keys.baseUri() : calls().facts().host(keys.region());
    }

    @Override
    public String getServiceProtocol() {
        return birdtalkService != null ? "wss" : "https";
    }

    @Override
    public boolean isRemote() {
        return !"usersig".equals(service) && !isForCallbacks();
    }

    /** Whether it is {@code tencent:im} alone, which sends nothing. */
    private boolean isForCallbacks() {
        return "im".equals(service) && operation.isEmpty();
    }

    @Override
    public Processor createWebhookHandler(Processor next) {
        if (!isForCallbacks()) {
            throw new UnsupportedOperationException("Callbacks are those of IM: say webhook:tencent:im");
        }
        CallbackTokens tokens = new CallbackTokens(
                getShared().getSdkAppId(),
                getCallback().getCallbackToken(),
                getCallback().getPreviousCallbackToken(),
                getShared().getApplication(),
                applications());
        Clock clock = Clocks.of(getShared());
        return new CallbackProcessor(
                getCamelContext(),
                next,
                getCallback(),
                tokens,
                clock,
                getShared().getResponseType() == ResponseType.MAP);
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

    private String platform() {
        return getPush().getPlatform() == null
                ? null
                : getPush().getPlatform().name().toLowerCase(Locale.ROOT);
    }

    private TencentComponent component() {
        return (TencentComponent) getComponent();
    }

    private TpnsCalls calls() {
        return component().tpnsCalls();
    }

    private Applications applications() {
        return component().applicationResolver();
    }

    public String getService() {
        return service;
    }

    public String getOperation() {
        return operation;
    }
}
