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
 * One load of credentials. Who waits for it is told when its time is over; its thread is interrupted then, and the next
 * load does not begin before that thread is free, so that a source which hangs holds one thread and not more.
 */
final class CredentialLoad implements Runnable {

    private final CloudCredentialsProvider provider;
    private final Consumer<CloudCredentials> loaded;
    private final Consumer<TencentException> failed;
    private final Runnable ended;
    private final CompletableFuture<CloudCredentials> result = new CompletableFuture<>();
    private final CompletableFuture<Void> timer = new CompletableFuture<>();
    private final FutureTask<Void> task = new FutureTask<>(this::load, null);
    private final AtomicBoolean failureTold = new AtomicBoolean();
    private final AtomicBoolean over = new AtomicBoolean();

    /**
     * A load that was not begun.
     *
     * @param loaded takes the credentials, also those that come late; may refuse them with an exception
     * @param failed told once why there are none, before the result is
     * @param ended told once when the thread is free again, before the result is unless the time was over
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
        timer.orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS).exceptionally(over -> {
            cancel(NoCredentials.because(
                    "the source of the credentials gave none within " + timeout.toSeconds() + " s"));
            return null;
        });
        result.whenComplete((credentials, failure) -> timer.complete(null));
        try {
            executor.execute(this);
        } catch (RuntimeException e) { // it is full, or was shut down
            fail(NoCredentials.because("there is no thread to load the credentials of the Cloud API on"));
        }
    }

    void cancel(TencentException why) {
        tellFailure(why);
        result.completeExceptionally(why);
        task.cancel(true);
    }

    @Override
    public void run() {
        task.run();
        end(); // also where the time was over before it began
        if (!result.isDone()) { // the task keeps errors to itself
            fail(NoCredentials.because("the source of the credentials failed with an error"));
        }
    }

    private void load() {
        CloudCredentials credentials;
        try {
            credentials = provider.load();
            if (credentials == null) {
                throw NoCredentials.because("the source of the credentials gave none");
            }
            loaded.accept(credentials);
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            fail(NoCredentials.because(e));
            return;
        }
        end();
        result.complete(credentials);
    }

    private void fail(TencentException why) {
        tellFailure(why);
        end();
        result.completeExceptionally(why);
    }

    private void tellFailure(TencentException why) {
        if (failureTold.compareAndSet(false, true)) {
            failed.accept(why);
        }
    }

    private void end() {
        if (over.compareAndSet(false, true)) {
            ended.run();
        }
    }
}
