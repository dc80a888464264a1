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
 * What signers and verifiers of the Cloud API share: the keys, and where calls go.
 *
 * @param <P> the bean itself
 */
public abstract class CloudBean<P extends CloudBean<P>> extends TencentBean<P> {

    /** Where the old addresses are served, which know signature v1 alone. */
    static final String OLD_PATH = "/v2/index.php";

    private final CloudSignatures signatures = new CloudSignatures(options);
    private String product;
    private String host;
    private String path = "/";

    CloudBean() {}

    public String getSecretId() {
        return signatures.getSecretId();
    }

    public void setSecretId(String secretId) {
        signatures.setSecretId(secretId);
    }

    public String getSessionToken() {
        return signatures.getSessionToken();
    }

    /** The token that belongs to temporary keys. */
    public void setSessionToken(String sessionToken) {
        signatures.setSessionToken(sessionToken);
    }

    /** An inline pair of keys, instead of an application. */
    public P keys(String secretId, String secretKey) {
        setSecretId(secretId);
        setSecretKey(secretKey);
        return self();
    }

    /** Inline temporary keys with the token that belongs to them, instead of an application. */
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

    /** The service that is called, such as {@code cvm}; at the old addresses, the module. */
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
     * What the header {@code Host} is: with the port where that is not the scheme's own. Needed where calls do not go to
     * {@code {product}.tencentcloudapi.com}.
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
            throw new IllegalArgumentException("path is " + path + ": it begins with a slash");
        }
        this.path = path;
    }

    /** The path that is called: {@code /} by default, {@code /v2/index.php} at the old addresses. */
    public P path(String path) {
        setPath(path);
        return self();
    }

    CloudSignatures.Held signatures(CamelContext context) {
        return signatures.current(context);
    }

    @Override
    void requireKeys(CamelContext context) {
        signatures(context);
    }
}
