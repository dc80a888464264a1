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
package io.github.cameltencent.birdtalk;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.birdtalk.protocol.MsgDownloadReply;
import io.github.cameltencent.credential.SharedConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.converter.stream.FileInputStreamCache;
import org.apache.camel.support.SynchronizationAdapter;
import org.apache.camel.util.FileUtil;

/**
 * Downloads the file whose stored name is the body; the body then is a stream over a temporary file, which goes with the
 * exchange.
 */
final class BirdtalkDownloadProducer extends BirdtalkProducer {

    private final BirdtalkService service;

    BirdtalkDownloadProducer(Endpoint endpoint, BirdtalkService service, SharedConfiguration options) {
        super(endpoint, service, options);
        this.service = service;
    }

    @Override
    String operation(Exchange exchange) {
        return "download";
    }

    @Override
    void begin(Exchange exchange, AsyncCallback callback, ChatLink connection) {
        String name = exchange.getMessage().getBody(String.class);
        if (name == null || name.isBlank() || name.length() > 255) {
            throw new IllegalArgumentException("The body is the name under which the server keeps the file");
        }
        Executor disk = service.links().files();
        connection
                .ask(
                        new DownloadRequest(name, () -> new DownloadFile(disk)),
                        options().getRequestTimeout())
                .whenComplete((came, failure) -> {
                    if (failure != null) {
                        failed(exchange, callback, failure(failure));
                    } else {
                        came.file()
                                .end()
                                .whenComplete((path, trouble) -> finish(exchange, callback, name, came, path, trouble));
                    }
                });
    }

    /** On a thread that may wait for the disk. */
    private void finish(
            Exchange exchange,
            AsyncCallback callback,
            String name,
            DownloadRequest.Came came,
            Path path,
            Throwable trouble) {
        if (trouble != null || path == null) {
            failed(exchange, callback, transientFailure("DISK", "The file could not be written"));
            return;
        }
        exchange.getExchangeExtension().addOnCompletion(new Deletion(path));
        if (!came.file().isIntact(name, came.about().getHashCode())) {
            failed(exchange, callback, transientFailure("HASH", "The content is not what its hash tells"));
            return;
        }
        FileInputStreamCache stream = new FileInputStreamCache(path.toFile());
        accepted(exchange, callback, "download", 1, () -> tell(exchange.getMessage(), stream, name, came.about()));
    }

    private static void tell(Message message, FileInputStreamCache stream, String stored, MsgDownloadReply about) {
        message.setBody(stream);
        message.setHeader(Exchange.FILE_LENGTH, about.getSize());
        String real = FileUtil.stripPath(about.getRealName().replace('\\', '/')); // a server chooses no folder
        message.setHeader(Exchange.FILE_NAME, real == null || real.isBlank() ? FileUtil.stripPath(stored) : real);
        if (!about.getFileType().isBlank()) {
            message.setHeader(Exchange.CONTENT_TYPE, about.getFileType());
        }
    }

    private static TencentException transientFailure(String code, String why) {
        return TencentException.of(Outcome.TRANSIENT, code, why)
                .call(ChatFailures.SERVICE, "download")
                .build();
    }

    /** Deletes the file when the exchange is done. */
    private static final class Deletion extends SynchronizationAdapter {

        private final Path path;

        Deletion(Path path) {
            this.path = path;
        }

        @Override
        public void onDone(Exchange exchange) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                path.toFile().deleteOnExit(); // it is still open on some systems
            }
        }
    }
}
