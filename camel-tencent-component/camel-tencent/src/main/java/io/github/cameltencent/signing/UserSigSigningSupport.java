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

import io.github.cameltencent.credential.TicketKeyCache;
import io.github.cameltencent.credential.TicketKeys;
import org.apache.camel.CamelContext;

/**
 * Base class of the signer and the verifier of UserSigs, with the IM application and its keys.
 *
 * @param <P> the subclass
 */
public abstract class UserSigSigningSupport<P extends UserSigSigningSupport<P>> extends SigningSupport<P> {

    private String privateKey;
    private String publicKey;

    // created at the first start or exchange, because it needs the context
    private volatile TicketKeyCache keyCache;

    UserSigSigningSupport() {}

    public Long getSdkAppId() {
        return options.getSdkAppId();
    }

    public void setSdkAppId(Long sdkAppId) {
        options.setSdkAppId(sdkAppId);
    }

    /** Sets an inline SDKAppID and its secret key, instead of an application. */
    public P keys(long sdkAppId, String secretKey) {
        setSdkAppId(sdkAppId);
        setSecretKey(secretKey);
        return self();
    }

    public String getPrivateKey() {
        return privateKey;
    }

    /** Sets the private key of legacy UserSigs: PEM text, or a {@code file:} or {@code classpath:} resource. */
    public void setPrivateKey(String privateKey) {
        this.privateKey = privateKey;
    }

    public String getPublicKey() {
        return publicKey;
    }

    /** Sets the public key of legacy UserSigs: PEM text, or a {@code file:} or {@code classpath:} resource. */
    public void setPublicKey(String publicKey) {
        this.publicKey = publicKey;
    }

    TicketKeyCache keyCache(CamelContext context) {
        TicketKeyCache now = keyCache;
        if (now == null) {
            lock.lock();
            try {
                now = keyCache == null
                        ? new TicketKeyCache(context, options, privateKey, publicKey, applications(context))
                        : keyCache;
                keyCache = now;
            } finally {
                lock.unlock();
            }
        }
        return now;
    }

    TicketKeys keys(CamelContext context) {
        return keyCache(context).current();
    }
}
