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

import java.util.List;

/**
 * One request of a call; most calls have only one.
 *
 * @param randomState its random number and state, null for a command without one
 * @param targets its entries of the list that was split, empty if none was
 */
record ImPart(byte[] body, MsgRandomState randomState, List<String> targets) {

    @Override
    public String toString() {
        return "ImPart[" + body.length + " bytes]";
    }
}
