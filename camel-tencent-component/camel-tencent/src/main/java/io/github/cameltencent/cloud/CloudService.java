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
package io.github.cameltencent.cloud;

import io.github.cameltencent.cloud.call.BodyFormat;
import io.github.cameltencent.cloud.call.CloudCallSettings;
import io.github.cameltencent.cloud.call.CloudCalls;
import io.github.cameltencent.cloud.call.CloudConfiguration;
import io.github.cameltencent.cloud.call.CloudPayload;
import io.github.cameltencent.cloud.call.CloudTarget;
import io.github.cameltencent.cloud.credentials.CloudCredentialSources;
import io.github.cameltencent.cloud.paging.PagingConfiguration;
import io.github.cameltencent.cloud.streaming.StreamingConfiguration;
import io.github.cameltencent.credential.CloudCredentials;
import io.github.cameltencent.credential.CloudKeys;
import io.github.cameltencent.credential.CredentialSource;
import io.github.cameltencent.credential.FixedCredentials;
import io.github.cameltencent.exchange.OnPartialFailure;
import io.github.cameltencent.exchange.PartialFailureOption;
import io.github.cameltencent.exchange.ServiceProducer;
import io.github.cameltencent.exchange.ServiceSetup;
import io.github.cameltencent.exchange.TencentService;
import io.github.cameltencent.transport.ApplicationLimits;
import java.util.Collection;
import java.util.stream.Stream;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.support.ScheduledBatchPollingConsumer;

/** The service of one Cloud API endpoint: checks its options, and creates producer and consumer. */
final class CloudService implements TencentService {

    /** Placeholder credentials for actions that are not signed. */
    private static final CredentialSource UNSIGNED = new FixedCredentials(CloudCredentials.of("unsigned", "unsigned"));

    private final ServiceSetup setup;
    private final CloudOptions options;
    private final CloudCredentialSources sources;
    private final CloudCalls calls;
    private final CloudTarget target;
    private final CloudRequestFactory requests;

    /**
     * Creates the service of an endpoint. * @throws IllegalArgumentException when the operation is unknown or options
     * contradict each other; the message says what to do
     */
    CloudService(ServiceSetup setup, CloudCredentialSources sources, CloudCalls calls) {
        this.setup = setup;
        this.options = new CloudOptions(
                setup.shared(),
                setup.options(CloudConfiguration.class),
                setup.options(PagingConfiguration.class),
                setup.options(StreamingConfiguration.class),
                setup.options(PollingConfiguration.class));
        this.sources = sources;
        this.calls = calls;
        CloudOperationCheck.check(setup.operation(), options.cloud(), options.shared(), calls);
        this.target = calls.target(setup.operation(), options.cloud());
        this.requests = new CloudRequestFactory(target, options, calls);
    }

    @Override
    public String name() {
        return CloudCalls.SERVICE;
    }

    @Override
    public void validate() {
        checkKeys();
    }

    /** Does not load credentials. */
    @Override
    public void checkKeys() {
        CloudCallSettings settings = settings();
        calls.address(target, settings, options.cloud(), options.shared());
        calls.backup(target, settings, options.shared());
        calls.permits(target, settings, options.shared());
    }

    @Override
    public Collection<ApplicationLimits> limits() {
        return setup.limits(Stream.of(settings().scope()));
    }

    @Override
    public String address() {
        return calls.address(target, settings(), options.cloud(), options.shared())
                .uri()
                .toString();
    }

    @Override
    public ServiceProducer createProducer(Endpoint endpoint) {
        boolean partialIsFailure =
                setup.options(PartialFailureOption.class).getOnPartialFailure() == OnPartialFailure.FAIL;
        return new CloudProducer(
                endpoint, target, options.shared(), partialIsFailure, requests, this::settings, setup.calls(), calls);
    }

    /**
     * Creates a polling consumer. * @throws IllegalArgumentException when its options are invalid; the message says
     * what to do
     */
    @Override
    public ScheduledBatchPollingConsumer createConsumer(Endpoint endpoint, Processor processor) {
        PollingConfiguration polling = options.polling();
        if (requests.isPaged() && !polling.isSplitItems()) {
            throw new IllegalArgumentException("paginate=true in from() reads items: set splitItems=true as well");
        }
        if (options.shared().isDryRun()) {
            throw new IllegalArgumentException("dryRun=true is not supported in from(): use it in to()");
        }
        if (target.format().bodyFormat() != BodyFormat.JSON) {
            throw new IllegalArgumentException(
                    target.operation() + " takes a file, which from() does not support: use it in to()");
        }
        PollingCall poll = new PollingCall(
                requests,
                calls,
                options.shared(),
                this::settings,
                CloudPayload.json(PollRequestBody.read(endpoint.getCamelContext(), polling.getRequestBody())),
                polling.isSplitItems(),
                setup.calls());
        CloudConsumer consumer = new CloudConsumer(
                endpoint,
                processor,
                poll,
                IdempotentItems.of(
                        polling, polling.isSplitItems() || options.streaming().isStreaming()),
                target.operation(),
                options.streaming().isStreaming());
        consumer.setMaxMessagesPerPoll(polling.getMaxMessagesPerPoll());
        return consumer;
    }

    private CloudCallSettings settings() {
        CloudKeys keys = CloudKeys.of(
                options.shared(),
                new CloudKeys.EndpointKeys(
                        options.cloud().getSecretId(),
                        options.cloud().getSessionToken(),
                        options.cloud().getCredentialsProvider(),
                        options.shared().getBackupBaseUri()),
                setup.applications());
        return new CloudCallSettings(
                keys,
                target.format().signed() ? sources.source(keys, options.shared().getClock()) : UNSIGNED);
    }
}
