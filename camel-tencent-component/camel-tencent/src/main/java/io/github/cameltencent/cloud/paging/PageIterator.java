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
package io.github.cameltencent.cloud.paging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import java.io.Closeable;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * All items of a paged list. The next page is fetched while one is read, so that two pages are in memory at most. To wait
 * for a page holds the thread that reads. A page that fails ends the iteration with its exception, after all items that
 * came before. For one thread at a time; {@link #close} may come from any.
 */
public final class PageIterator implements Iterator<Object>, Closeable {

    private final Pager pager;
    private final Function<ObjectNode, CompletableFuture<JsonNode>> fetch;
    private final Function<JsonNode, Object> item;
    private final long longestMillis;
    private Iterator<JsonNode> page;
    /** Null when there is no more page. */
    private CompletableFuture<JsonNode> coming;

    private TencentException failure;
    private volatile boolean closed;

    /**
     * Begins with a first page that has come.
     *
     * @param fetch begins to fetch a page; does not block
     * @param item what the reader gets of an item
     * @param longestMillis how long a page may take at most
     */
    public PageIterator(
            Pager pager,
            JsonNode first,
            Function<ObjectNode, CompletableFuture<JsonNode>> fetch,
            Function<JsonNode, Object> item,
            long longestMillis) {
        this.pager = pager;
        this.fetch = fetch;
        this.item = item;
        this.longestMillis = longestMillis;
        take(first);
        if (!page.hasNext()) {
            throwFailure();
        }
    }

    /**
     * Whether there is another item; waits for its page.
     *
     * @throws TencentException of the page that failed
     * @throws IllegalStateException when it was closed before its end
     */
    @Override
    public boolean hasNext() {
        while (!page.hasNext()) {
            throwFailure();
            if (coming == null) {
                return false;
            }
            requireOpen();
            turn();
        }
        requireOpen();
        return true;
    }

    @Override
    public Object next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return item.apply(page.next());
    }

    /** Fetches no more. */
    @Override
    public void close() {
        closed = true;
    }

    /** To end here as if there were no more items would lose them without a word. */
    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException(
                    "The pages were closed, as they are with their exchange: read the items in the route");
        }
    }

    private void turn() {
        CompletableFuture<JsonNode> came = coming;
        coming = null;
        try {
            take(came.get(longestMillis, TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            failure = failure(e.getCause());
        } catch (TimeoutException e) {
            failure = failed("PAGE_LATE", "a page did not come within acquireTimeout and requestTimeout");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure = failed("INTERRUPTED", "interrupted while waiting for a page");
        }
    }

    private void take(JsonNode answer) {
        page = Collections.emptyIterator();
        try {
            page = pager.page(answer).iterator();
            ObjectNode next = closed ? null : pager.next();
            coming = next == null ? null : fetch.apply(next);
        } catch (RuntimeException e) { // or the list would seem to end here
            failure = failure(e);
        }
    }

    private static TencentException failure(Throwable cause) {
        return cause instanceof TencentException typed
                ? typed
                : failed(
                        "PAGE_FAILED",
                        "a page could not be fetched: " + cause.getClass().getSimpleName());
    }

    private void throwFailure() {
        TencentException told = failure;
        if (told != null) {
            failure = null;
            throw told;
        }
    }

    private static TencentException failed(String code, String message) {
        return TencentException.of(Outcome.TRANSIENT, code, message).build();
    }
}
