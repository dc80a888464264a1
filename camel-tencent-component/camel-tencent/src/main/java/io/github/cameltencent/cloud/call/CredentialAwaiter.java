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
import io.github.cameltencent.credential.EndpointOptions;
import io.github.cameltencent.transport.CallSender;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Waits for credentials without blocking a thread, at most acquireTimeout and with at most maxInFlight calls.
 * Thread-safe.
 */
public final class CredentialAwaiter {

    /** The tolerance for timeouts of the transport. */
    private static final long SLACK_MILLIS = 5_000;

    private final CloudApplicationState state;
    private final EndpointOptions options;

    public CredentialAwaiter(CloudApplicationState state, EndpointOptions options) {
        this.state = state;
        this.options = options;
    }

    /**
     * Returns the maximum duration of a call in milliseconds, including the wait for credentials, for callers that wait
     * for the result.
     */
    public static long maxMillis(EndpointOptions options) {
        return 2L * options.getAcquireTimeout() + options.getRequestTimeout() + SLACK_MILLIS;
    }

    /** Runs {@code send} at once if there are credentials, otherwise on a route thread as soon as they are loaded. */
    public void whenReady(
            CredentialSource source, CallSender transport, Runnable send, Consumer<TencentException> onFailure) {
        if (source.current() != null) {
            send.run();
            return;
        }
        await(source, refusal -> {
            if (refusal == null) {
                transport.resume(send);
            } else {
                onFailure.accept(refusal);
            }
        });
    }

    /** Calls back with null as soon as there are credentials, or with the reason why there are none. */
    public void await(CredentialSource source, Consumer<TencentException> callback) {
        if (!state.startWaiting(options.getMaxInFlight())) {
            callback.accept(limit("maxInFlight=" + options.getMaxInFlight() + " calls wait for credentials"));
            return;
        }
        CompletableFuture<CloudCredentials> waiting =
                new CompletableFuture<>(); // not the future of the source, which must not time out
        waiting.orTimeout(options.getAcquireTimeout(), TimeUnit.MILLISECONDS).whenComplete((loaded, failure) -> {
            state.stopWaiting();
            callback.accept(failure == null ? null : refusal(failure));
        });
        source.ready().whenComplete((loaded, failure) -> {
            if (failure == null) {
                waiting.complete(loaded);
            } else {
                waiting.completeExceptionally(failure);
            }
        });
    }

    private static TencentException refusal(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof TencentException typed) {
            return typed;
        }
        if (cause instanceof TimeoutException) {
            return limit("no credentials were loaded within acquireTimeout");
        }
        // without the message, which may quote a key
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
