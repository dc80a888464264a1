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
import io.github.cameltencent.credential.CredentialErrors;
import io.github.cameltencent.credential.EndpointOptions;
import io.github.cameltencent.credential.OnSaturation;
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
 * Makes the calls of credential providers over the transport of the component, with its TLS and proxy settings. Blocks
 * until a call ends, because loads have their own threads. Thread-safe.
 */
final class CredentialClient {

    private static final String SCOPE = "cloud:credentials";
    private static final long GRACE_MILLIS = 1_000;

    private final CallSender sender;
    private final Clock clock;

    CredentialClient(CallSender sender, Clock clock) {
        this.sender = sender;
        this.clock = clock;
    }

    /** The clock for expiry checks. */
    Clock clock() {
        return clock;
    }

    /** Loads the credentials of a provider, and turns its failures into failures with a message. */
    CloudCredentials load(CloudCredentialsProvider provider) throws Exception {
        try {
            return loadUnchecked(provider);
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw hasSafeMessages(provider) ? CredentialErrors.exception(e.getMessage()) : e;
        }
    }

    /** Loads the credentials of a provider, with unchanged exceptions. */
    CloudCredentials loadUnchecked(CloudCredentialsProvider provider) throws Exception {
        return provider instanceof RemoteCredentialsProvider calling ? calling.load(this) : provider.load();
    }

    /** Whether the messages of its exceptions are known to contain no secret. */
    private static boolean hasSafeMessages(CloudCredentialsProvider provider) {
        return provider instanceof RemoteCredentialsProvider
                || provider instanceof EnvironmentCredentials
                || provider instanceof ProfileCredentials;
    }

    /**
     * Makes a call and waits for its end. * @return the content that the reader has found in the answer
     * @throws TencentException when the call was not accepted
     * @throws IllegalStateException when it did not end in time
     */
    Object send(String operation, EndpointOptions options, RequestSigner signer, AnswerReader reader)
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

    /** Creates options with these timeouts. */
    static EndpointOptions optionsWith(long connectMillis, long responseMillis, long allMillis, int maxRetries) {
        EndpointOptions options = new EndpointOptions();
        options.setConnectTimeout(connectMillis);
        options.setResponseTimeout(responseMillis);
        options.setRequestTimeout(allMillis);
        options.setAcquireTimeout(allMillis);
        options.setMaxRetries(maxRetries);
        return options;
    }
}
