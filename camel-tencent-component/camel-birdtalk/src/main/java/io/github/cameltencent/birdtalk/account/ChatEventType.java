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
package io.github.cameltencent.birdtalk.account;

import java.util.Locale;

/** The types of events that a consumer can receive. */
public enum ChatEventType {
    /** A message to the account or to one of its groups. */
    MESSAGE,
    /** A user received or read a message of the account. */
    RECEIPT,
    /** A user who follows the account, and is followed by it, went online or offline. */
    PRESENCE,
    /** A user started or stopped following the account. */
    FRIEND,
    /** A change of a group of the account. */
    GROUP;

    /** The name in options and headers. */
    public String optionName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
