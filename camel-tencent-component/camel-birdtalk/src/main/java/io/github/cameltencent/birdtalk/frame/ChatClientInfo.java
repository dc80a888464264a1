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
package io.github.cameltencent.birdtalk.frame;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;

/**
 * What a client tells about itself in its hello.
 *
 * @param clientId the id of the installation, the same after each restart
 * @param version the version of the client
 * @param platform the operating system or type of the client
 * @param params language, country and others; keys are case-sensitive
 */
public record ChatClientInfo(String clientId, String version, String platform, Map<String, String> params) {

    public ChatClientInfo {
        if (clientId == null || clientId.isBlank()) {
            throw new IllegalArgumentException("The clientId is empty");
        }
        params = Map.copyOf(params);
    }

    /** The values of this JVM. */
    static ChatClientInfo ofThisMachine(String clientId, String sdkVersion) {
        Locale locale = Locale.getDefault();
        Map<String, String> params = new LinkedHashMap<>();
        params.put("Lang", locale.toString());
        params.put("CountryCode", locale.getCountry());
        params.put("Hardware", System.getProperty("os.arch", ""));
        params.put("TimeZone", TimeZone.getDefault().getID());
        return new ChatClientInfo(clientId, sdkVersion, System.getProperty("os.name", "java"), params);
    }
}
