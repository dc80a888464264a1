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
package io.github.cameltencent.examples.cloudops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.support.service.ServiceHelper;

/** Replaces the list of instances when the new one is complete: a partial list would look like deleted machines. */
final class InstanceList extends PollMonitor {

    static final String NAME = "instances.csv";
    static final String UNFINISHED = NAME + ".part";

    private final Path folder;
    private final OpsStatistics statistics;

    InstanceList(Path folder, OpsStatistics statistics) {
        super("instances", statistics);
        this.folder = folder;
        this.statistics = statistics;
    }

    @Override
    public boolean begin(Consumer consumer, Endpoint endpoint) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(UNFINISHED), Instance.HEAD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return true;
    }

    @Override
    public void commit(Consumer consumer, Endpoint endpoint, int polled) {
        if (ServiceHelper.isStopped(consumer)) {
            return; // stopped in the middle of the list
        }
        try {
            Files.move(folder.resolve(UNFINISHED), folder.resolve(NAME), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        statistics.listed(polled);
        super.commit(consumer, endpoint, polled);
    }
}
