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

import io.github.cameltencent.sign.CanonicalRequest;
import io.github.cameltencent.sign.CloudSignatureTc3;
import io.github.cameltencent.sign.CloudSignatureV1;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntSupplier;
import java.util.random.RandomGenerator;
import org.apache.camel.CamelContext;

/**
 * Base class of signers for the Cloud API, on messages or in the HTTP client.
 *
 * @param <P> the subclass
 */
public abstract class CloudSignerSupport<P extends CloudSignerSupport<P>> extends CloudSigningSupport<P> {

    private String action;
    private String version;
    private String signatureMethod;
    private RandomGenerator random;
    private IntSupplier nonces = CloudSignatureV1.nonces(ThreadLocalRandom.current());

    CloudSignerSupport() {}

    public String getAction() {
        return action;
    }

    public void setAction(String action) {
        this.action = action;
    }

    /** Sets the action, such as {@code DescribeInstances}. */
    public P action(String action) {
        setAction(action);
        return self();
    }

    public String getVersion() {
        return version;
    }

    public void setVersion(String version) {
        this.version = version;
    }

    /** Sets the version of the API, such as {@code 2017-03-12}; the oldest actions at the old addresses have none. */
    public P version(String version) {
        setVersion(version);
        return self();
    }

    public String getRegion() {
        return options.getRegion();
    }

    public void setRegion(String region) {
        options.setRegion(region);
    }

    /** Sets the region of the resources, such as {@code ap-guangzhou}; that of the application by default. */
    public P region(String region) {
        setRegion(region);
        return self();
    }

    public String getSignatureMethod() {
        return signatureMethod;
    }

    /**
     * Sets the algorithm: {@code TC3-HMAC-SHA256}, {@code HmacSHA256} or {@code HmacSHA1}. The default is the first,
     * and at the old addresses, which do not support it, the second.
     */
    public void setSignatureMethod(String signatureMethod) {
        if (signatureMethod != null && !signatureMethod.equals(CloudSignatureTc3.ALGORITHM)) {
            CloudSignatureV1.requireAlgorithm(signatureMethod);
        }
        this.signatureMethod = signatureMethod;
    }

    /** Sets the algorithm; see {@link #setSignatureMethod}. */
    public P signatureMethod(String signatureMethod) {
        setSignatureMethod(signatureMethod);
        return self();
    }

    public RandomGenerator getRandom() {
        return random;
    }

    /** Sets the generator of the first parameter {@code Nonce} of signature v1, from which the others count up. */
    public void setRandom(RandomGenerator random) {
        this.random = random;
        nonces = CloudSignatureV1.nonces(random == null ? ThreadLocalRandom.current() : random);
    }

    @Override
    void requireKeys(CamelContext context) {
        super.requireKeys(context);
        requireSet("product", getProduct());
        requireSet("action", action);
        if (!OLD_PATH.equals(getPath())) {
            requireSet("version", version);
        } else if (isTc3(getPath())) {
            throw new IllegalArgumentException("The old addresses do not support " + CloudSignatureTc3.ALGORITHM
                    + ": set signatureMethod to HmacSHA256 or HmacSHA1");
        }
        CanonicalRequest.post(host(), new byte[0]).withService(getProduct());
    }

    private void requireSet(String name, String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("No " + name + ": a signature of the Cloud API is for one action: set "
                    + "product, action and version, such as cvm, DescribeInstances and 2017-03-12");
        }
    }

    /** Returns the value of the header Host of the call, which another endpoint sends. */
    String host() {
        if (getHost() != null) {
            return getHost();
        }
        return getProduct() + (OLD_PATH.equals(getPath()) ? ".api.qcloud.com" : ".tencentcloudapi.com");
    }

    private String methodAt(String path) {
        if (signatureMethod != null) {
            return signatureMethod;
        }
        return OLD_PATH.equals(path) ? CloudSignatureV1.HMAC_SHA256 : CloudSignatureTc3.ALGORITHM;
    }

    boolean isTc3(String path) {
        return CloudSignatureTc3.ALGORITHM.equals(methodAt(path));
    }

    UnsignedCloudCall.Signed sign(UnsignedCloudCall call, CamelContext context) {
        CloudSignatureCache.SigningKeys keys = signatures(context);
        CloudCallSigner signer = new CloudCallSigner(getProduct(), action, version, keys);
        return isTc3(call.path()) ? signer.tc3(call, now()) : signer.v1(call, methodAt(call.path()), now(), nonces);
    }
}
