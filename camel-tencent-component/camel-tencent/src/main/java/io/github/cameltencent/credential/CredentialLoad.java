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
package io.github.cameltencent.credential;

import io.github.cameltencent.TencentException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Loads credentials once, with a timeout. After the timeout the result fails and the loading thread is interrupted; the
 * next load starts only when that thread has returned, so that a hanging provider occupies one thread at most.
 */
final class CredentialLoad implements Runnable {

    private final CloudCredentialsProvider provider;
    private final Consumer<CloudCredentials> loaded;
    private final Consumer<TencentException> failed;
    private final Runnable ended;
    private final CompletableFuture<CloudCredentials> result = new CompletableFuture<>();
    private final CompletableFuture<Void> timer = new CompletableFuture<>();
    private final FutureTask<Void> task = new FutureTask<>(this::load, null);
    private final AtomicBoolean failureReported = new AtomicBoolean();
    private final AtomicBoolean endReported = new AtomicBoolean();

    /**
     * Creates a load that is not started. * @param loaded receives the credentials, also after the timeout; may refuse
     * them with an exception
     * @param failed receives the failure once, before the result is completed
     * @param ended runs once when the loading thread is free again; before the result is completed, except after a
     *     timeout
     */
    CredentialLoad(
            CloudCredentialsProvider provider,
            Consumer<CloudCredentials> loaded,
            Consumer<TencentException> failed,
            Runnable ended) {
        this.provider = provider;
        this.loaded = loaded;
        this.failed = failed;
        this.ended = ended;
    }

    CompletableFuture<CloudCredentials> result() {
        return result;
    }

    void start(Executor executor, Duration timeout) {
        timer.orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS).exceptionally(expired -> {
            cancel(CredentialErrors.exception(
                    "the credentials provider returned nothing within " + timeout.toSeconds() + " s"));
            return null;
        });
        result.whenComplete((credentials, failure) -> timer.complete(null));
        try {
            executor.execute(this);
        } catch (RuntimeException | OutOfMemoryError e) { // the pool is full or shut down, or no thread can be started
            fail(CredentialErrors.exception("no thread is available to load the credentials of the Cloud API"));
        }
    }

    void cancel(TencentException why) {
        reportFailure(why);
        result.completeExceptionally(why);
        task.cancel(true);
    }

    @Override
    public void run() {
        task.run();
        end(); // also if it timed out before it started
        if (!result.isDone()) { // an Error is only recorded in the task
            fail(CredentialErrors.exception("the credentials provider failed with an error"));
        }
    }

    private void load() {
        CloudCredentials credentials;
        try {
            credentials = provider.load();
            if (credentials == null) {
                throw CredentialErrors.exception("the credentials provider returned null");
            }
            loaded.accept(credentials);
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            fail(CredentialErrors.exception(e));
            return;
        }
        end();
        result.complete(credentials);
    }

    private void fail(TencentException why) {
        reportFailure(why);
        end();
        result.completeExceptionally(why);
    }

    private void reportFailure(TencentException why) {
        if (failureReported.compareAndSet(false, true)) {
            failed.accept(why);
        }
    }

    private void end() {
        if (endReported.compareAndSet(false, true)) {
            ended.run();
        }
    }
}
