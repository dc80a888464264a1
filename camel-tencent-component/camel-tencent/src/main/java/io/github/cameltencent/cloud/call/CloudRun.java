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
 * One call with its attempts: signs each with what holds then, and remembers with what, so that a refusal leads to
 * something else. Its steps follow one another, as those of the transport do.
 */
final class CloudRun implements RequestSigner, AnswerReader, CloudAnswerReader.Remedies {

    private final CredentialSource source;
    private final CloudState state;
    private final CloudPlaces places;
    private final HostFailover hosts;
    private final CloudForm form;
    private final CloudAnswerReader reader;
    private final Clock clock;
    private final boolean correcting;

    private CloudAddress address;
    private CloudCredentials used;
    private long usedOffset;
    private CompletionStage<?> renewal;

    CloudRun(
            CredentialSource source,
            CloudState state,
            CloudPlaces places,
            HostCircuitBreakers hosts,
            CloudForm form,
            CloudAnswerReader reader,
            Clock clock,
            boolean correcting) {
        this.source = source;
        this.state = state;
        this.places = places;
        this.hosts = places.begin(hosts);
        this.address = places.primary();
        this.form = form;
        this.reader = reader;
        this.clock = clock;
        this.correcting = correcting;
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
        return hosts.sign(base -> sign(places.of(base), current, now));
    }

    private SignedRequest sign(CloudAddress to, CloudCredentials current, Instant now) {
        address = to;
        used = current;
        usedOffset = correcting ? state.offset(address.host()) : 0;
        renewal = null;
        return form.sign(address, () -> state.signer(current), usedOffset == 0 ? now : now.plusMillis(usedOffset));
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
        // begun here already, since only this tells whether there can be others
        renewal = source.renew(used);
        return renewal != null;
    }

    @Override
    public boolean learn(Instant date) {
        return correcting && state.learn(address.host(), date, clock.instant(), usedOffset);
    }

    @Override
    public CompletionStage<?> renew(AttemptResult refused) {
        return renewal;
    }
}
