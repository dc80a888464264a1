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
 * Requests the login codes that the server sends by mail from a {@link CodeProvider}, on threads that may block.
 *
 * @param provider null if there is none
 */
record LoginCodeRequester(CodeProvider provider, Executor executor) {

    private static final Logger LOG = LoggerFactory.getLogger(LoginCodeRequester.class);

    void request(int attempt, Consumer<String> receiver) {
        if (provider == null) {
            LOG.warn("The chat server sent a login code by mail, but there is no codeProvider that could supply it");
            return;
        }
        try {
            executor.execute(() -> {
                try {
                    receiver.accept(provider.code(attempt));
                } catch (Exception e) {
                    LOG.warn("The codeProvider failed: {}", e.toString());
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("No login code is requested, since the component is being stopped");
        }
    }
}
