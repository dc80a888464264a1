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
import io.github.cameltencent.birdtalk.file.FileUpload;
import io.github.cameltencent.birdtalk.file.UploadSource;
import io.github.cameltencent.birdtalk.protocol.MsgUploadReq;
import io.github.cameltencent.exchange.FieldValue;
import java.io.IOException;
import java.net.URLConnection;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.util.FileUtil;
import org.apache.camel.util.IOHelper;

/** Uploads the file in the body. The body becomes its stored name, for downloads and for messages. */
final class BirdtalkUploadProducer extends BirdtalkProducer {

    /** Parts are sent one at a time, so that more concurrent files would only wait. */
    private static final int MAX_FILES = 4;

    private final ChatInFlightLimiter limiter;

    BirdtalkUploadProducer(BirdtalkService service, BirdtalkProducerConfiguration options) {
        super(service, options, "upload");
        this.limiter = limiter(options);
    }

    /** Limits the files in flight, for uploads and downloads. */
    static ChatInFlightLimiter limiter(BirdtalkProducerConfiguration options) {
        return new ChatInFlightLimiter(options, Math.min(options.getMaxInFlight(), MAX_FILES));
    }

    @Override
    @SuppressWarnings("checkstyle:IllegalCatch") // the name must be released whatever is thrown
    void begin(ExchangeCompletion completion, AccountClient client) {
        String name = name(completion.exchange());
        completion.acquire(limiter);
        if (!client.uploads().add(name)) {
            throw TencentException.of(
                            Outcome.THROTTLED,
                            "LOCAL_LIMIT",
                            "A file of the same name is being uploaded, which the server could not distinguish from this one")
                    .build();
        }
        Executor disk = service().clients().disk();
        try {
            disk.execute(() -> upload(completion, client, name, disk));
        } catch (RejectedExecutionException e) {
            client.uploads().remove(name);
            throw client.exceptions().notSent("STOPPED", "The component is being stopped");
        } catch (RuntimeException | Error e) {
            client.uploads().remove(name);
            throw e;
        }
    }

    @SuppressWarnings("checkstyle:IllegalCatch") // the exchange must end whatever is thrown
    private void upload(ExchangeCompletion completion, AccountClient client, String name, Executor disk) {
        UploadSource source = null;
        try {
            source = UploadSource.of(completion.exchange());
            send(completion, client, name, source, disk);
        } catch (IOException e) {
            end(client, name, source, disk);
            completion.failed(FileUpload.unreadable(e), 0);
        } catch (RuntimeException | Error e) {
            end(client, name, source, disk);
            completion.failed(e, 0);
        }
    }

    private void send(
            ExchangeCompletion completion, AccountClient client, String name, UploadSource source, Executor disk) {
        String type = URLConnection.guessContentTypeFromName(name);
        MsgUploadReq.Builder file = MsgUploadReq.newBuilder()
                .setFileName(name)
                .setFileSize(source.size())
                .setHashType("md5")
                .setHashCode(source.md5())
                .setFileType(type == null ? "file" : type)
                .setChunkCount(source.chunks())
                .setChunkSize(UploadSource.CHUNK);
        FileUpload upload = new FileUpload(client, source, file, disk, options().getRequestTimeout());
        upload.start().whenComplete((stored, failure) -> {
            end(client, name, source, disk);
            if (failure != null) {
                completion.failed(failure, upload.framesSent());
                return;
            }
            completion.accepted(upload.framesSent(), () -> {
                completion.exchange().getMessage().setBody(stored);
                completion.exchange().getMessage().setHeader(BirdtalkConstants.STORED_NAME, stored);
            });
        });
    }

    @SuppressWarnings("checkstyle:IllegalCatch") // the source must be closed even if no thread can be started
    private static void end(AccountClient client, String name, UploadSource source, Executor disk) {
        client.uploads().remove(name);
        try {
            disk.execute(() -> IOHelper.close(source));
        } catch (RejectedExecutionException | Error e) {
            IOHelper.close(source); // the component is being stopped
        }
    }

    private static String name(Exchange exchange) {
        String given = FieldValue.header(exchange, Exchange.FILE_NAME).text();
        if (given == null || given.isBlank()) {
            Path path = UploadSource.path(exchange);
            if (path == null || path.getFileName() == null) {
                throw new IllegalArgumentException("The file has no name: set the header " + Exchange.FILE_NAME);
            }
            given = path.getFileName().toString();
        }
        String name = FileUtil.stripPath(given.replace('\\', '/'));
        if (name.isBlank() || name.length() > 255 || name.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "The name of a file must have 1 to 255 characters, and no control characters");
        }
        return name;
    }
}
