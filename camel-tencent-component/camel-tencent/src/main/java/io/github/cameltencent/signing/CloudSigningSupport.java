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

import java.util.Locale;
import org.apache.camel.CamelContext;

/**
 * Base class of signers and verifiers for the Cloud API, with the keys and the address of the calls.
 *
 * @param <P> the subclass
 */
public abstract class CloudSigningSupport<P extends CloudSigningSupport<P>> extends SigningSupport<P> {

    /** The path of the old addresses, which only support signature v1. */
    static final String OLD_PATH = "/v2/index.php";

    private final CloudSignatureCache signatures = new CloudSignatureCache(options);
    private String product;
    private String host;
    private String path = "/";

    CloudSigningSupport() {}

    public String getSecretId() {
        return signatures.getSecretId();
    }

    public void setSecretId(String secretId) {
        signatures.setSecretId(secretId);
    }

    public String getSessionToken() {
        return signatures.getSessionToken();
    }

    /** Sets the token of temporary keys. */
    public void setSessionToken(String sessionToken) {
        signatures.setSessionToken(sessionToken);
    }

    /** Sets inline keys, instead of an application. */
    public P keys(String secretId, String secretKey) {
        setSecretId(secretId);
        setSecretKey(secretKey);
        return self();
    }

    /** Sets inline temporary keys and their token, instead of an application. */
    public P keys(String secretId, String secretKey, String sessionToken) {
        setSessionToken(sessionToken);
        return keys(secretId, secretKey);
    }

    public String getProduct() {
        return product;
    }

    public void setProduct(String product) {
        this.product = product == null ? null : product.toLowerCase(Locale.ROOT);
    }

    /** Sets the product, such as {@code cvm}; at the old addresses, the module. */
    public P product(String product) {
        setProduct(product);
        return self();
    }

    public String getHost() {
        return host;
    }

    public void setHost(String host) {
        this.host = host;
    }

    /**
     * Sets the value of the header {@code Host}, with the port unless it is the default port. Needed if calls do not go
     * to {@code {product}.tencentcloudapi.com}.
     */
    public P host(String host) {
        setHost(host);
        return self();
    }

    public String getPath() {
        return path;
    }

    public void setPath(String path) {
        if (path == null || !path.startsWith("/")) {
            throw new IllegalArgumentException("path is " + path + ": it must start with a slash");
        }
        this.path = path;
    }

    /** Sets the path: {@code /} by default, {@code /v2/index.php} at the old addresses. */
    public P path(String path) {
        setPath(path);
        return self();
    }

    CloudSignatureCache.SigningKeys signatures(CamelContext context) {
        return signatures.current(context);
    }

    @Override
    void requireKeys(CamelContext context) {
        signatures(context);
    }
}
