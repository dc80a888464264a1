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

/** What a consumer can be told of. */
public enum ChatEvent {
    /** A message to the account, or to a group that it is in. */
    MESSAGE,
    /** A user has received or read a message of the account's. */
    RECEIPT,
    /** A user whom the account follows, and who follows it, has come or gone. */
    PRESENCE,
    /** Something about friends: somebody follows the account, or does so no more. */
    FRIEND,
    /** Something about a group that the account is in. */
    GROUP;

    /** The name in options and headers. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
