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

import io.github.cameltencent.birdtalk.protocol.ChatType;

/**
 * A dialogue with a user or in a group. A user and a group may have the same id.
 *
 * @param type user or group
 * @param id the id of the other user or of the group
 */
public record Dialogue(ChatType type, long id) {

    public Dialogue {
        if (type != ChatType.ChatTypeP2P && type != ChatType.ChatTypeGroup) {
            throw new ForbiddenFrameException(ForbiddenFrameException.Rule.BODY, "The chat type must be p2p or group");
        }
        FrameRules.positive(id, "the id of the receiver");
    }

    public static Dialogue user(long id) {
        return new Dialogue(ChatType.ChatTypeP2P, id);
    }

    public static Dialogue group(long id) {
        return new Dialogue(ChatType.ChatTypeGroup, id);
    }
}
