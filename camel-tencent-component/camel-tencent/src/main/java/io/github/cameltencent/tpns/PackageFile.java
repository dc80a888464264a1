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
package io.github.cameltencent.tpns;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.exchange.FieldValue;
import io.github.cameltencent.exchange.StreamContentCache;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;
import org.apache.camel.converter.stream.FileInputStreamCache;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * A package of accounts or tokens to upload. A stream is written to a temporary file first, so that it can be sent again
 * and is never in memory; the file is deleted when the exchange is done.
 *
 * @param name 1 to 100 characters, ending in {@code .zip}, {@code .txt} or {@code .csv}
 */
record PackageFile(Path path, String name) {

    static final long MAX_BYTES = 100L * 1024 * 1024;
    private static final int MAX_NAME = 100;

    /**
     * Returns the file in the body of an exchange.
     *
     * @throws TencentException REJECTED if TPNS would not accept it
     */
    static PackageFile of(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        if (body instanceof WrappedFile<?> wrapped) {
            body = wrapped.getFile();
        }
        try {
            Path path =
                    body instanceof File file ? file.toPath() : body instanceof Path given ? given : spool(exchange);
            long size = Files.size(path);
            if (size == 0 || size > MAX_BYTES) {
                throw refused("PACKAGE_SIZE", "a package must have 1 byte to 100 MB, this one has " + size + " bytes");
            }
            return new PackageFile(path, name(exchange, path));
        } catch (IOException e) {
            throw refused(
                    "BODY_UNREADABLE",
                    "the package could not be read: " + e.getClass().getSimpleName());
        }
    }

    private static String name(Exchange exchange, Path path) {
        String named = FieldValue.header(exchange, Exchange.FILE_NAME).text();
        String given = named == null ? path.getFileName().toString() : named;
        String name = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
        String lower = name.toLowerCase(Locale.ROOT);
        boolean kind = lower.endsWith(".zip") || lower.endsWith(".txt") || lower.endsWith(".csv");
        boolean clean = name.codePoints().noneMatch(c -> Character.isISOControl(c) || c == '"');
        if (!kind || !clean || name.length() > MAX_NAME) {
            throw refused(
                    "PACKAGE_NAME",
                    "the name of the package, in the header CamelFileName, must end in .zip, .txt or .csv and have at most"
                            + " 100 characters and no quotes");
        }
        return name;
    }

    private static Path spool(Exchange exchange) throws IOException {
        InputStream in = exchange.getMessage().getBody(InputStream.class);
        if (in == null) {
            throw refused("BODY_UNREADABLE", "the body must be a file, a stream or bytes");
        }
        Path cached = StreamContentCache.get(exchange, in, Path.class);
        if (cached != null) {
            return cached;
        }
        boolean isBody = in == exchange.getMessage().getBody();
        try {
            if (in instanceof StreamCache cache) {
                cache.reset();
            }
            Path path = spool(exchange, in);
            if (isBody) {
                StreamContentCache.put(exchange, in, path, 0);
                exchange.getMessage().setBody(new FileInputStreamCache(path.toFile()));
            }
            return path;
        } finally {
            if (!isBody) { // opened by the type converter
                in.close();
            }
        }
    }

    private static Path spool(Exchange exchange, InputStream in) throws IOException {
        Path path = Files.createTempFile("tencent-package", ".tmp");
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                path.toFile().delete();
            }
        });
        try (OutputStream out = Files.newOutputStream(path)) {
            byte[] chunk = new byte[8192];
            long total = 0;
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                total += read;
                if (total > MAX_BYTES) {
                    throw refused("PACKAGE_SIZE", "a package must have at most 100 MB");
                }
                out.write(chunk, 0, read);
            }
        }
        return path;
    }

    private static TencentException refused(String code, String message) {
        return TencentException.of(Outcome.REJECTED, code, message).build();
    }
}
