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

import java.util.Map;
import java.util.TreeSet;

/** Finds settings of the environment that have no effect, although one could think so. */
final class EnvironmentCheck {

    private static final String PREFIX = "CAMEL_COMPONENT_TENCENT_";

    private final Map<String, String> environment;
    private final Findings findings;

    EnvironmentCheck(Map<String, String> environment, Findings findings) {
        this.environment = environment;
        this.findings = findings;
    }

    void run(ConfigurationFile file) {
        TreeSet<String> ignored = new TreeSet<>(environment.keySet());
        ignored.removeIf(name -> !name.startsWith(PREFIX));
        if (!ignored.isEmpty()) {
            findings.warn(
                    "environment",
                    "Camel Main ignores " + ignored + ", Spring Boot reads it",
                    "In Camel Main refer to a variable from a property: {{env:NAME}}");
        }
        boolean proxied = file.componentOptions().containsKey("proxy-host")
                || file.componentOptions().containsKey("proxyHost");
        boolean wanted = System.getProperty("https.proxyHost") != null
                || environment.containsKey("HTTPS_PROXY")
                || environment.containsKey("https_proxy");
        if (wanted && !proxied) {
            findings.warn(
                    "proxy",
                    "this machine has a proxy (https.proxyHost or HTTPS_PROXY), which the component does not use",
                    "Set camel.component.tencent.proxy-host and proxy-port, if calls must go through it");
        }
    }
}
