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
package io.github.cameltencent.credential;

import io.github.cameltencent.TencentConstants;
import java.util.Map;
import org.apache.camel.CamelContext;

/** Provides named applications. Implemented by the component, so that signing processors can use its applications. */
public interface ApplicationSource {

    /** The applications by name, never null. */
    Map<String, TencentApplication> getApplications();

    /**
     * Returns the applications of a context: those of the component, if the context has it, and the beans. They are
     * looked up at each call.
     */
    static Applications in(CamelContext context) {
        return new Applications(
                () -> context.hasComponent(TencentConstants.SCHEME) instanceof ApplicationSource source
                        ? source.getApplications()
                        : Map.of(),
                context);
    }
}
