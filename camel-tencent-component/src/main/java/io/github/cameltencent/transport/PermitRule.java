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

import java.time.Duration;

/**
 * A limit of so many calls a period.
 *
 * @param key names the limit in the CamelContext, such as {@code tpns:1500001048:broadcast}; null for no limit
 */
public record PermitRule(String key, int permits, Duration period) {

    /** No limit. */
    public static final PermitRule NONE = new PermitRule(null, 0, Duration.ZERO);
}
