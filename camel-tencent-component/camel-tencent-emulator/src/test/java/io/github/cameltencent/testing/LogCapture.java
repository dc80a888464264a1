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
package io.github.cameltencent.testing;

import java.util.Queue;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;

/** Sets all loggers to TRACE and captures their output until it is closed. */
public final class LogCapture implements AutoCloseable {

    private final LoggerContext logging = (LoggerContext) LogManager.getContext(false);

    private LogCapture(Queue<String> seen) {
        CapturingAppender collector = new CapturingAppender(seen);
        collector.start();
        logging.getConfiguration().getRootLogger().addAppender(collector, Level.ALL, null);
        logging.getConfiguration().getRootLogger().setLevel(Level.TRACE);
        logging.getConfiguration().getRootLogger().removeAppender("console");
        logging.updateLoggers();
    }

    /** Captures into a thread-safe queue. */
    public static LogCapture into(Queue<String> seen) {
        return new LogCapture(seen);
    }

    @Override
    public void close() {
        logging.reconfigure();
    }
}
