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

/** An error of the service. Used for control flow inside the emulator only, therefore without a stack trace. */
public final class CloudErrorException extends RuntimeException {

    private final String code;

    public CloudErrorException(String code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    public static CloudErrorException missing(String parameter) {
        return new CloudErrorException("MissingParameter", "the required parameter " + parameter + " is missing");
    }

    public static CloudErrorException invalid(String parameter, String rule) {
        return new CloudErrorException("InvalidParameterValue", parameter + " " + rule);
    }

    public String code() {
        return code;
    }
}
