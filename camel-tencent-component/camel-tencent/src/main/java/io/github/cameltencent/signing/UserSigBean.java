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

import io.github.cameltencent.credential.TicketKeyRing;
import io.github.cameltencent.credential.TicketKeys;
import org.apache.camel.CamelContext;

/**
 * What the signer and the verifier of UserSigs share: the application at IM, and its keys.
 *
 * @param <P> the bean itself
 */
public abstract class UserSigBean<P extends UserSigBean<P>> extends TencentBean<P> {

    private String privateKey;
    private String publicKey;

    // null until the first exchange or start, since it needs the context
    private volatile TicketKeyRing ring;

    UserSigBean() {}

    public Long getSdkAppId() {
        return options.getSdkAppId();
    }

    public void setSdkAppId(Long sdkAppId) {
        options.setSdkAppId(sdkAppId);
    }

    /** An inline SDKAppID and its secret key, instead of an application. */
    public P keys(long sdkAppId, String secretKey) {
        setSdkAppId(sdkAppId);
        setSecretKey(secretKey);
        return self();
    }

    public String getPrivateKey() {
        return privateKey;
    }

    /** The private key of legacy UserSigs: PEM text, or {@code file:} or {@code classpath:} and a name. */
    public void setPrivateKey(String privateKey) {
        this.privateKey = privateKey;
    }

    public String getPublicKey() {
        return publicKey;
    }

    /** The public key of legacy UserSigs: PEM text, or {@code file:} or {@code classpath:} and a name. */
    public void setPublicKey(String publicKey) {
        this.publicKey = publicKey;
    }

    TicketKeyRing ring(CamelContext context) {
        TicketKeyRing now = ring;
        if (now == null) {
            lock.lock();
            try {
                now = ring == null
                        ? new TicketKeyRing(context, options, privateKey, publicKey, applications(context))
                        : ring;
                ring = now;
            } finally {
                lock.unlock();
            }
        }
        return now;
    }

    TicketKeys keys(CamelContext context) {
        return ring(context).current();
    }
}
