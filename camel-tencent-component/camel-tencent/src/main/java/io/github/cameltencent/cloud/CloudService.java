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
import io.github.cameltencent.cloud.call.CloudPayload;
import io.github.cameltencent.cloud.call.CloudTarget;
import io.github.cameltencent.cloud.credentials.CloudCredentialSources;
import io.github.cameltencent.credential.Applications;
import io.github.cameltencent.credential.CloudCredentials;
import io.github.cameltencent.credential.CloudKeys;
import io.github.cameltencent.credential.CredentialSource;
import io.github.cameltencent.credential.FixedCredentials;
import io.github.cameltencent.transport.CallSender;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.ScheduledBatchPollingConsumer;

/** One endpoint of the Cloud API: its options, checked, and what it makes of them. */
public final class CloudService {

    /** Signs nothing, for calls that carry their own proof. */
    private static final CredentialSource NOBODY = new FixedCredentials(CloudCredentials.of("unsigned", "unsigned"));

    private final CloudTarget target;
    private final CloudOptions options;
    private final CloudWorks works;
    private final Applications applications;
    private final CloudCredentialSources sources;
    private final CloudCalls calls;

    /**
     * The service of an endpoint.
     *
     * @param operation product and action
     * @throws IllegalArgumentException when the options contradict each other; its text says what to do
     */
    public CloudService(
            String operation,
            CloudOptions options,
            Applications applications,
            CloudCredentialSources sources,
            CloudCalls calls) {
        this.options = options;
        this.applications = applications;
        this.sources = sources;
        this.calls = calls;
        this.target = calls.target(operation, options.cloud());
        this.works = new CloudWorks(target, options, calls);
    }

    /**
     * Checks that calls can be made as things are now; loads nothing.
     *
     * @throws IllegalArgumentException when they cannot
     */
    public void check() {
        CloudAccess access = access();
        calls.address(target, access, options.cloud(), options.shared());
        calls.backup(target, access, options.shared());
        calls.permits(target, access, options.shared());
    }

    /** Names what the calls share with others of the same application. */
    public String scope() {
        return access().scope();
    }

    /** Where the calls go. */
    public String address() {
        return calls.address(target, access(), options.cloud(), options.shared())
                .uri()
                .toString();
    }

    /**
     * A producer of calls.
     *
     * @param partialIsFailure whether a call of which items failed fails the exchange
     */
    public Producer producer(Endpoint endpoint, boolean partialIsFailure, CallSender transport) {
        return new CloudProducer(
                endpoint, target, options.shared(), partialIsFailure, works, this::access, transport, calls);
    }

    /**
     * A consumer that polls.
     *
     * @throws IllegalArgumentException when its options cannot work; its text says what to do
     */
    public ScheduledBatchPollingConsumer consumer(Endpoint endpoint, Processor processor, CallSender transport) {
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
                transport);
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
                applications);
        return new CloudAccess(
                keys,
                target.shape().signed() ? sources.source(keys, options.shared().getClock()) : NOBODY);
    }
}
