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
import io.github.cameltencent.birdtalk.account.AccountClient;
import io.github.cameltencent.birdtalk.file.DownloadFile;
import io.github.cameltencent.birdtalk.file.DownloadRequest;
import io.github.cameltencent.birdtalk.protocol.MsgDownloadReply;
import io.github.cameltencent.birdtalk.request.ChatExceptions;
import io.github.cameltencent.exchange.BodyText;
import io.github.cameltencent.exchange.FieldValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.converter.stream.FileInputStreamCache;
import org.apache.camel.support.SynchronizationAdapter;
import org.apache.camel.util.FileUtil;

/**
 * Downloads the file whose stored name is a header or the body. The body becomes a stream over a temporary file, which is
 * deleted when the exchange is done.
 */
final class BirdtalkDownloadProducer extends BirdtalkProducer {

    private static final int MAX_NAME_LENGTH = 255;

    private final ChatInFlightLimiter limiter;

    BirdtalkDownloadProducer(BirdtalkService service, BirdtalkProducerConfiguration options) {
        super(service, options, "download");
        this.limiter = BirdtalkUploadProducer.limiter(options);
    }

    @Override
    void begin(ExchangeCompletion completion, AccountClient client) {
        String name = name(completion.exchange());
        Executor disk = service().clients().disk();
        DownloadRequest request = new DownloadRequest(name, () -> new DownloadFile(disk, client::setReadingPaused));
        completion.acquire(limiter);
        client.download(request, options().getRequestTimeout()).whenComplete((download, failure) -> {
            if (failure != null) {
                completion.failed(failure, request.framesSent());
            } else {
                download.file().complete().whenComplete((path, trouble) -> end(completion, request, download, path));
            }
        });
    }

    private static String name(Exchange exchange) {
        String name = FieldValue.header(exchange, BirdtalkConstants.STORED_NAME).text();
        if (name == null) {
            name = BodyText.read(exchange, "BODY_UNREADABLE");
        }
        if (name.isBlank() || name.length() > MAX_NAME_LENGTH) {
            throw new IllegalArgumentException("The stored name must be the header " + BirdtalkConstants.STORED_NAME
                    + " or the body, with 1 to 255 characters");
        }
        return name.strip();
    }

    /**
     * Ends the exchange after the file was written, or could not be.
     *
     * @param path null if it could not be written
     */
    private static void end(
            ExchangeCompletion completion,
            DownloadRequest request,
            DownloadRequest.DownloadedFile download,
            Path path) {
        if (path == null) {
            completion.failed(transientFailure("DISK", "The file could not be written"), request.framesSent());
            return;
        }
        completion.accepted(
                request.framesSent(), () -> write(completion.exchange(), request.storedName(), download, path));
    }

    private static void write(Exchange exchange, String stored, DownloadRequest.DownloadedFile download, Path path) {
        FileInputStreamCache stream = new FileInputStreamCache(path.toFile());
        exchange.getExchangeExtension().addOnCompletion(new Deletion(path, stream));
        MsgDownloadReply metadata = download.metadata();
        if (!download.file().isIntact(stored, metadata.getHashCode())) {
            throw transientFailure("HASH", "The content does not match its hash");
        }
        Message message = exchange.getMessage();
        message.setBody(stream);
        message.setHeader(Exchange.FILE_LENGTH, metadata.getSize());
        String real =
                FileUtil.stripPath(metadata.getRealName().replace('\\', '/')); // the server must not choose a folder
        message.setHeader(Exchange.FILE_NAME, real.isBlank() ? FileUtil.stripPath(stored) : real);
        if (!metadata.getFileType().isBlank()) {
            message.setHeader(Exchange.CONTENT_TYPE, metadata.getFileType());
        }
    }

    private static TencentException transientFailure(String code, String why) {
        return TencentException.of(Outcome.TRANSIENT, code, why)
                .call(ChatExceptions.SERVICE, "download")
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
                path.toFile().deleteOnExit(); // some systems keep open files
            }
        }
    }
}
