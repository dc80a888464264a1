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

/** The host that tells a machine in the cloud about itself: on its own link, so that plain HTTP and no proxy is right. */
public final class MetadataHost {

    /** Its name at Tencent. */
    public static final String NAME = "metadata.tencentyun.com";

    private static final Pattern LINK_LOCAL = Pattern.compile("169\\.254\\.\\d{1,3}\\.\\d{1,3}");

    private MetadataHost() {}

    /** Whether a host is that one, by its name or by an address of the link; nothing is resolved. */
    public static boolean is(String host) {
        return NAME.equals(host.toLowerCase(Locale.ROOT))
                || LINK_LOCAL.matcher(host).matches();
    }
}
