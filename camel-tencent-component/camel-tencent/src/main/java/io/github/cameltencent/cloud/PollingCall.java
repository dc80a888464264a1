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

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.cloud.call.CloudAnswer;
import io.github.cameltencent.cloud.call.CloudCallSettings;
import io.github.cameltencent.cloud.call.CloudCalls;
import io.github.cameltencent.cloud.call.CloudPayload;
import io.github.cameltencent.cloud.call.CredentialAwaiter;
import io.github.cameltencent.credential.EndpointOptions;
import io.github.cameltencent.transport.AnswerStream;
import io.github.cameltencent.transport.CallResult;
import io.github.cameltencent.transport.CallSender;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Makes the call of a poll and splits its answer. Blocks the polling thread until the answer has arrived. */
final class PollingCall {

    private final CloudRequestFactory requests;
    private final CloudCalls calls;
    private final EndpointOptions options;
    private final Supplier<CloudCallSettings> currentSettings;
    private final CloudPayload payload;
    private final boolean splitting;
    private final CallSender transport;

    PollingCall(
            CloudRequestFactory requests,
            CloudCalls calls,
            EndpointOptions options,
            Supplier<CloudCallSettings> currentSettings,
            CloudPayload payload,
            boolean splitting,
            CallSender transport) {
        this.requests = requests;
        this.calls = calls;
        this.options = options;
        this.currentSettings = currentSettings;
        this.payload = payload;
        this.splitting = splitting;
        this.transport = transport;
    }

    /** The result of a poll. * @param items the answer, its items, or the events of its stream */
    record PollResult(CallResult result, Iterator<?> items) {}

    /**
     * Makes the call and waits for its end, within the timeouts of the options.
     *
     * @throws TencentException when it was not accepted
     */
    PollResult call() throws InterruptedException {
        CloudCallSettings settings = currentSettings.get();
        CloudRequest request = requests.create(settings, payload, transport, splitting);
        CompletableFuture<CallResult> result = new CompletableFuture<>();
        new CredentialAwaiter(calls.state(settings), options)
                .whenReady(
                        settings.source(),
                        transport,
                        () -> transport.send(request.call(), result::complete),
                        result::completeExceptionally);
        CallResult ended = await(result);
        if (ended.failure() != null) {
            throw ended.failure();
        }
        return new PollResult(ended, items(request, ended));
    }

    private Iterator<?> items(CloudRequest request, CallResult result) {
        if (splitting && result.content() instanceof CloudAnswer answer && !requests.isPaged()) {
            return requests.items(answer).iterator();
        }
        Object made = request.body().apply(result);
        return made instanceof Iterator<?> items ? items : List.of(made).iterator();
    }

    private CallResult await(CompletableFuture<CallResult> result) throws InterruptedException {
        try {
            return result.get(CredentialAwaiter.maxMillis(options), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TencentException typed) {
                throw typed;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            abandon(result);
            throw e;
        } catch (TimeoutException e) {
            abandon(result);
            throw TencentException.of(Outcome.AMBIGUOUS, "POLL_LATE", "the call of the poll did not end in time")
                    .build();
        }
    }

    /** Closes a stream that arrives too late, because it would otherwise count as in flight until its end. */
    private static void abandon(CompletableFuture<CallResult> result) {
        result.thenAccept(late -> {
            if (late.content() instanceof AnswerStream stream) {
                stream.close();
            }
        });
    }
}
