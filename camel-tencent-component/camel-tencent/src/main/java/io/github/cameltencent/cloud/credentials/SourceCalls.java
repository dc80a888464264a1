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
package io.github.cameltencent.cloud.credentials;

import io.github.cameltencent.TencentException;
import io.github.cameltencent.credential.CloudCredentials;
import io.github.cameltencent.credential.CloudCredentialsProvider;
import io.github.cameltencent.credential.NoCredentials;
import io.github.cameltencent.credential.OnSaturation;
import io.github.cameltencent.credential.SharedConfiguration;
import io.github.cameltencent.transport.AnswerReader;
import io.github.cameltencent.transport.CallResult;
import io.github.cameltencent.transport.CallSender;
import io.github.cameltencent.transport.HttpCall;
import io.github.cameltencent.transport.RequestSigner;
import io.github.cameltencent.transport.limit.RateLimit;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The calls that sources of credentials make, over the transport of the component, with its TLS and its proxy. They are
 * waited for, since a load has a thread of its own. Thread-safe.
 */
final class SourceCalls {

    private static final String SCOPE = "cloud:credentials";
    private static final long GRACE_MILLIS = 1_000;

    private final CallSender sender;
    private final Clock clock;

    SourceCalls(CallSender sender, Clock clock) {
        this.sender = sender;
        this.clock = clock;
    }

    /** Time, as the credentials' expiry is judged by. */
    Clock clock() {
        return clock;
    }

    /** What a provider gives, with calls to make where it needs them. */
    CloudCredentials load(CloudCredentialsProvider provider) throws Exception {
        try {
            return ask(provider);
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw isOurs(provider) ? NoCredentials.because(e.getMessage()) : e;
        }
    }

    /** The same with exceptions as they come. */
    CloudCredentials ask(CloudCredentialsProvider provider) throws Exception {
        return provider instanceof CallingProvider calling ? calling.load(this) : provider.load();
    }

    /** Whether the words of its exceptions are known to hold no secret. */
    private static boolean isOurs(CloudCredentialsProvider provider) {
        return provider instanceof CallingProvider
                || provider instanceof EnvironmentCredentials
                || provider instanceof ProfileCredentials;
    }

    /**
     * Makes a call, and waits for its end.
     *
     * @return what the reader found in the answer
     * @throws TencentException when the call was not accepted
     * @throws IllegalStateException when it did not end in time
     */
    Object send(String operation, SharedConfiguration options, RequestSigner signer, AnswerReader reader)
            throws InterruptedException {
        options.setOnSaturation(OnSaturation.REJECT);
        options.setClock(clock);
        CompletableFuture<CallResult> end = new CompletableFuture<>();
        sender.send(
                new HttpCall("cloud", operation, SCOPE, RateLimit.NONE, options, true, true, signer, reader),
                end::complete);
        CallResult result;
        try {
            result = end.get(
                    options.getAcquireTimeout() + options.getRequestTimeout() + GRACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(operation + " did not end in time", e);
        }
        if (result.failure() != null) {
            throw result.failure();
        }
        return result.content();
    }

    /** Options of calls that have so much time. */
    static SharedConfiguration within(long connectMillis, long responseMillis, long allMillis, int maxRetries) {
        SharedConfiguration options = new SharedConfiguration();
        options.setConnectTimeout(connectMillis);
        options.setResponseTimeout(responseMillis);
        options.setRequestTimeout(allMillis);
        options.setAcquireTimeout(allMillis);
        options.setMaxRetries(maxRetries);
        return options;
    }
}
