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
package io.github.cameltencent.transport;

import io.github.cameltencent.credential.Applications;
import io.github.cameltencent.credential.EndpointOptions;

/** The names of applications in meters, listeners and the dev console. Keys of endpoints share one name. */
public final class ApplicationLabel {

    /** The label of all keys that are options of an endpoint. */
    public static final String INLINE = "inline";

    private ApplicationLabel() {}

    /** Returns the label for the key under which calls share their limits, see {@link HttpCall#application()}. */
    public static String of(String scope) {
        boolean inline = scope.startsWith("tpns:") || scope.startsWith("im:") || scope.startsWith("cloud:");
        return inline ? INLINE : scope;
    }

    /** Returns the label for the keys of an endpoint. */
    public static String of(EndpointOptions options) {
        if (options.getSecretKey() != null || options.getSdkAppId() != null || options.getAccessId() != null) {
            return INLINE;
        }
        return options.getApplication() == null ? Applications.DEFAULT : options.getApplication();
    }
}
