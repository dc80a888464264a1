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

import io.github.cameltencent.transport.BaseUri;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * The address of a call.
 *
 * @param uri the URI without a query; its path may have a prefix that a gateway removes
 * @param host the host that is signed: the value of the header Host at the service
 * @param path the path that is signed
 */
public record CloudAddress(URI uri, String host, String path) {

    private static final String DOMAIN = "tencentcloudapi.com";
    private static final String OLD_DOMAIN = "api.qcloud.com";
    private static final String OLD_PATH = "/v2/index.php";

    /**
     * Returns the address of a target. * @param region the region in the style of API 3.0, null for none
     * @param baseUri replaces the host, null for none
     * @throws IllegalArgumentException when the base URI or the region is invalid
     */
    static CloudAddress of(
            CloudTarget target, AccessPoint point, String region, String baseUri, boolean allowInsecure) {
        if (baseUri == null) {
            String path = target.old() ? OLD_PATH : "/";
            return of("https", host(target, point, region), path, path);
        }
        String path = "/";
        String root = baseUri.strip();
        if (target.old()) {
            int slash = root.indexOf('/', root.indexOf("://") + 3);
            boolean hasPath = slash > 0 && slash < root.length() - 1;
            path = hasPath ? root.substring(slash) : OLD_PATH;
            root = hasPath ? root.substring(0, slash) : root;
        }
        URI base = BaseUri.parse(root, allowInsecure);
        String scheme = base.getScheme().toLowerCase(Locale.ROOT);
        String host = base.getHost().toLowerCase(Locale.ROOT);
        int defaultPort = scheme.equals("https") ? 443 : 80;
        return of(
                scheme,
                base.getPort() < 0 || base.getPort() == defaultPort ? host : host + ":" + base.getPort(),
                base.getRawPath() + path,
                path);
    }

    /**
     * Returns the backup address of a target.
     *
     * @param baseUri as for {@link #of}; the product is added to a root of Tencent such as {@code
     *     https://ap-guangzhou.tencentcloudapi.com}
     */
    static CloudAddress backup(CloudTarget target, String baseUri, boolean allowInsecure) {
        CloudAddress root = of(target, AccessPoint.NEAREST, null, baseUri, allowInsecure);
        boolean withoutProduct = root.host().endsWith(DOMAIN) && !root.host().startsWith(target.product() + ".");
        return withoutProduct
                ? of(
                        root.uri().getScheme(),
                        target.product() + "." + root.host(),
                        root.uri().getRawPath(),
                        root.path())
                : root;
    }

    /**
     * Returns a copy that signs another host, for a gateway that rewrites the header Host.
     *
     * @param signedHost the host to sign, null for no change
     * @throws IllegalArgumentException when it is not a valid host
     */
    CloudAddress signedFor(String signedHost) {
        return signedHost == null ? this : new CloudAddress(uri, BaseUri.signedHost(signedHost), path);
    }

    /** Whether a call goes directly to Tencent, without a gateway. */
    boolean isTencent() {
        return uri.getHost().endsWith("." + DOMAIN) || uri.getHost().endsWith("." + OLD_DOMAIN);
    }

    private static String host(CloudTarget target, AccessPoint point, String region) {
        if (target.old()) {
            return target.module() + "." + OLD_DOMAIN;
        }
        boolean isFinance = region != null && region.endsWith("-fsi");
        String part = "";
        if (point == AccessPoint.INTERNAL) {
            part = "internal.";
        } else if (isFinance || point == AccessPoint.REGION) {
            if (region == null) {
                throw new IllegalArgumentException("accessPoint=region needs a region");
            }
            part = region + ".";
        } else if (point == AccessPoint.INTL) {
            part = "intl.";
        }
        return target.product() + "." + part + DOMAIN;
    }

    private static CloudAddress of(String scheme, String host, String requestPath, String signed) {
        try {
            return new CloudAddress(new URI(scheme + "://" + host + requestPath), host, signed);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("baseUri has an invalid path");
        }
    }

    /** Returns the region if it is valid in host names and headers. */
    static String requireRegion(String region) {
        boolean valid = region.length() <= 64 && !region.startsWith("-") && !region.endsWith("-") && !region.isEmpty();
        for (int i = 0; valid && i < region.length(); i++) {
            char unit = region.charAt(i);
            valid = unit >= 'a' && unit <= 'z' || unit >= '0' && unit <= '9' || unit == '-';
        }
        if (!valid) {
            throw new IllegalArgumentException(
                    "region must be lower-case letters, digits and hyphens, such as ap-guangzhou, not " + region);
        }
        return region;
    }

    URI withQuery(String query) {
        return URI.create(uri + "?" + query);
    }
}
