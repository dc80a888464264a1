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
package io.github.cameltencent;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collection;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** Opens every log to TRACE and collects what is written, until it is closed. */
public final class EveryLog implements AutoCloseable {

    private final LoggerContext logging = (LoggerContext) LogManager.getContext(false);

    private EveryLog(Collection<String> seen) {
        Collector collector = new Collector(seen);
        collector.start();
        logging.getConfiguration().getRootLogger().addAppender(collector, Level.ALL, null);
        logging.getConfiguration().getRootLogger().setLevel(Level.TRACE);
        logging.getConfiguration().getRootLogger().removeAppender("console");
        logging.updateLoggers();
    }

    /** Collects into a collection that several threads may add to. */
    public static EveryLog into(Collection<String> seen) {
        return new EveryLog(seen);
    }

    @Override
    public void close() {
        logging.reconfigure();
    }

    private static final class Collector extends AbstractAppender {

        private final Collection<String> seen;

        Collector(Collection<String> seen) {
            super("collector", null, null, true, Property.EMPTY_ARRAY);
            this.seen = seen;
        }

        @Override
        public void append(LogEvent event) {
            StringWriter text = new StringWriter();
            text.write(event.getLoggerName() + " " + event.getMessage().getFormattedMessage());
            if (event.getThrown() != null) {
                event.getThrown().printStackTrace(new PrintWriter(text));
            }
            seen.add(text.toString());
        }
    }
}
