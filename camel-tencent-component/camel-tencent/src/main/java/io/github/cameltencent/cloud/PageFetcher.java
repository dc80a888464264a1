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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.cloud.call.CloudAnswer;
import io.github.cameltencent.cloud.call.CloudJson;
import io.github.cameltencent.cloud.call.CredentialAwaiter;
import io.github.cameltencent.cloud.paging.PageIterator;
import io.github.cameltencent.cloud.paging.Pager;
import io.github.cameltencent.credential.CredentialSource;
import io.github.cameltencent.credential.EndpointOptions;
import io.github.cameltencent.credential.ResponseType;
import io.github.cameltencent.transport.CallSender;
import io.github.cameltencent.transport.HttpCall;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Makes the calls for the pages of a list: the first like any call, the others while the items are read. */
final class PageFetcher {

    private final Pager pager;
    private final Function<byte[], HttpCall> calls;
    private final CredentialSource source;
    private final CredentialAwaiter wait;
    private final CallSender transport;
    private final EndpointOptions options;

    /** Creates a fetcher for one list. * @param calls creates the call for a body */
    PageFetcher(
            Pager pager,
            Function<byte[], HttpCall> calls,
            CredentialSource source,
            CredentialAwaiter wait,
            CallSender transport,
            EndpointOptions options) {
        this.source = source;
        this.wait = wait;
        this.pager = pager;
        this.calls = calls;
        this.transport = transport;
        this.options = options;
    }

    /** Returns the call for the first page. */
    HttpCall first() {
        return calls.apply(CloudJson.write(pager.next()));
    }

    /** Returns the items of all pages. */
    PageIterator items(CloudAnswer first) {
        return new PageIterator(
                pager,
                first.tree(),
                this::fetch,
                options.getResponseType() == ResponseType.MAP ? CloudJson::map : JsonNode::toString,
                CredentialAwaiter.maxMillis(options));
    }

    private CompletableFuture<JsonNode> fetch(ObjectNode request) {
        CompletableFuture<JsonNode> page = new CompletableFuture<>();
        HttpCall call = calls.apply(CloudJson.write(request));
        // the credentials may have expired while the previous page was read
        wait.whenReady(source, transport, () -> send(call, page), page::completeExceptionally);
        return page;
    }

    private void send(HttpCall call, CompletableFuture<JsonNode> page) {
        transport.send(call, result -> {
            if (result.failure() != null) {
                page.completeExceptionally(result.failure());
                return;
            }
            try {
                page.complete(((CloudAnswer) result.content()).tree());
            } catch (RuntimeException e) { // otherwise the reader would wait until the timeout
                page.completeExceptionally(e);
            }
        });
    }
}
