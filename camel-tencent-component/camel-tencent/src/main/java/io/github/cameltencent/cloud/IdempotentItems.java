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
package io.github.cameltencent.cloud;

import io.github.cameltencent.sign.Digest;
import java.nio.charset.StandardCharsets;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Remembers which items were processed, so that later polls skip them. An item whose route failed is removed and polled
 * again.
 */
final class IdempotentItems {

    /** Must be larger than any list that is read in one poll; otherwise its own items would be evicted. */
    private static final int MAX_ITEMS = 100_000;

    private static final String KEY = "CamelTencentIdempotentKey";

    /** Null if items are not filtered. */
    private final IdempotentRepository repository;

    private final String keyText;
    /** Null for a digest of the item. */
    private Expression key;

    private IdempotentItems(IdempotentRepository repository, String keyText) {
        this.repository = repository;
        this.keyText = keyText;
    }

    /**
     * Creates the filter for the options of a consumer.
     *
     * @param splitting whether each exchange has one item
     * @throws IllegalArgumentException for a key or repository without {@code idempotent=true}, and for complete
     *     answers without a key
     */
    static IdempotentItems of(PollingConfiguration options, boolean splitting) {
        if (!options.isIdempotent()) {
            if (options.getIdempotentKey() != null || options.getIdempotentRepository() != null) {
                throw new IllegalArgumentException("idempotentKey and idempotentRepository need idempotent=true");
            }
            return new IdempotentItems(null, null);
        }
        if (!splitting && options.getIdempotentKey() == null) {
            throw new IllegalArgumentException(
                    "idempotent=true: each answer has its own request id, so no answer would be skipped. Set splitItems=true or idempotentKey");
        }
        IdempotentRepository given = options.getIdempotentRepository();
        return new IdempotentItems(
                given != null ? given : MemoryIdempotentRepository.memoryIdempotentRepository(MAX_ITEMS),
                options.getIdempotentKey());
    }

    void start(CamelContext context) {
        if (repository != null) {
            ServiceHelper.startService(repository);
            if (keyText != null) {
                key = context.resolveLanguage("simple").createExpression(keyText);
                key.init(context);
            }
        }
    }

    void stop() {
        if (repository != null) {
            ServiceHelper.stopService(repository);
        }
    }

    /** Whether the item has to be processed. */
    boolean begin(Exchange exchange) {
        if (repository == null) {
            return true;
        }
        String of = key(exchange);
        exchange.setProperty(KEY, of);
        return repository.add(exchange, of);
    }

    /** Confirms a processed item, or removes one whose route failed. */
    void end(Exchange exchange, boolean succeeded) {
        if (repository != null) {
            String of = exchange.getProperty(KEY, String.class);
            if (succeeded) {
                repository.confirm(exchange, of);
            } else {
                repository.remove(exchange, of);
            }
        }
    }

    private String key(Exchange exchange) {
        String of = key == null ? null : key.evaluate(exchange, String.class);
        return of == null || of.isEmpty() ? digest(exchange) : of;
    }

    private static String digest(Exchange exchange) {
        byte[] item = String.valueOf(exchange.getMessage().getBody()).getBytes(StandardCharsets.UTF_8);
        return Digest.SHA_256.hex(item);
    }
}
