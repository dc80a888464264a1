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

import java.util.List;
import java.util.Set;

/**
 * A push that was merged from body, headers and options.
 *
 * @param message the merged message with its audience
 * @param own the fields that body and headers set
 */
public record BoundPush(PushMessage message, Audience audience, Set<PushField> own) {

    /** Returns the single targets, null for a broadcast. */
    public List<String> targets() {
        return switch (audience) {
            case TOKEN -> message.getTokens();
            case ACCOUNT -> message.getAccounts();
            case TAG, ALL -> null;
        };
    }
}
