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
 * Remembers which items went through the route, so that a poll that sees them again leaves them out. An item whose route
 * failed is forgotten, and comes again.
 */
final class SeenItems {

    /** More than any list that is read in one go should have: one that is longer would push out what comes next. */
    private static final int REMEMBERED = 100_000;

    private static final String KEY = "CamelTencentIdempotentKey";

    /** Null where every item is to come. */
    private final IdempotentRepository repository;

    private final String keyText;
    /** Null for a digest of the item. */
    private Expression key;

    private SeenItems(IdempotentRepository repository, String keyText) {
        this.repository = repository;
        this.keyText = keyText;
    }

    /**
     * What the options of a consumer want remembered.
     *
     * @param splitting whether an exchange has one item
     * @throws IllegalArgumentException for a key or a repository without {@code idempotent=true}, and for whole answers
     *     without a key
     */
    static SeenItems of(PollingConfiguration options, boolean splitting) {
        if (!options.isIdempotent()) {
            if (options.getIdempotentKey() != null || options.getIdempotentRepository() != null) {
                throw new IllegalArgumentException(
                        "idempotentKey and idempotentRepository are used with idempotent=true only: say it");
            }
            return new SeenItems(null, null);
        }
        if (!splitting && options.getIdempotentKey() == null) {
            throw new IllegalArgumentException(
                    "idempotent=true: every answer has a request id of its own, so that none is"
                            + " seen twice. Say splitItems=true, or idempotentKey");
        }
        IdempotentRepository given = options.getIdempotentRepository();
        return new SeenItems(
                given != null ? given : MemoryIdempotentRepository.memoryIdempotentRepository(REMEMBERED),
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

    /** Whether the item is to go through the route. */
    boolean begin(Exchange exchange) {
        if (repository == null) {
            return true;
        }
        String of = key(exchange);
        exchange.setProperty(KEY, of);
        return repository.add(exchange, of);
    }

    /** Remembers an item that went through, forgets one that did not. */
    void end(Exchange exchange, boolean through) {
        if (repository != null) {
            String of = exchange.getProperty(KEY, String.class);
            if (through) {
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
