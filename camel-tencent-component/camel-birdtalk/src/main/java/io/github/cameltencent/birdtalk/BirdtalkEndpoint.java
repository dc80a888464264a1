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
package io.github.cameltencent.birdtalk;

import io.github.cameltencent.birdtalk.account.AccountClients;
import io.github.cameltencent.birdtalk.component.BirdtalkConsumerConfiguration;
import io.github.cameltencent.birdtalk.component.BirdtalkOperation;
import io.github.cameltencent.birdtalk.component.BirdtalkProducerConfiguration;
import io.github.cameltencent.birdtalk.component.BirdtalkService;
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
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.SynchronousDelegateProducer;
import org.apache.camel.support.service.ServiceHelper;

/** Receive and send messages of a BirdTalk chat, manage its friends and groups, and exchange files. */
@UriEndpoint(
        firstVersion = "1.0.0",
        scheme = BirdtalkConstants.SCHEME,
        title = "BirdTalk",
        syntax = "birdtalk:operation",
        remote = true,
        category = {Category.CHAT, Category.MESSAGING},
        headersClass = BirdtalkConstants.class)
@ManagedResource(description = "Managed BirdTalk endpoint")
public class BirdtalkEndpoint extends DefaultEndpoint implements EndpointServiceLocation {

    @UriPath(
            description =
                    "The operation: receive and send messages (chat), manage friends, groups and the account (friend, group, user), query the history (query), or transfer files (upload, download)",
            enums = "chat,friend,group,user,query,upload,download")
    @Metadata(required = true)
    private final BirdtalkOperation operation;

    private final AccountClients clients;

    @UriParam(
            description =
                    "The named account: one of the component's accounts, or a BirdtalkConfiguration bean. Options of the endpoint take precedence over those of the account; user and password are always taken from the same one.")
    private String account;

    @UriParam
    private BirdtalkConfiguration configuration = new BirdtalkConfiguration();

    @UriParam
    private BirdtalkProducerConfiguration sending = new BirdtalkProducerConfiguration();

    @UriParam
    private BirdtalkConsumerConfiguration receiving = new BirdtalkConsumerConfiguration();

    @UriParam(
            label = "producer,advanced",
            description =
                    "Whether the calling thread waits until the call has ended and continues the route. For routes whose transaction is bound to the thread, such as that of a transacted JMS consumer.",
            defaultValue = "false")
    private boolean synchronous;

    /** Null until {@link #validate}. */
    private BirdtalkService service;

    BirdtalkEndpoint(String uri, BirdtalkComponent component, BirdtalkOperation operation, AccountClients clients) {
        super(uri, component);
        this.operation = operation;
        this.clients = clients;
    }

    /**
     * Checks the options, after all are set.
     *
     * @throws IllegalArgumentException naming what is missing or invalid
     */
    void validate() {
        operation.check(sending.getAction());
        sending.check();
        service = new BirdtalkService(this, operation, account, configuration, clients);
        service.check();
    }

    @Override
    public Producer createProducer() {
        if (getCamelContext().isStarted()) {
            // another thread may be about to start the component, which must be started to connect
            ServiceHelper.startService(getComponent());
        }
        Producer producer = service.producer(sending);
        return synchronous ? new SynchronousDelegateProducer(producer) : producer;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        if (operation != BirdtalkOperation.CHAT) {
            throw new UnsupportedOperationException(
                    "birdtalk:" + operation.path() + " has no consumer: use birdtalk:chat in from()");
        }
        Consumer consumer = service.consumer(processor, receiving);
        configureConsumer(consumer);
        return consumer;
    }

    @ManagedAttribute(description = "Whether the endpoint is in use and its account is logged in")
    public boolean isConnected() {
        return service.isConnected();
    }

    @ManagedAttribute(
            description = "Why the account is not logged in; empty if it is, or if the endpoint is not in use")
    public String getConnectionProblem() {
        return service.loginProblem();
    }

    @Override
    public String getServiceUrl() {
        return configuration.getServerUri();
    }

    @Override
    public String getServiceProtocol() {
        return "wss";
    }

    public BirdtalkOperation getOperation() {
        return operation;
    }

    public String getAccount() {
        return account;
    }

    public void setAccount(String account) {
        this.account = account;
    }

    /** The login and connection options. */
    public BirdtalkConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(BirdtalkConfiguration configuration) {
        this.configuration = configuration;
    }

    /** The options of producers. */
    public BirdtalkProducerConfiguration getSending() {
        return sending;
    }

    public void setSending(BirdtalkProducerConfiguration sending) {
        this.sending = sending;
    }

    /** The options of consumers. */
    public BirdtalkConsumerConfiguration getReceiving() {
        return receiving;
    }

    public void setReceiving(BirdtalkConsumerConfiguration receiving) {
        this.receiving = receiving;
    }

    public boolean isSynchronous() {
        return synchronous;
    }

    public void setSynchronous(boolean synchronous) {
        this.synchronous = synchronous;
    }
}
