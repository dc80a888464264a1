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

/** A service of the component: its name, its options, and the factory for its endpoints. */
public interface ServiceType {

    /** Returns the first part of the path of an endpoint. */
    String name();

    /** Returns the names of the options of this service besides the common ones. */
    Set<String> options();

    /** Creates the service of an endpoint whose options are set. */
    TencentService create(ServiceSetup setup);
}
