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
import io.github.cameltencent.cloud.CloudConfiguration;
import io.github.cameltencent.cloud.CloudOptions;
import io.github.cameltencent.cloud.CloudService;
import io.github.cameltencent.cloud.PagingConfiguration;
import io.github.cameltencent.cloud.PollingConfiguration;
import io.github.cameltencent.cloud.StreamingConfiguration;
import io.github.cameltencent.credential.Applications;
import io.github.cameltencent.credential.SharedConfiguration;
import io.github.cameltencent.credential.TpnsKeys;
import io.github.cameltencent.credential.ValidateOperation;
import io.github.cameltencent.push.OnPartialFailure;
import io.github.cameltencent.push.PushConfiguration;
import io.github.cameltencent.push.PushProducer;
import io.github.cameltencent.push.PushProvider;
import io.github.cameltencent.rest.ImConfiguration;
import io.github.cameltencent.rest.ImService;
import io.github.cameltencent.rest.TpnsCalls;
import io.github.cameltencent.rest.TpnsProducer;
import io.github.cameltencent.transport.Scope;
import io.github.cameltencent.usersig.UserSigConfiguration;
import io.github.cameltencent.usersig.UserSigProducer;
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
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.ScheduledPollEndpoint;
import org.apache.camel.support.SynchronousDelegateProducer;

/** Send push notifications through Tencent's push services, call or poll any Tencent Cloud API, and make and verify UserSigs. */
@UriEndpoint(
        firstVersion = "1.0.0",
        scheme = TencentConstants.SCHEME,
        title = "Tencent",
        syntax = "tencent:service/operation",
        remote = true,
        category = {Category.CLOUD, Category.MESSAGING, Category.MOBILE},
        headersClass = TencentConstants.class)
@ManagedResource(description = "Managed Tencent endpoint")
public class TencentEndpoint extends ScheduledPollEndpoint implements EndpointServiceLocation {

    @UriPath(
            description = "What is called: a push, any call of TPNS, of IM or of the Cloud API, or a UserSig",
            enums = "push,tpns,im,cloud,usersig")
    @Metadata(required = true)
    private final String service;

    @UriPath(
            description =
                    "What the service is to do: generate, privateMapKey or verify for usersig, the path below v3 for tpns, service/command for im, product/Action for cloud, nothing for push")
    private final String operation;

    @UriParam
    private SharedConfiguration shared = new SharedConfiguration();

    @UriParam
    private PushConfiguration push = new PushConfiguration();

    @UriParam
    private CloudConfiguration cloud = new CloudConfiguration();

    @UriParam
    private PagingConfiguration paging = new PagingConfiguration();

    @UriParam
    private StreamingConfiguration streaming = new StreamingConfiguration();

    @UriParam
    private PollingConfiguration polling = new PollingConfiguration();

    @UriParam
    private UserSigConfiguration usersig = new UserSigConfiguration();

    @UriParam
    private ImConfiguration im = new ImConfiguration();

    @UriParam(
            label = "producer,advanced",
            description =
                    "Holds the calling thread until the call has ended, and goes on with the route on that thread. For routes whose transaction is bound to the thread, such as that of a transacted JMS consumer.",
            defaultValue = "false")
    private boolean synchronous;

    private TencentHealthCheck healthCheck;

    /** Null but for the Cloud API, and until the endpoint is checked. */
    private CloudService cloudService;

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
        OptionCheck.check(shared);
        switch (kind) {
            case PUSH -> {
                OperationCheck.none(operation);
                if (PushProducer.check(shared, push, applications()) == PushProvider.TIMPUSH) {
                    imService = component().imService(shared);
                }
            }
            case TPNS ->
                OperationCheck.check(service, operation, calls().facts().operations(), shared.getValidateOperation());
            case CLOUD -> {
                CloudOperationCheck.check(operation, cloud, shared, component().cloudCalls());
                cloudService = component()
                        .cloudService(operation, new CloudOptions(shared, cloud, paging, streaming, polling));
            }
            case IM -> {
                OperationCheck.command(operation, component().imCommands(), shared.getValidateOperation());
                imService = component().imService(shared);
            }
            case USERSIG ->
                OperationCheck.check(service, operation, UserSigProducer.OPERATIONS, ValidateOperation.FAIL);
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
            case PUSH -> PushProducer.checkKeys(shared, push, applications(), calls(), imService);
            case TPNS -> tpnsKeys().forEach(keys -> calls().check(operation, keys, shared));
            case CLOUD -> cloudService.check();
            case IM -> imService.check(operation);
            case USERSIG -> UserSigProducer.validate(getCamelContext(), operation, shared, usersig, applications());
        }
    }

    /** What the calls of this endpoint share with others of the same application; empty where nothing is sent. */
    Collection<Scope> scopes() {
        if ("usersig".equals(service) || !isTransportRunning()) {
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

    /** Whether calls can be made. */
    boolean isTransportRunning() {
        return component().transportService().isRunning();
    }

    private Collection<TpnsKeys> tpnsKeys() {
        return TpnsKeys.of(shared, applications(), platform()).values();
    }

    @Override
    public Producer createProducer() {
        Producer producer = producer();
        return synchronous ? new SynchronousDelegateProducer(producer) : producer;
    }

    private Producer producer() {
        return switch (OperationCheck.service(service)) {
            case PUSH ->
                new PushProducer(
                        this, shared, push, applications(), component().transportService(), calls(), imService);
            case TPNS ->
                new TpnsProducer(
                        this,
                        operation,
                        shared,
                        platform(),
                        applications(),
                        component().transportService(),
                        calls());
            case CLOUD -> cloudService.producer(this, component().transportService());
            case IM ->
                imService.producer(
                        this,
                        operation,
                        im,
                        push.getOnPartialFailure() == OnPartialFailure.FAIL,
                        component().transportService());
            case USERSIG -> new UserSigProducer(this, operation, shared, usersig, applications());
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
        throw new UnsupportedOperationException("tencent:" + service + " sends only: it cannot be in from()");
    }

    @Override
    public String getServiceUrl() {
        if ("usersig".equals(service)) {
            return null;
        }
        if (cloudService != null) {
            return cloudService.address();
        }
        if (imService != null) {
            return imService.address();
        }
        TpnsKeys keys = tpnsKeys().iterator().next();
        return keys.baseUri() != null ? keys.baseUri() : calls().facts().host(keys.region());
    }

    @Override
    public String getServiceProtocol() {
        return "https";
    }

    @Override
    public boolean isRemote() {
        return !"usersig".equals(service);
    }

    private String platform() {
        return push.getPlatform() == null ? null : push.getPlatform().name().toLowerCase(Locale.ROOT);
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

    /** The options that more than one service has. */
    public SharedConfiguration getShared() {
        return shared;
    }

    public void setShared(SharedConfiguration shared) {
        this.shared = shared;
    }

    /** The options of pushes. */
    public PushConfiguration getPush() {
        return push;
    }

    public void setPush(PushConfiguration push) {
        this.push = push;
    }

    /** The options of the Cloud API. */
    public CloudConfiguration getCloud() {
        return cloud;
    }

    public void setCloud(CloudConfiguration cloud) {
        this.cloud = cloud;
    }

    /** The options of lists in pages. */
    public PagingConfiguration getPaging() {
        return paging;
    }

    public void setPaging(PagingConfiguration paging) {
        this.paging = paging;
    }

    /** The options of streamed answers. */
    public StreamingConfiguration getStreaming() {
        return streaming;
    }

    public void setStreaming(StreamingConfiguration streaming) {
        this.streaming = streaming;
    }

    /** The options of polling consumers. */
    public PollingConfiguration getPolling() {
        return polling;
    }

    public void setPolling(PollingConfiguration polling) {
        this.polling = polling;
    }

    /** The options of UserSigs. */
    public UserSigConfiguration getUsersig() {
        return usersig;
    }

    public void setUsersig(UserSigConfiguration usersig) {
        this.usersig = usersig;
    }

    /** The options of calls of IM. */
    public ImConfiguration getIm() {
        return im;
    }

    public void setIm(ImConfiguration im) {
        this.im = im;
    }

    public boolean isSynchronous() {
        return synchronous;
    }

    public void setSynchronous(boolean synchronous) {
        this.synchronous = synchronous;
    }
}
