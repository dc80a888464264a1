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
 * What an endpoint calls, with everything that its options say of it. Made once an endpoint.
 *
 * @param module the first label of the address: the product, or a module of the old addresses
 * @param product the product, as signatures name it
 * @param version sent with the call; null for none, as actions of the first generation and unknown products have it
 * @param old whether the call goes to an old address
 * @param algorithm null for TC3, else that of signature v1
 * @param read whether the action only reads
 * @param shape in which form the call goes
 */
public record CloudTarget(
        String module,
        String product,
        String action,
        String version,
        boolean old,
        String algorithm,
        boolean read,
        CallShape shape) {

    private static final String TC3 = "TC3-HMAC-SHA256";
    private static final String NO_VERSION = "none";

    /** How the names of actions begin that only read. */
    private static final String[] READS = {"Describe", "List", "Get", "Query", "Search", "Check", "Inquiry", "Inquire"};

    /**
     * What an operation {@code product/Action} stands for.
     *
     * @throws IllegalArgumentException when options contradict each other or are none that there are
     */
    static CloudTarget of(String operation, CloudConfiguration options, CloudCatalog catalog, CloudFacts facts) {
        int slash = operation.indexOf('/');
        if (slash <= 0 || slash != operation.lastIndexOf('/') || slash == operation.length() - 1) {
            throw new IllegalArgumentException("tencent:cloud/" + operation
                    + ": say product and action, such as tencent:cloud/cvm/DescribeInstances");
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
                isRead(action),
                shape(options, facts.shape(product, action), algorithm));
    }

    /** The operation of the endpoint, as users name it. */
    public String operation() {
        return module + "/" + action;
    }

    /** Whether the action is one of those that only the old addresses have. */
    boolean isFirstGeneration() {
        return old && version == null;
    }

    private static boolean isOld(CloudConfiguration options) {
        if (options.getApiGeneration() != 2 && options.getApiGeneration() != 3) {
            throw new IllegalArgumentException("apiGeneration is 3 or 2, not " + options.getApiGeneration());
        }
        if (options.getArrayIndexBase() != 0 && options.getArrayIndexBase() != 1) {
            throw new IllegalArgumentException("arrayIndexBase is 0 or 1, not " + options.getArrayIndexBase());
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
                        "version is a date such as 2017-03-12" + (old ? ", or none" : "") + ", not " + wanted);
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
                        "apiGeneration=2: the old addresses know signatureMethod=HmacSHA256 and HmacSHA1 only");
            }
            return null;
        }
        if (!"HmacSHA256".equals(wanted) && !"HmacSHA1".equals(wanted)) {
            throw new IllegalArgumentException("signatureMethod is " + TC3 + ", HmacSHA256 or HmacSHA1, not " + wanted);
        }
        return wanted;
    }

    private static CallShape shape(CloudConfiguration options, CallShape known, String algorithm) {
        CallShape shape = known.as(options.getBodyFormat());
        boolean json = shape.format() == BodyFormat.JSON;
        if (!json && (algorithm != null || options.getMethod() == CloudMethod.GET)) {
            throw new IllegalArgumentException("a file goes by method=POST and signatureMethod=" + TC3 + " alone");
        }
        // signature v1 is asked for by name, and knows no call without it
        return algorithm == null || shape.signed() ? shape : CallShape.USUAL;
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
