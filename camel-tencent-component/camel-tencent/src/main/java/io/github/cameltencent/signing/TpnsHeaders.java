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

import org.apache.camel.Message;

/** The HTTP headers of a signed call of TPNS. */
final class TpnsHeaders {

    static final String ACCESS_ID = "AccessId";
    static final String TIME_STAMP = "TimeStamp";
    static final String SIGN = "Sign";

    private TpnsHeaders() {}

    static void clear(Message message) {
        removeAnyCase(message, ACCESS_ID);
        removeAnyCase(message, TIME_STAMP);
        removeAnyCase(message, SIGN);
    }

    // Camel can be configured with case-sensitive headers: accessid must not be sent next to AccessId
    static void removeAnyCase(Message message, String name) {
        if (message.hasHeaders()) {
            message.getHeaders().keySet().removeIf(name::equalsIgnoreCase);
        }
    }
}
