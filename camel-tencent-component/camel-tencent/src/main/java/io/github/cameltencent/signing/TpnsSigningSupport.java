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
package io.github.cameltencent.signing;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;

/**
 * Base class of signers and verifiers for TPNS, with the pair of keys.
 *
 * @param <P> the subclass
 */
public abstract class TpnsSigningSupport<P extends TpnsSigningSupport<P>> extends SigningSupport<P> {

    final TpnsSignatureCache signatures = new TpnsSignatureCache(options);

    TpnsSigningSupport() {}

    public String getAccessId() {
        return options.getAccessId();
    }

    public void setAccessId(String accessId) {
        options.setAccessId(accessId);
    }

    /** Sets inline keys, instead of an application. */
    public P keys(String accessId, String secretKey) {
        setAccessId(accessId);
        setSecretKey(secretKey);
        return self();
    }

    public String getPlatform() {
        return signatures.getPlatform();
    }

    public void setPlatform(String platform) {
        signatures.setPlatform(platform);
    }

    /** Sets the platform whose keys are used, {@code android} or {@code ios}; needed if the application has both. */
    public P platform(String platform) {
        setPlatform(platform);
        return self();
    }

    static TencentException refusal(Outcome outcome, String operation, String code, String message) {
        return refusal(outcome, "tpns", operation, code, message);
    }
}
