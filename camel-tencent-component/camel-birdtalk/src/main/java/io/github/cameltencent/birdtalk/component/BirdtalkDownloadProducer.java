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

    private static final int LONGEST_NAME = 255;

    private final ChatInFlightLimiter limiter;

    BirdtalkDownloadProducer(BirdtalkService service, BirdtalkProducerConfiguration options) {
        super(service, options, "download");
        this.limiter = BirdtalkUploadProducer.limiter(options);
    }

    @Override
    void begin(ExchangeCompletion completion, ChatLink connection) {
        String name = name(completion.exchange());
        Executor disk = service().links().disk();
        DownloadRequest request = new DownloadRequest(name, () -> new DownloadFile(disk, connection::hold));
        completion.acquire(limiter);
        connection.download(request, options().getRequestTimeout()).whenComplete((came, failure) -> {
            if (failure != null) {
                completion.failed(failure, request.sent());
            } else {
                came.file().end().whenComplete((path, trouble) -> end(completion, request, came, path));
            }
        });
    }

    private static String name(Exchange exchange) {
        String name = FieldValue.header(exchange, BirdtalkConstants.STORED_NAME).text();
        if (name == null) {
            name = BodyText.read(exchange, "BODY_UNREADABLE");
        }
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("The name under which the server keeps the file is the header "
                    + BirdtalkConstants.STORED_NAME + ", or the body");
        }
        return name.strip();
    }

    /** The file is written, unless there is no path. */
    private static void end(
            ExchangeCompletion completion, DownloadRequest request, DownloadRequest.Came came, Path path) {
        if (path == null) {
            completion.failed(transientFailure("DISK", "The file could not be written"), request.sent());
            return;
        }
        completion.accepted(request.sent(), () -> write(completion.exchange(), request.storedName(), came, path));
    }

    private static void write(Exchange exchange, String stored, DownloadRequest.Came came, Path path) {
        FileInputStreamCache stream = new FileInputStreamCache(path.toFile());
        exchange.getExchangeExtension().addOnCompletion(new Deletion(path, stream));
        MsgDownloadReply about = came.about();
        if (!came.file().isIntact(stored, about.getHashCode())) {
            throw transientFailure("HASH", "The content is not what its hash tells");
        }
        Message message = exchange.getMessage();
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
