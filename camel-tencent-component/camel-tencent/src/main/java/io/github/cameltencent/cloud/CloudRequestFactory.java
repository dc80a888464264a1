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
import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.cloud.call.BodyFormat;
import io.github.cameltencent.cloud.call.CloudAnswer;
import io.github.cameltencent.cloud.call.CloudCallSettings;
import io.github.cameltencent.cloud.call.CloudCalls;
import io.github.cameltencent.cloud.call.CloudJson;
import io.github.cameltencent.cloud.call.CloudPayload;
import io.github.cameltencent.cloud.call.CloudTarget;
import io.github.cameltencent.cloud.call.CredentialAwaiter;
import io.github.cameltencent.cloud.paging.PageRule;
import io.github.cameltencent.cloud.paging.PageStyle;
import io.github.cameltencent.cloud.paging.Pager;
import io.github.cameltencent.cloud.paging.PagingConfiguration;
import io.github.cameltencent.cloud.streaming.EventIterator;
import io.github.cameltencent.cloud.streaming.StreamingConfiguration;
import io.github.cameltencent.credential.EndpointOptions;
import io.github.cameltencent.credential.ResponseType;
import io.github.cameltencent.transport.AnswerStream;
import io.github.cameltencent.transport.CallResult;
import io.github.cameltencent.transport.CallSender;
import io.github.cameltencent.transport.HttpCall;
import io.github.cameltencent.transport.StreamTimeouts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Creates the requests of an endpoint, of one of three kinds: for one answer, for all pages of a list, or for a stream.
 * Thread-safe.
 */
final class CloudRequestFactory {

    private final CloudTarget target;
    private final CloudOptions options;
    private final CloudCalls calls;
    /** Null if the endpoint does not page. */
    private final PageRule pages;
    /** Null if the endpoint does not stream. */
    private final StreamTimeouts stream;

    /**
     * Creates the factory of an endpoint. * @throws IllegalArgumentException when options contradict each other, or the
     * paging of the action is unknown
     */
    CloudRequestFactory(CloudTarget target, CloudOptions options, CloudCalls calls) {
        this.target = target;
        this.options = options;
        this.calls = calls;
        boolean paginate = options.paging().isPaginate();
        boolean streaming = options.streaming().isStreaming();
        if (paginate && streaming) {
            throw new IllegalArgumentException("paginate=true and streaming=true exclude each other");
        }
        if ((paginate || streaming) && options.cloud().isRawResponse()) {
            throw new IllegalArgumentException(
                    "rawResponse=true returns one unchanged answer: it cannot be combined with paginate=true or streaming=true");
        }
        if (paginate && target.format().bodyFormat() != BodyFormat.JSON) {
            throw new IllegalArgumentException("paginate=true needs parameters in JSON, not bodyFormat="
                    + target.format().bodyFormat().name().toLowerCase(Locale.ROOT));
        }
        pages = paginate ? rule() : null;
        stream = streaming ? streamRule() : null;
    }

    private PageRule rule() {
        PagingConfiguration paging = options.paging();
        if (paging.getMaxPages() < 1 || (paging.getPageSize() != null && paging.getPageSize() < 1)) {
            throw new IllegalArgumentException("maxPages and pageSize must be 1 or more");
        }
        return PageRule.of(
                calls.pages().rule(target.product(), target.version(), target.action()), paging, target.operation());
    }

    private StreamTimeouts streamRule() {
        StreamingConfiguration streaming = options.streaming();
        if (streaming.getStreamIdleTimeout() < 1 || streaming.getMaxStreamDuration() < 1) {
            throw new IllegalArgumentException("streamIdleTimeout and maxStreamDuration must be 1 ms or more");
        }
        return new StreamTimeouts(streaming.getStreamIdleTimeout(), streaming.getMaxStreamDuration());
    }

    /**
     * Creates the request for a payload. * @param split whether the answer is read by {@link #items} instead of the
     * body function
     * @throws IllegalArgumentException when region, base URI or rate limit is invalid
     * @throws TencentException REJECTED for a body that cannot be sent in this way
     */
    CloudRequest create(CloudCallSettings settings, CloudPayload payload, CallSender transport, boolean split) {
        boolean asMap = isMap() && pages == null && !split; // items are read from a tree
        Function<CloudPayload, HttpCall> maker =
                any -> calls.call(target, settings, options.cloud(), options.shared(), any, asMap);
        if (pages != null) {
            PagingConfiguration paging = options.paging();
            Pager pager = new Pager(pages, parameters(payload.bytes()), paging.getPageSize(), paging.getMaxPages());
            CredentialAwaiter wait = new CredentialAwaiter(calls.state(settings), options.shared());
            PageFetcher fetcher = new PageFetcher(
                    pager,
                    json -> maker.apply(payload.with(json, payload.hasToken())),
                    settings.source(),
                    wait,
                    transport,
                    options.shared());
            return new CloudRequest(fetcher.first(), result -> fetcher.items((CloudAnswer) result.content()));
        }
        HttpCall call = maker.apply(payload);
        return stream == null
                ? new CloudRequest(call, this::body)
                : new CloudRequest(call.streamed(stream), this::events);
    }

    private static ObjectNode parameters(byte[] body) {
        try {
            return CloudJson.object(body);
        } catch (IllegalArgumentException e) {
            throw TencentException.of(Outcome.REJECTED, "BODY_NOT_JSON", e.getMessage())
                    .build();
        }
    }

    /** Whether requests read all pages of a list. */
    boolean isPaged() {
        return pages != null;
    }

    /** Returns the items of one answer. */
    List<Object> items(CloudAnswer answer) {
        PageRule known = calls.pages().rule(target.product(), target.version(), target.action());
        List<String> lists = options.paging().getPageItems() != null
                ? List.of(options.paging().getPageItems())
                : known == null ? List.of() : known.lists();
        String total = known == null ? null : known.total();
        PageRule once = new PageRule(PageStyle.TOKEN, "", null, null, total, lists, null, null);
        Function<JsonNode, Object> item = isMap() ? CloudJson::map : JsonNode::toString;
        return new Pager(once, CloudJson.object(new byte[] {'{', '}'}), null, 1)
                .page(answer.tree()).stream().map(item).toList();
    }

    private Object body(CallResult result) {
        CloudAnswer answer = (CloudAnswer) result.content();
        boolean raw = options.cloud().isRawResponse();
        return isMap() ? answer.map(raw) : answer.text(raw);
    }

    /** Returns the events of a stream; a service without events answers normally, even if streaming was requested. */
    private Object events(CallResult result) {
        return result.content() instanceof AnswerStream events
                ? new EventIterator(
                        events,
                        isMap() ? CloudRequestFactory::map : data -> data,
                        calls.facts(),
                        target.operation(),
                        options.cloud().getLanguage())
                : body(result);
    }

    private static Object map(String data) {
        byte[] json = data.getBytes(StandardCharsets.UTF_8);
        try {
            return CloudJson.map(CloudJson.tree(json, 0, json.length));
        } catch (IOException e) {
            return data; // events are not always JSON
        }
    }

    private boolean isMap() {
        EndpointOptions shared = options.shared();
        return shared.getResponseType() == ResponseType.MAP;
    }
}
