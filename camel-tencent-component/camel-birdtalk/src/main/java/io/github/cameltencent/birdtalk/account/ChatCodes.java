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

import io.github.cameltencent.birdtalk.CodeProvider;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for the codes that the server sends by mail, on threads that may wait for them.
 *
 * @param provider null if nobody has them
 */
record ChatCodes(CodeProvider provider, Executor blocking) {

    private static final Logger LOG = LoggerFactory.getLogger(ChatCodes.class);

    void ask(int attempt, Consumer<String> give) {
        if (provider == null) {
            LOG.warn("The chat server sent a code by mail, and there is no codeProvider to ask for it");
            return;
        }
        try {
            blocking.execute(() -> {
                try {
                    give.accept(provider.code(attempt));
                } catch (Exception e) {
                    LOG.warn("The codeProvider failed: {}", e.toString());
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("Nobody is asked for the code any more: the component is being stopped");
        }
    }
}
