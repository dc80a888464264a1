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
import io.github.cameltencent.transport.AnswerReader;
import io.github.cameltencent.transport.AttemptResult;
import io.github.cameltencent.transport.HostCircuitBreakers;
import io.github.cameltencent.transport.HostFailover;
import io.github.cameltencent.transport.HttpAnswer;
import io.github.cameltencent.transport.RequestSigner;
import io.github.cameltencent.transport.SignedRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/**
 * Signs the attempts of one call and classifies their answers. Remembers what each attempt was signed with, so that a
 * refused one is signed with other credentials or another time. Its methods are called one after the other by the
 * transport.
 */
final class CloudCallAttempts implements RequestSigner, AnswerReader, CloudAnswerReader.Remedies {

    private final CredentialSource source;
    private final CloudApplicationState state;
    private final CloudAddresses addresses;
    private final HostFailover hosts;
    private final CloudRequestBuilder requestBuilder;
    private final CloudAnswerReader reader;
    private final Clock clock;
    private final boolean correctsSkew;

    private CloudAddress address;
    private CloudCredentials usedCredentials;
    private long usedOffset;
    private CompletionStage<?> renewal;

    CloudCallAttempts(
            CredentialSource source,
            CloudApplicationState state,
            CloudAddresses addresses,
            HostCircuitBreakers hosts,
            CloudRequestBuilder requestBuilder,
            CloudAnswerReader reader,
            Clock clock,
            boolean correctsSkew) {
        this.source = source;
        this.state = state;
        this.addresses = addresses;
        this.hosts = addresses.begin(hosts);
        this.address = addresses.primary();
        this.requestBuilder = requestBuilder;
        this.reader = reader;
        this.clock = clock;
        this.correctsSkew = correctsSkew;
    }

    @Override
    public SignedRequest sign(Instant now) {
        CloudCredentials current = source.current();
        if (current == null) {
            throw TencentException.of(
                            Outcome.AUTH,
                            "NO_CREDENTIALS",
                            "the credentials have expired, and no others could be loaded")
                    .build();
        }
        return hosts.sign(base -> sign(addresses.of(base), current, now));
    }

    private SignedRequest sign(CloudAddress to, CloudCredentials current, Instant now) {
        address = to;
        usedCredentials = current;
        usedOffset = correctsSkew ? state.offset(address.host()) : 0;
        renewal = null;
        return requestBuilder.sign(
                address, () -> state.signer(current), usedOffset == 0 ? now : now.plusMillis(usedOffset));
    }

    @Override
    public void ended(SignedRequest request, AttemptResult verdict) {
        hosts.ended(verdict);
    }

    @Override
    public boolean failsOver() {
        return hosts.failsOver();
    }

    @Override
    public AttemptResult read(HttpAnswer answer) {
        return reader.read(answer, clock.instant(), this);
    }

    @Override
    public boolean renew() {
        // started here, because only this shows whether the credentials can be renewed
        renewal = source.renew(usedCredentials);
        return renewal != null;
    }

    @Override
    public boolean learn(Instant date) {
        return correctsSkew && state.learn(address.host(), date, clock.instant(), usedOffset);
    }

    @Override
    public CompletionStage<?> renew(AttemptResult refused) {
        return renewal;
    }
}
