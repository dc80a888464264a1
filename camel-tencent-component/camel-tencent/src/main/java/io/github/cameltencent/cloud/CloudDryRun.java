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
package io.github.cameltencent.cloud;

import io.github.cameltencent.exchange.DryRun;
import io.github.cameltencent.transport.SignedRequest;
import java.util.Map;

/** Shows a signed request with masked secrets, also those in parameters, instead of sending it. */
final class CloudDryRun {

    private static final String MASK = "xxxxxx";

    private CloudDryRun() {}

    static Map<String, Object> show(SignedRequest request) {
        Map<String, Object> shown = DryRun.show(request);
        if (!request.headers().containsKey("Authorization")) { // v1
            shown.computeIfPresent("body", (name, body) -> masked((String) body));
        }
        return shown;
    }

    private static String masked(String parameters) {
        return masked(masked(parameters, "Signature="), "Token=");
    }

    private static String masked(String parameters, String name) {
        int begin = parameters.indexOf("&" + name);
        if (begin < 0) {
            return parameters;
        }
        int value = begin + 1 + name.length();
        int end = parameters.indexOf('&', value);
        return parameters.substring(0, value) + MASK + (end < 0 ? "" : parameters.substring(end));
    }
}
