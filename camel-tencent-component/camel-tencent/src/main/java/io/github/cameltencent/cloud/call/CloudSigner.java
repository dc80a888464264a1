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

import io.github.cameltencent.credential.CloudCredentials;
import io.github.cameltencent.sign.CloudSignatureTc3;
import io.github.cameltencent.sign.CloudSignatureV1;

/** The signature objects of credentials, reused because they cache derived keys. Thread-safe. */
final class CloudSigner {

    private final CloudCredentials credentials;
    private final CloudSignatureTc3 tc3;
    private volatile CloudSignatureV1 sha1;
    private volatile CloudSignatureV1 sha256;

    CloudSigner(CloudCredentials credentials) {
        this.credentials = credentials;
        this.tc3 = CloudSignatureTc3.of(credentials.secretId(), credentials.secretKey());
    }

    CloudCredentials credentials() {
        return credentials;
    }

    CloudSignatureTc3 tc3() {
        return tc3;
    }

    CloudSignatureV1 v1(String algorithm) {
        boolean old = CloudSignatureV1.HMAC_SHA1.equals(algorithm);
        CloudSignatureV1 known = old ? sha1 : sha256;
        if (known == null) {
            known = CloudSignatureV1.of(credentials.secretKey(), algorithm);
            if (old) {
                sha1 = known;
            } else {
                sha256 = known;
            }
        }
        return known;
    }

    @Override
    public String toString() {
        return "CloudSigner[" + credentials.secretId() + "]";
    }
}
