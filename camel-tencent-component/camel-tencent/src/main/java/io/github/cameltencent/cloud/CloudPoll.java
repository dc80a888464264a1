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
import io.github.cameltencent.cloud.call.CloudAccess;
import io.github.cameltencent.cloud.call.CloudAnswer;
import io.github.cameltencent.cloud.call.CloudCalls;
import io.github.cameltencent.cloud.call.CloudPayload;
import io.github.cameltencent.cloud.call.CredentialWait;
import io.github.cameltencent.credential.SharedConfiguration;
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

/** One call of a poll, and what its answer is split into. It holds the thread of the poll until the answer is there. */
final class CloudPoll {

    private final CloudWorks works;
    private final CloudCalls calls;
    private final SharedConfiguration options;
    private final Supplier<CloudAccess> access;
    private final CloudPayload payload;
    private final boolean splitting;
    private final CallSender transport;

    CloudPoll(
            CloudWorks works,
            CloudCalls calls,
            SharedConfiguration options,
            Supplier<CloudAccess> access,
            CloudPayload payload,
            boolean splitting,
            CallSender transport) {
        this.works = works;
        this.calls = calls;
        this.options = options;
        this.access = access;
        this.payload = payload;
        this.splitting = splitting;
        this.transport = transport;
    }

    /**
     * What a call brought.
     *
     * @param items the answer, its items, or the events of its stream
     */
    record Polled(CallResult result, Iterator<?> items) {}

    /**
     * Makes the call; ends like every other within the time-outs of the options.
     *
     * @throws TencentException when it was not accepted
     */
    Polled call() throws InterruptedException {
        CloudAccess with = access.get();
        CloudWork work = works.of(with, payload, transport, splitting);
        CompletableFuture<CallResult> result = new CompletableFuture<>();
        new CredentialWait(calls.state(with), options)
                .whenReady(
                        with.source(),
                        transport,
                        () -> transport.send(work.call(), result::complete),
                        result::completeExceptionally);
        CallResult ended = await(result);
        if (ended.failure() != null) {
            throw ended.failure();
        }
        return new Polled(ended, items(work, ended));
    }

    private Iterator<?> items(CloudWork work, CallResult result) {
        if (splitting && result.content() instanceof CloudAnswer answer && !works.isPaged()) {
            return works.items(answer).iterator();
        }
        Object made = work.body().apply(result);
        return made instanceof Iterator<?> items ? items : List.of(made).iterator();
    }

    private CallResult await(CompletableFuture<CallResult> result) throws InterruptedException {
        try {
            return result.get(CredentialWait.longestMillis(options), TimeUnit.MILLISECONDS);
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

    /** A stream that comes when nobody waits for it any more would hold its place until its end. */
    private static void abandon(CompletableFuture<CallResult> result) {
        result.thenAccept(late -> {
            if (late.content() instanceof AnswerStream stream) {
                stream.close();
            }
        });
    }
}
