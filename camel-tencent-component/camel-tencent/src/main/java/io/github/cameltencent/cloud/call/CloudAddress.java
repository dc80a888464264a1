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
 * Where a call goes.
 *
 * @param uri without a query; its path may have a prefix that a gateway removes
 * @param host what is signed as the host: what the header Host is when the call arrives at the service
 * @param path what is signed as the path
 */
public record CloudAddress(URI uri, String host, String path) {

    private static final String DOMAIN = "tencentcloudapi.com";
    private static final String OLD_DOMAIN = "api.qcloud.com";
    private static final String OLD_PATH = "/v2/index.php";

    /**
     * The address of a target.
     *
     * @param region as API 3.0 has it, null for none
     * @param baseUri replaces the host, null for none
     * @throws IllegalArgumentException when the base URI or the region cannot be used
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
            boolean own = slash > 0 && slash < root.length() - 1;
            path = own ? root.substring(slash) : OLD_PATH;
            root = own ? root.substring(0, slash) : root;
        }
        URI base = BaseUri.parse(root, allowInsecure);
        String scheme = base.getScheme().toLowerCase(Locale.ROOT);
        String host = base.getHost().toLowerCase(Locale.ROOT);
        int usual = scheme.equals("https") ? 443 : 80;
        return of(
                scheme,
                base.getPort() < 0 || base.getPort() == usual ? host : host + ":" + base.getPort(),
                base.getRawPath() + path,
                path);
    }

    /**
     * The address that stands in for another.
     *
     * @param baseUri as of {@link #of}; a root of Tencent's own, such as {@code https://ap-guangzhou.tencentcloudapi.com},
     *     gets the product put before it
     */
    static CloudAddress backup(CloudTarget target, String baseUri, boolean allowInsecure) {
        CloudAddress root = of(target, AccessPoint.NEAREST, null, baseUri, allowInsecure);
        boolean bare = root.host().endsWith(DOMAIN) && !root.host().startsWith(target.product() + ".");
        return bare
                ? of(
                        root.uri().getScheme(),
                        target.product() + "." + root.host(),
                        root.uri().getRawPath(),
                        root.path())
                : root;
    }

    /**
     * The same address for a gateway that puts another host into the header Host.
     *
     * @param signedHost null where none does
     * @throws IllegalArgumentException when it is no host
     */
    CloudAddress signedFor(String signedHost) {
        return signedHost == null ? this : new CloudAddress(uri, BaseUri.signedHost(signedHost), path);
    }

    /** Whether a call goes to Tencent itself, where no gateway is between. */
    boolean isTencents() {
        return uri.getHost().endsWith("." + DOMAIN) || uri.getHost().endsWith("." + OLD_DOMAIN);
    }

    private static String host(CloudTarget target, AccessPoint point, String region) {
        if (target.old()) {
            return target.module() + "." + OLD_DOMAIN;
        }
        boolean isolated = region != null && region.endsWith("-fsi");
        String part = "";
        if (point == AccessPoint.INTERNAL) {
            part = "internal.";
        } else if (isolated || point == AccessPoint.REGION) {
            if (region == null) {
                throw new IllegalArgumentException("accessPoint=region needs a region");
            }
            part = region + ".";
        } else if (point == AccessPoint.INTL) {
            part = "intl.";
        }
        return target.product() + "." + part + DOMAIN;
    }

    private static CloudAddress of(String scheme, String host, String sent, String signed) {
        try {
            return new CloudAddress(new URI(scheme + "://" + host + sent), host, signed);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("baseUri has a path that cannot be used");
        }
    }

    /** Checks the form of a region: what it is goes into host names and headers. */
    static String requireRegion(String region) {
        boolean good = region.length() <= 64 && !region.startsWith("-") && !region.endsWith("-") && !region.isEmpty();
        for (int i = 0; good && i < region.length(); i++) {
            char unit = region.charAt(i);
            good = unit >= 'a' && unit <= 'z' || unit >= '0' && unit <= '9' || unit == '-';
        }
        if (!good) {
            throw new IllegalArgumentException(
                    "region is lower-case letters, digits and hyphens, such as ap-guangzhou, not " + region);
        }
        return region;
    }

    URI withQuery(String query) {
        return URI.create(uri + "?" + query);
    }
}
