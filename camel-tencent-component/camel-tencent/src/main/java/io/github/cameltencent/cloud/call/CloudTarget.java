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

/**
 * The product, action, version and format that an endpoint calls. Created once per endpoint.
 *
 * @param module the first label of the address: the product, or a module of the old addresses
 * @param product the product, as named in signatures
 * @param version the version to send; null for none, as for first-generation actions and unknown products
 * @param old whether the call goes to an old address
 * @param algorithm the algorithm of signature v1, null for TC3
 * @param flattened whether the JSON of the body becomes parameters of a form or a query
 * @param read whether the action only reads
 * @param format the format of the call
 */
public record CloudTarget(
        String module,
        String product,
        String action,
        String version,
        boolean old,
        String algorithm,
        boolean flattened,
        boolean read,
        ActionFormat format) {

    private static final String TC3 = "TC3-HMAC-SHA256";
    private static final String NO_VERSION = "none";

    /** The prefixes of actions that only read. */
    private static final String[] READS = {"Describe", "List", "Get", "Query", "Search", "Check", "Inquiry", "Inquire"};

    /**
     * Returns the target of an operation {@code product/Action}.
     *
     * @throws IllegalArgumentException when options contradict each other or are invalid
     */
    static CloudTarget of(String operation, CloudConfiguration options, CloudCatalog catalog, CloudFacts facts) {
        int slash = operation.indexOf('/');
        if (slash <= 0 || slash != operation.lastIndexOf('/') || slash == operation.length() - 1) {
            throw new IllegalArgumentException("tencent:cloud/" + operation
                    + ": use product and action, such as tencent:cloud/cvm/DescribeInstances");
        }
        String module = operation.substring(0, slash);
        String action = operation.substring(slash + 1);
        boolean old = isOld(options);
        String product = catalog.product(module) == null ? facts.product(module) : module;
        String algorithm = algorithm(options, old);
        return new CloudTarget(
                old ? module : product,
                product,
                action,
                version(options, catalog.product(product), action, old),
                old,
                algorithm,
                algorithm != null || options.getMethod() == CloudMethod.GET,
                isRead(action),
                format(options, facts.format(product, action), algorithm));
    }

    /** The operation of the endpoint, as users name it. */
    public String operation() {
        return module + "/" + action;
    }

    /** Whether this is a first-generation action, which only the old addresses have. */
    boolean isFirstGeneration() {
        return old && version == null;
    }

    private static boolean isOld(CloudConfiguration options) {
        if (options.getApiGeneration() != 2 && options.getApiGeneration() != 3) {
            throw new IllegalArgumentException("apiGeneration must be 3 or 2, not " + options.getApiGeneration());
        }
        if (options.getArrayIndexBase() != 0 && options.getArrayIndexBase() != 1) {
            throw new IllegalArgumentException("arrayIndexBase must be 0 or 1, not " + options.getArrayIndexBase());
        }
        return options.getApiGeneration() == 2;
    }

    private static String version(CloudConfiguration options, CloudProduct product, String action, boolean old) {
        String wanted = options.getVersion();
        if (wanted != null) {
            if (NO_VERSION.equals(wanted) && old) {
                return null;
            }
            if (!isDate(wanted)) {
                throw new IllegalArgumentException(
                        "version must be a date such as 2017-03-12" + (old ? ", or none" : "") + ", not " + wanted);
            }
            return wanted;
        }
        String known = product == null ? null : product.version(action);
        return known != null || old || product == null ? known : product.newest();
    }

    private static boolean isDate(String text) {
        boolean date = text.length() == 10;
        for (int i = 0; date && i < 10; i++) {
            char unit = text.charAt(i);
            date = i == 4 || i == 7 ? unit == '-' : unit >= '0' && unit <= '9';
        }
        return date;
    }

    private static String algorithm(CloudConfiguration options, boolean old) {
        String wanted = options.getSignatureMethod();
        if (wanted == null) {
            return old ? "HmacSHA256" : null;
        }
        if (TC3.equals(wanted)) {
            if (old) {
                throw new IllegalArgumentException(
                        "apiGeneration=2: the old addresses only support signatureMethod=HmacSHA256 and HmacSHA1");
            }
            return null;
        }
        if (!"HmacSHA256".equals(wanted) && !"HmacSHA1".equals(wanted)) {
            throw new IllegalArgumentException(
                    "signatureMethod must be " + TC3 + ", HmacSHA256 or HmacSHA1, not " + wanted);
        }
        return wanted;
    }

    private static ActionFormat format(CloudConfiguration options, ActionFormat known, String algorithm) {
        ActionFormat format = known.withBodyFormat(options.getBodyFormat());
        boolean json = format.bodyFormat() == BodyFormat.JSON;
        if (!json && (algorithm != null || options.getMethod() == CloudMethod.GET)) {
            throw new IllegalArgumentException("a file needs method=POST and signatureMethod=" + TC3);
        }
        // with signature v1 every call is signed
        return algorithm == null || format.signed() ? format : ActionFormat.DEFAULT;
    }

    static boolean isRead(String action) {
        for (String prefix : READS) {
            if (action.startsWith(prefix)
                    && (action.length() == prefix.length() || !Character.isLowerCase(action.charAt(prefix.length())))) {
                return true;
            }
        }
        return false;
    }
}
