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

import java.util.List;
import org.apache.camel.Message;

/** The HTTP headers of a signed call of the Cloud API. */
final class CloudHeaders {

    static final String AUTHORIZATION = "Authorization";
    static final String ACTION = "X-TC-Action";
    static final String VERSION = "X-TC-Version";
    static final String REGION = "X-TC-Region";
    static final String TIMESTAMP = "X-TC-Timestamp";
    static final String TOKEN = "X-TC-Token";
    static final String CONTENT_SHA256 = "X-TC-Content-SHA256";

    // other headers, such as the language, belong to the route
    private static final List<String> OURS =
            List.of(AUTHORIZATION, ACTION, VERSION, REGION, TIMESTAMP, TOKEN, CONTENT_SHA256);

    private CloudHeaders() {}

    static void clear(Message message) {
        OURS.forEach(name -> TpnsHeaders.removeAnyCase(message, name));
    }
}
