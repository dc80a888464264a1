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
package io.github.cameltencent.im;

import java.io.Serializable;

/**
 * An entry of a call that failed.
 *
 * @param target the target of the entry: a user id, a device, the number of a message
 * @param code the code of the service
 * @param reason the meaning of the code
 */
public record ImFailure(String target, String code, String reason) implements Serializable {

    private static final long serialVersionUID = 1L;

    @Override
    public String toString() {
        return "ImFailure[" + code + "]";
    }
}
