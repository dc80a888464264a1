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
package io.github.cameltencent.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.transport.limit.RetryTokenBucket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Notification of signers, and renewal of credentials. */
class CredentialRenewalTest extends CallSimulation {

    private final List<Outcome> told = new ArrayList<>();
    private CompletableFuture<?> renewed;

    @Test
    void theSignerIsNotifiedOfEachAttempt() {
        attempts.then(TRANSIENT).then(ACCEPTED);
        assertThat(call(transport, renewing()).outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(told).containsExactly(Outcome.TRANSIENT, Outcome.ACCEPTED);
    }

    @Test
    void aCallIsSignedAgainWhenTheCredentialsAreRenewed() {
        attempts.then(SIGN_ANEW).then(ACCEPTED);
        renewed = new CompletableFuture<>();
        transport.send(renewing(), results::add);
        assertThat(attempts.sent()).hasSize(1);
        renewed.complete(null);
        assertThat(results).extracting(CallResult::outcome).containsExactly(Outcome.ACCEPTED);
        assertThat(results).extracting(CallResult::attempts).containsExactly(2);
    }

    @Test
    void allCallsSurviveAKeyRotation() {
        int manyCalls = RetryTokenBucket.CAPACITY / RetryTokenBucket.RETRY_COST * 2;
        renewed = new CompletableFuture<>();
        for (int i = 0; i < manyCalls; i++) {
            attempts.then(SIGN_ANEW);
            transport.send(renewing(), results::add);
        }
        for (int i = 0; i < manyCalls; i++) {
            attempts.then(ACCEPTED);
        }
        renewed.complete(null);
        assertThat(results).hasSize(manyCalls).extracting(CallResult::outcome).containsOnly(Outcome.ACCEPTED);
    }

    @Test
    void aCallEndsAsAuthWhenTheRenewalTimesOut() {
        attempts.then(SIGN_ANEW);
        renewed = new CompletableFuture<>();
        CallResult result = call(transport, renewing());
        assertThat(result.outcome()).isEqualTo(Outcome.AUTH);
        assertThat(result.attempts()).isEqualTo(1);
        renewed.complete(null);
        assertThat(results).as("notified once").hasSize(1);
    }

    @Test
    void aCallEndsAsAuthWhenTheRenewalFails() {
        attempts.then(SIGN_ANEW);
        renewed = CompletableFuture.failedFuture(new IllegalStateException("no role"));
        assertThat(call(transport, renewing()).outcome()).isEqualTo(Outcome.AUTH);
        assertThat(attempts.sent()).hasSize(1);
    }

    @Test
    void stoppingEndsACallThatWaitsForCredentials() {
        attempts.then(SIGN_ANEW);
        renewed = new CompletableFuture<>();
        transport.send(renewing(), results::add);
        transport.drain();
        assertThat(results).extracting(CallResult::outcome).containsExactly(Outcome.AUTH);
    }

    private HttpCall renewing() {
        HttpCall plain = calls.call();
        return new HttpCall(
                plain.service(),
                plain.operation(),
                plain.application(),
                plain.rateLimit(),
                plain.options(),
                plain.idempotent(),
                plain.deduplicated(),
                new RequestSigner() {
                    @Override
                    public SignedRequest sign(Instant now) {
                        return plain.signer().sign(now);
                    }

                    @Override
                    public void ended(SignedRequest request, AttemptResult result) {
                        told.add(result.outcome());
                    }

                    @Override
                    public CompletionStage<?> renew(AttemptResult refused) {
                        return renewed;
                    }
                },
                plain.reader());
    }
}
