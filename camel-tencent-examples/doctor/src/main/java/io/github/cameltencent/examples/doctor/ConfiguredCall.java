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
package io.github.cameltencent.examples.doctor;

import java.net.URI;

/**
 * A harmless call with the keys of a part of an application: it only reads.
 *
 * @param part the part as it is written, such as {@code applications[orders].im}
 * @param endpoint the endpoint without options of the run
 * @param refusable whether the service refuses what the call asks for, once it has accepted the keys
 * @param address the base address where it is known without keys, else null
 */
record ConfiguredCall(String part, String endpoint, String body, boolean refusable, URI address) {

    ConfiguredCall(String part, String endpoint, String body) {
        this(part, endpoint, body, false, null);
    }

    ConfiguredCall at(URI found) {
        return new ConfiguredCall(part, endpoint, body, refusable, found);
    }
}
