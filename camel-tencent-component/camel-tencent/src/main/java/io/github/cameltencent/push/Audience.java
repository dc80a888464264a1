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
package io.github.cameltencent.push;

/** The audience of a push. */
public enum Audience {
    /** Single devices. */
    TOKEN,

    /** The devices of accounts. */
    ACCOUNT,

    /** The devices with certain tags: a broadcast. */
    TAG,

    /** Every device of the application: a broadcast. */
    ALL;

    /** Returns whether the audience is not a list of single targets. */
    public boolean isBroadcast() {
        return this == TAG || this == ALL;
    }
}
