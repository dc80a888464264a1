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
package io.github.cameltencent.birdtalk.operation;

import io.github.cameltencent.birdtalk.account.ChatLink;
import io.github.cameltencent.birdtalk.request.ChatRequest;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Something that can be asked of the chat by name. */
@FunctionalInterface
public interface ChatOperation {

    /**
     * Asks; the future completes on the connection's thread with what came of it.
     *
     * @throws IllegalArgumentException if the arguments do not fit
     * @throws io.github.cameltencent.TencentException if the server cannot do it
     */
    CompletableFuture<Map<String, Object>> run(Asker asker, Arguments arguments);

    /** The way to the server. */
    interface Asker {

        <T> CompletableFuture<T> ask(ChatRequest<T> request);

        ChatLink link();
    }
}
