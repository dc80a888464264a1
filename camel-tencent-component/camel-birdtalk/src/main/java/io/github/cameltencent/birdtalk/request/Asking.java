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
package io.github.cameltencent.birdtalk.request;

import io.github.cameltencent.birdtalk.frame.ChatFrames;
import io.github.cameltencent.birdtalk.frame.GroupFrames;

/**
 * What a request needs to know when its turn comes.
 *
 * @param now Unix milliseconds
 * @param sendId a number of this account's counter that nothing was sent with yet
 * @param ownId the id of the user that is logged in
 * @param clientId the id of this client
 */
public record Asking(long now, long sendId, long ownId, String clientId) {

    ChatFrames chat() {
        return new ChatFrames(ownId, clientId);
    }

    public GroupFrames groups() {
        return new GroupFrames(ownId);
    }
}
