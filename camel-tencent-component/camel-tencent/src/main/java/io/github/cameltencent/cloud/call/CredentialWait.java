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
package io.github.cameltencent.cloud.call;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.credential.CloudCredentials;
import io.github.cameltencent.credential.CredentialSource;
import io.github.cameltencent.credential.SharedConfiguration;
import io.github.cameltencent.transport.CallSender;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Waits for the first credentials without a thread: not longer than for a place, and with no more calls than have one. */
public final class CredentialWait {

    /** What the transport may take longer than it is told to. */
    private static final long SLACK_MILLIS = 5_000;

    private final CloudState state;
    private final SharedConfiguration options;

    public CredentialWait(CloudState state, SharedConfiguration options) {
        this.state = state;
        this.options = options;
    }

    /** How long a call may take with its wait for credentials, in milliseconds: the transport bounds it; this is for who waits. */
    public static long longestMillis(SharedConfiguration options) {
        return 2L * options.getAcquireTimeout() + options.getRequestTimeout() + SLACK_MILLIS;
    }

    /** Goes on at once where there are credentials, else when they are there, then on a thread of the routes. */
    public void whenReady(
            CredentialSource source, CallSender transport, Runnable send, Consumer<TencentException> otherwise) {
        if (source.current() != null) {
            send.run();
            return;
        }
        await(source, refusal -> {
            if (refusal == null) {
                transport.resume(send);
            } else {
                otherwise.accept(refusal);
            }
        });
    }

    /** Tells when there is something to sign with, by null, or why there is not. */
    public void await(CredentialSource source, Consumer<TencentException> then) {
        if (!state.mayWait(options.getMaxInFlight())) {
            then.accept(limit("maxInFlight=" + options.getMaxInFlight() + " calls wait for credentials"));
            return;
        }
        CompletableFuture<CloudCredentials> mine = new CompletableFuture<>(); // the source's own is not to time out
        mine.orTimeout(options.getAcquireTimeout(), TimeUnit.MILLISECONDS).whenComplete((loaded, failure) -> {
            state.waited();
            then.accept(failure == null ? null : refusal(failure));
        });
        source.ready().whenComplete((loaded, failure) -> {
            if (failure == null) {
                mine.complete(loaded);
            } else {
                mine.completeExceptionally(failure);
            }
        });
    }

    private static TencentException refusal(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof TencentException told) {
            return told;
        }
        if (cause instanceof TimeoutException) {
            return limit("no credentials were loaded within acquireTimeout");
        }
        // not its text, which may quote a key
        return TencentException.of(
                        Outcome.AUTH,
                        "NO_KEYS",
                        "the credentials could not be loaded: "
                                + cause.getClass().getSimpleName())
                .build();
    }

    private static TencentException limit(String why) {
        return TencentException.of(Outcome.THROTTLED, "LOCAL_LIMIT", why + "; not sent")
                .build();
    }
}
