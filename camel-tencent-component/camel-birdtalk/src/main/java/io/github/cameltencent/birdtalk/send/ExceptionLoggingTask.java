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
package io.github.cameltencent.birdtalk.send;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what a task throws instead of passing it on. An executor would cancel a periodic task otherwise. */
public record ExceptionLoggingTask(Runnable task) implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(ExceptionLoggingTask.class);

    @Override
    @SuppressWarnings("checkstyle:IllegalCatch") // an Error would cancel the task as well
    public void run() {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.error("Unexpected exception in a task of the chat client, which continues", e);
        }
    }
}
