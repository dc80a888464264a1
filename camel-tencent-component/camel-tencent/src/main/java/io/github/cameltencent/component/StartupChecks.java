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
package io.github.cameltencent.component;

import io.github.cameltencent.exchange.LibraryVersions;
import java.util.Map;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks the class path and the settings when the component starts, and says what to change. */
final class StartupChecks {

    private static final Logger LOG = LoggerFactory.getLogger(TencentComponent.class);

    private StartupChecks() {}

    /**
     * Checks the versions of Camel and HttpClient, before anything of them is used.
     *
     * @throws IllegalStateException if one of them is too old
     */
    static void checkLibraries() {
        String advice = "import camel-bom 4.18.0 or newer, and name no versions of Camel and HttpClient yourself";
        LibraryVersions libraries = new LibraryVersions(StartupChecks.class.getClassLoader());
        libraries.requireAtLeast("Camel", "org.apache.camel.support.DefaultComponent", "4.17", advice);
        libraries.requireAtLeast("HttpClient", "org.apache.hc.client5.http.async.HttpAsyncClient", "5.5", advice);
        String mixed = libraries.mixed(Map.of(
                "camel-api", "org.apache.camel.CamelContext",
                "camel-support", "org.apache.camel.support.DefaultComponent",
                "camel-http", "org.apache.camel.component.http.HttpComponent"));
        if (mixed != null) {
            LOG.warn("The class path mixes versions of Camel ({}): import camel-bom, so that all have the same", mixed);
        }
    }

    /** Warns of settings that may not do what the user expects. */
    static void warnOfSettings(CloseableHttpAsyncClient httpAsyncClient, String proxyHost) {
        if (httpAsyncClient != null) {
            LOG.warn("The tencent component uses the client set as httpAsyncClient. Its automatic retries and redirects"
                    + " cannot be checked: if they are not disabled, it may send a request twice without any trace");
        }
        if (proxyHost == null && System.getProperty("https.proxyHost") != null) {
            LOG.warn("The JVM's https.proxyHost is not used by the tencent component: set"
                    + " camel.component.tencent.proxy-host and proxy-port, such as {{sys:https.proxyHost}}");
        }
    }
}
