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
package io.github.cameltencent.emulator.cloud.request;

/** A believed request that the service would refuse. Control flow inside this package only, so without a stack trace. */
public final class CloudRefusal extends RuntimeException {

    private final String code;

    public CloudRefusal(String code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    public static CloudRefusal missing(String parameter) {
        return new CloudRefusal("MissingParameter", "the required parameter " + parameter + " is missing");
    }

    public static CloudRefusal invalid(String parameter, String rule) {
        return new CloudRefusal("InvalidParameterValue", parameter + " " + rule);
    }

    public String code() {
        return code;
    }
}
