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
import io.github.cameltencent.birdtalk.file.FileUpload;
import io.github.cameltencent.birdtalk.file.UploadSource;
import io.github.cameltencent.birdtalk.protocol.MsgUploadReq;
import io.github.cameltencent.birdtalk.request.ChatFailures;
import java.io.IOException;
import java.net.URLConnection;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.util.FileUtil;
import org.apache.camel.util.IOHelper;

/**
 * Uploads the file in the body to the chat server; the body then is the name under which it can be had again, to be told in
 * a message.
 */
final class BirdtalkUploadProducer extends BirdtalkProducer {

    /** The server is given one part at a time, so that more files at once only wait for each other. */
    private static final int MOST_FILES = 4;

    private final BirdtalkService service;
    private final ChatInFlightLimiter limiter;

    BirdtalkUploadProducer(Endpoint endpoint, BirdtalkService service, BirdtalkProducerConfiguration options) {
        super(endpoint, service, options);
        this.service = service;
        this.limiter = limiter(options);
    }

    /** The limit of files in flight, up or down. */
    static ChatInFlightLimiter limiter(BirdtalkProducerConfiguration options) {
        return new ChatInFlightLimiter(options, Math.min(options.getMaxInFlight(), MOST_FILES));
    }

    @Override
    String operation(Exchange exchange) {
        return "upload";
    }

    @Override
    void begin(Exchange exchange, AsyncCallback callback, ChatLink connection) {
        String name = name(exchange);
        limiter.acquire();
        if (!connection.uploads().add(name)) {
            limiter.release();
            throw TencentException.of(
                            Outcome.THROTTLED,
                            "LOCAL_LIMIT",
                            "A file of the same name is being uploaded, and the server tells them apart by that alone")
                    .build();
        }
        try {
            Executor disk = service.links().disk();
            disk.execute(() -> upload(exchange, callback, connection, name, disk));
        } catch (RejectedExecutionException e) {
            leave(connection, name);
            throw connection.failures().notSent("STOPPED", "The component is being stopped");
        }
    }

    private void upload(Exchange exchange, AsyncCallback callback, ChatLink connection, String name, Executor disk) {
        UploadSource source;
        try {
            source = UploadSource.of(exchange);
        } catch (IOException e) {
            leave(connection, name);
            failed(exchange, callback, FileUpload.unreadable(e));
            return;
        } catch (RuntimeException e) {
            leave(connection, name);
            failed(exchange, callback, invalid(e.getMessage()));
            return;
        }
        String type = URLConnection.guessContentTypeFromName(name);
        MsgUploadReq.Builder file = MsgUploadReq.newBuilder()
                .setFileName(name)
                .setFileSize(source.size())
                .setHashType("md5")
                .setHashCode(source.md5())
                .setFileType(type == null ? "file" : type)
                .setChunkCount(source.chunks())
                .setChunkSize(UploadSource.CHUNK);
        FileUpload upload =
                new FileUpload(connection, source, file, disk, options().getRequestTimeout());
        upload.begin().whenComplete((stored, failure) -> {
            leave(connection, name);
            close(source, disk);
            if (failure == null) {
                accepted(exchange, callback, "upload", upload.sent(), () -> {
                    exchange.getMessage().setBody(stored);
                    exchange.getMessage().setHeader(BirdtalkConstants.STORED_NAME, stored);
                });
            } else {
                failed(exchange, callback, failure(failure));
            }
        });
    }

    private void leave(ChatLink connection, String name) {
        connection.uploads().remove(name);
        limiter.release();
    }

    private static void close(UploadSource source, Executor disk) {
        try {
            disk.execute(() -> IOHelper.close(source));
        } catch (RejectedExecutionException e) {
            IOHelper.close(source); // the component is being stopped
        }
    }

    private TencentException invalid(String why) {
        return TencentException.of(Outcome.REJECTED, "INVALID_MESSAGE", why)
                .call(ChatFailures.SERVICE, "upload")
                .build();
    }

    private static String name(Exchange exchange) {
        String given = exchange.getMessage().getHeader(Exchange.FILE_NAME, String.class);
        if (given == null || given.isBlank()) {
            Path path = UploadSource.path(exchange);
            if (path == null || path.getFileName() == null) {
                throw new IllegalArgumentException("The header " + Exchange.FILE_NAME + " names the file");
            }
            given = path.getFileName().toString();
        }
        String name = FileUtil.stripPath(given.replace('\\', '/'));
        if (name.isBlank() || name.length() > 255 || name.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("The name of a file has 1 to 255 characters");
        }
        return name;
    }
}
