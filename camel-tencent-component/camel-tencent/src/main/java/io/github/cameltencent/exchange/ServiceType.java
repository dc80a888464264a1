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
package io.github.cameltencent.exchange;

import java.util.Set;

/** One of the services of the component: its name, its options, and the services of endpoints that it makes. */
public interface ServiceType {

    /** The first part of the path of an endpoint. */
    String name();

    /** The names of the options that endpoints of this service have, besides the common ones. */
    Set<String> options();

    /** The service of an endpoint whose options are set. */
    TencentService create(ServiceSetup setup);
}
