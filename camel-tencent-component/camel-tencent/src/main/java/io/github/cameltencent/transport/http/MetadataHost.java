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
package io.github.cameltencent.transport.http;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The metadata service of a virtual machine in the cloud. It has a link-local address, so that it is called by plain HTTP
 * and without a proxy.
 */
public final class MetadataHost {

    /** The host name at Tencent Cloud. */
    public static final String NAME = "metadata.tencentyun.com";

    private static final Pattern LINK_LOCAL = Pattern.compile("169\\.254\\.\\d{1,3}\\.\\d{1,3}");

    private MetadataHost() {}

    /** Returns whether a host is the metadata service, by its name or a link-local address; nothing is resolved. */
    public static boolean is(String host) {
        return NAME.equals(host.toLowerCase(Locale.ROOT))
                || LINK_LOCAL.matcher(host).matches();
    }
}
