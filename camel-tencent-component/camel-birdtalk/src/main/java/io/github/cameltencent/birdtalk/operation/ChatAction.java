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

import io.github.cameltencent.birdtalk.account.AccountClient;
import io.github.cameltencent.birdtalk.request.ChatRequest;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** An action of an endpoint, such as {@code add} of {@code birdtalk:friend}. */
@FunctionalInterface
public interface ChatAction {

    /**
     * Runs the action; the future completes on the connection's thread.
     *
     * @throws IllegalArgumentException if the arguments are invalid
     * @throws io.github.cameltencent.TencentException if the server does not support it
     */
    CompletableFuture<Map<String, Object>> run(RequestSender sender, ActionArguments arguments);

    /** Sends the requests of an action. */
    interface RequestSender {

        <T> CompletableFuture<T> send(ChatRequest<T> request);

        AccountClient client();
    }
}
