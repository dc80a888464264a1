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

import io.github.cameltencent.birdtalk.frame.GroupFrames;
import io.github.cameltencent.birdtalk.frame.MessageFrames;

/**
 * The values that a request needs when it is sent.
 *
 * @param now Unix time in milliseconds
 * @param sendId an unused send id of the account
 * @param ownId the id of the user who is logged in
 * @param clientId the id of this client
 */
public record RequestContext(long now, long sendId, long ownId, String clientId) {

    MessageFrames chat() {
        return new MessageFrames(ownId, clientId);
    }

    public GroupFrames groups() {
        return new GroupFrames(ownId);
    }
}
