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

import io.github.cameltencent.cloud.call.CloudCalls;
import io.github.cameltencent.cloud.credentials.CloudCredentialSources;
import io.github.cameltencent.exchange.OptionNames;
import io.github.cameltencent.exchange.ServiceSetup;
import io.github.cameltencent.exchange.ServiceType;
import io.github.cameltencent.exchange.TencentService;
import java.util.Set;
import java.util.function.Supplier;

/** The service {@code tencent:cloud/…}: any call of the Cloud API. */
public final class CloudServiceType implements ServiceType {

    private static final Set<String> OPTIONS = OptionNames.union(
            OptionNames.CALLS,
            OptionNames.SCHEDULER,
            OptionNames.of("accessPoint apiGeneration arrayIndexBase backupBaseUri bodyFormat clockSkewCorrection"
                    + " credentialsProvider idempotent idempotentKey idempotentRepository language maxMessagesPerPoll"
                    + " maxPages maxStreamDuration method onPartialFailure pageItems pageLimit pagePosition pageSize pageStyle pageToken"
                    + " pageTotal paginate rawResponse requestBody responseType secretId secretKey sessionToken"
                    + " signatureMethod signedHost splitItems streamIdleTimeout streaming validateOperation version"));

    private final Supplier<CloudCalls> calls;
    private final Supplier<CloudCredentialSources> sources;

    /**
     * Creates the service type of a component.
     *
     * @param calls supplies the factory of calls when there is the first endpoint
     * @param sources supplies the credential sources, which are created when the component is initialized
     */
    public CloudServiceType(Supplier<CloudCalls> calls, Supplier<CloudCredentialSources> sources) {
        this.calls = calls;
        this.sources = sources;
    }

    @Override
    public String name() {
        return CloudCalls.SERVICE;
    }

    @Override
    public Set<String> options() {
        return OPTIONS;
    }

    @Override
    public TencentService create(ServiceSetup setup) {
        return new CloudService(setup, sources.get(), calls.get());
    }
}
