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
 * Iterates over all items of a paged list. The next page is fetched while the current one is read, so at most two pages
 * are in memory. Waiting for a page blocks the reading thread. A failed page ends the iteration with its exception,
 * after all items of the pages before. Not thread-safe, except for {@link #close}.
 */
public final class PageIterator implements Iterator<Object>, Closeable {

    private final Pager pager;
    private final Function<ObjectNode, CompletableFuture<JsonNode>> fetch;
    private final Function<JsonNode, Object> item;
    private final long maxMillis;
    private Iterator<JsonNode> page;
    /** Null if there are no more pages. */
    private CompletableFuture<JsonNode> nextPage;

    private TencentException failure;
    private volatile boolean closed;

    /**
     * Creates an iterator that starts with a page that was already received. * @param fetch starts to fetch a page;
     * does not block
     * @param item converts an item for the reader
     * @param maxMillis the maximum time to wait for a page, in milliseconds
     */
    public PageIterator(
            Pager pager,
            JsonNode first,
            Function<ObjectNode, CompletableFuture<JsonNode>> fetch,
            Function<JsonNode, Object> item,
            long maxMillis) {
        this.pager = pager;
        this.fetch = fetch;
        this.item = item;
        this.maxMillis = maxMillis;
        setPage(first);
        if (!page.hasNext()) {
            throwFailure();
        }
    }

    /**
     * Whether there is another item; blocks until its page has arrived.
     *
     * @throws TencentException the failure of a page
     * @throws IllegalStateException when the iterator was closed before its end
     */
    @Override
    public boolean hasNext() {
        while (!page.hasNext()) {
            throwFailure();
            if (nextPage == null) {
                return false;
            }
            requireOpen();
            awaitNextPage();
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

    /** Stops fetching pages. */
    @Override
    public void close() {
        closed = true;
    }

    /** Fails instead of ending the iteration, which would silently lose items. */
    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException(
                    "The iterator was closed, which happens at the end of its exchange: read the items in the route");
        }
    }

    private void awaitNextPage() {
        CompletableFuture<JsonNode> current = nextPage;
        nextPage = null;
        try {
            setPage(current.get(maxMillis, TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            failure = failure(e.getCause());
        } catch (TimeoutException e) {
            failure = failed("PAGE_LATE", "a page did not arrive within acquireTimeout and requestTimeout");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure = failed("INTERRUPTED", "interrupted while waiting for a page");
        }
    }

    private void setPage(JsonNode answer) {
        page = Collections.emptyIterator();
        try {
            page = pager.page(answer).iterator();
            ObjectNode next = closed ? null : pager.next();
            nextPage = next == null ? null : fetch.apply(next);
        } catch (RuntimeException e) { // otherwise the list would seem to end here
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
        TencentException pending = failure;
        if (pending != null) {
            failure = null;
            throw pending;
        }
    }

    private static TencentException failed(String code, String message) {
        return TencentException.of(Outcome.TRANSIENT, code, message).build();
    }
}
