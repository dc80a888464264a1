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
package io.github.cameltencent.birdtalk.component;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.birdtalk.BirdtalkConstants;
import io.github.cameltencent.birdtalk.account.ChatLink;
import io.github.cameltencent.birdtalk.file.DownloadFile;
import io.github.cameltencent.birdtalk.file.DownloadRequest;
import io.github.cameltencent.birdtalk.protocol.MsgDownloadReply;
import io.github.cameltencent.birdtalk.request.ChatFailures;
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
 * Downloads the file whose stored name is a header or the body; the body then is a stream over a temporary file, which goes
 * with the exchange.
 */
final class BirdtalkDownloadProducer extends BirdtalkProducer {

    private final BirdtalkService service;
    private final ChatInFlightLimiter limiter;

    BirdtalkDownloadProducer(Endpoint endpoint, BirdtalkService service, BirdtalkProducerConfiguration options) {
        super(endpoint, service, options);
        this.service = service;
        this.limiter = BirdtalkUploadProducer.limiter(options);
    }

    @Override
    String operation(Exchange exchange) {
        return "download";
    }

    @Override
    void begin(Exchange exchange, AsyncCallback callback, ChatLink connection) {
        String name = name(exchange.getMessage());
        Executor disk = service.links().disk();
        DownloadRequest request = new DownloadRequest(name, () -> new DownloadFile(disk, connection::hold));
        limiter.acquire();
        connection.download(request, options().getRequestTimeout()).whenComplete((came, failure) -> {
            if (failure != null) {
                limiter.release();
                failed(exchange, callback, failure(failure));
            } else {
                came.file().end().whenComplete((path, trouble) -> {
                    limiter.release();
                    finish(exchange, callback, request, came, path, trouble);
                });
            }
        });
    }

    private static String name(Message message) {
        String name = message.getHeader(BirdtalkConstants.STORED_NAME, String.class);
        if (name == null) {
            name = message.getBody(String.class);
        }
        if (name == null || name.isBlank() || name.length() > 255) {
            throw new IllegalArgumentException("The name under which the server keeps the file is the header "
                    + BirdtalkConstants.STORED_NAME + ", or the body");
        }
        return name.strip();
    }

    private void finish(
            Exchange exchange,
            AsyncCallback callback,
            DownloadRequest request,
            DownloadRequest.Came came,
            Path path,
            Throwable trouble) {
        String name = request.storedName();
        if (trouble != null || path == null) {
            failed(exchange, callback, transientFailure("DISK", "The file could not be written"));
            return;
        }
        FileInputStreamCache stream = new FileInputStreamCache(path.toFile());
        exchange.getExchangeExtension().addOnCompletion(new Deletion(path, stream));
        if (!came.file().isIntact(name, came.about().getHashCode())) {
            failed(exchange, callback, transientFailure("HASH", "The content is not what its hash tells"));
            return;
        }
        accepted(
                exchange,
                callback,
                "download",
                request.sent(),
                () -> tell(exchange.getMessage(), stream, name, came.about()));
    }

    private static void tell(Message message, FileInputStreamCache stream, String stored, MsgDownloadReply about) {
        message.setBody(stream);
        message.setHeader(Exchange.FILE_LENGTH, about.getSize());
        String real = FileUtil.stripPath(about.getRealName().replace('\\', '/')); // a server chooses no folder
        message.setHeader(Exchange.FILE_NAME, real.isBlank() ? FileUtil.stripPath(stored) : real);
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
        private final FileInputStreamCache stream;

        Deletion(Path path, FileInputStreamCache stream) {
            this.path = path;
            this.stream = stream;
        }

        @Override
        public void onDone(Exchange exchange) {
            stream.close();
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                path.toFile().deleteOnExit(); // it is still open on some systems
            }
        }
    }
}
