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
import io.github.cameltencent.cloud.call.CloudAccess;
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

/** One endpoint of the Cloud API: its options, checked, and what it makes of them. */
final class CloudService implements TencentService {

    /** Signs nothing, for calls that carry their own proof. */
    private static final CredentialSource NOBODY = new FixedCredentials(CloudCredentials.of("unsigned", "unsigned"));

    private final ServiceSetup setup;
    private final CloudOptions options;
    private final CloudCredentialSources sources;
    private final CloudCalls calls;
    private final CloudTarget target;
    private final CloudWorks works;

    /**
     * The service of an endpoint.
     *
     * @throws IllegalArgumentException when the operation is unknown or options contradict each other; its text says what
     *     to do
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
        this.works = new CloudWorks(target, options, calls);
    }

    @Override
    public String name() {
        return CloudCalls.SERVICE;
    }

    @Override
    public void validate() {
        checkKeys();
    }

    /** Loads nothing. */
    @Override
    public void checkKeys() {
        CloudAccess access = access();
        calls.address(target, access, options.cloud(), options.shared());
        calls.backup(target, access, options.shared());
        calls.permits(target, access, options.shared());
    }

    @Override
    public Collection<ApplicationLimits> limits() {
        return setup.limits(Stream.of(access().scope()));
    }

    @Override
    public String address() {
        return calls.address(target, access(), options.cloud(), options.shared())
                .uri()
                .toString();
    }

    @Override
    public ServiceProducer createProducer(Endpoint endpoint) {
        boolean partialIsFailure =
                setup.options(PartialFailureOption.class).getOnPartialFailure() == OnPartialFailure.FAIL;
        return new CloudProducer(
                endpoint, target, options.shared(), partialIsFailure, works, this::access, setup.calls(), calls);
    }

    /**
     * A consumer that polls.
     *
     * @throws IllegalArgumentException when its options cannot work; its text says what to do
     */
    @Override
    public ScheduledBatchPollingConsumer createConsumer(Endpoint endpoint, Processor processor) {
        PollingConfiguration polling = options.polling();
        if (works.isPaged() && !polling.isSplitItems()) {
            throw new IllegalArgumentException("paginate=true in from() reads items: say splitItems=true as well");
        }
        if (options.shared().isDryRun()) {
            throw new IllegalArgumentException("dryRun=true in from() would poll without end: use it in to()");
        }
        if (target.shape().format() != BodyFormat.JSON) {
            throw new IllegalArgumentException(target.operation() + " takes a file: use it in to()");
        }
        CloudPoll poll = new CloudPoll(
                works,
                calls,
                options.shared(),
                this::access,
                CloudPayload.json(PollBody.read(endpoint.getCamelContext(), polling.getRequestBody())),
                polling.isSplitItems(),
                setup.calls());
        CloudConsumer consumer = new CloudConsumer(
                endpoint,
                processor,
                poll,
                SeenItems.of(
                        polling, polling.isSplitItems() || options.streaming().isStreaming()),
                target.operation(),
                options.streaming().isStreaming());
        consumer.setMaxMessagesPerPoll(polling.getMaxMessagesPerPoll());
        return consumer;
    }

    private CloudAccess access() {
        CloudKeys keys = CloudKeys.of(
                options.shared(),
                new CloudKeys.Own(
                        options.cloud().getSecretId(),
                        options.cloud().getSessionToken(),
                        options.cloud().getCredentialsProvider(),
                        options.shared().getBackupBaseUri()),
                setup.applications());
        return new CloudAccess(
                keys,
                target.shape().signed() ? sources.source(keys, options.shared().getClock()) : NOBODY);
    }
}
