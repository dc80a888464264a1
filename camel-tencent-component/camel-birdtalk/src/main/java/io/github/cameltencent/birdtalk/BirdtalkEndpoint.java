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

import io.github.cameltencent.birdtalk.account.BirdtalkLinks;
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
                    "What is done: receive and send messages (chat), ask about or change friends, groups and the account (friend, group, user), ask what the server remembers (query), or exchange files (upload, download)",
            enums = "chat,friend,group,user,query,upload,download")
    @Metadata(required = true)
    private final BirdtalkOperation operation;

    private final BirdtalkLinks links;

    @UriParam(
            description =
                    "The named account: one of the component's accounts, or a BirdtalkConfiguration bean. Options of the endpoint go before those of the account; log-in and password are taken together from one of both.")
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
                    "Holds the calling thread until the call has ended, and continues the route on that thread. For routes whose transaction is bound to the thread, such as that of a transacted JMS consumer.",
            defaultValue = "false")
    private boolean synchronous;

    /** Null until the endpoint is checked. */
    private BirdtalkService service;

    BirdtalkEndpoint(String uri, BirdtalkComponent component, BirdtalkOperation operation, BirdtalkLinks links) {
        super(uri, component);
        this.operation = operation;
        this.links = links;
    }

    /**
     * Checks the options, once all are set.
     *
     * @throws IllegalArgumentException naming what is missing or does not fit
     */
    void validate() {
        operation.check(sending.getAction());
        sending.check();
        service = new BirdtalkService(this, operation, account, configuration, links);
        service.check();
    }

    @Override
    public Producer createProducer() {
        if (getCamelContext().isStarted()) {
            // another thread may be about to start the component, without which nothing can be connected
            ServiceHelper.startService(getComponent());
        }
        Producer producer = service.producer(sending);
        return synchronous ? new SynchronousDelegateProducer(producer) : producer;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        if (operation != BirdtalkOperation.CHAT) {
            throw new UnsupportedOperationException(
                    "birdtalk:" + operation.path() + " sends only: say birdtalk:chat in from()");
        }
        Consumer consumer = service.consumer(processor, receiving);
        configureConsumer(consumer);
        return consumer;
    }

    @ManagedAttribute(description = "Whether the account is logged in, and the endpoint uses the connection")
    public boolean isConnected() {
        return service.isConnected();
    }

    @ManagedAttribute(description = "What is wrong with the connection; nothing where it is well, or not used")
    public String getConnectionTrouble() {
        return service.trouble();
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

    /** The account and its connection. */
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
