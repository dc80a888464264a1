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
import io.github.cameltencent.cloud.call.CloudAccess;
import io.github.cameltencent.cloud.call.CloudAnswer;
import io.github.cameltencent.cloud.call.CloudCalls;
import io.github.cameltencent.cloud.call.CloudJson;
import io.github.cameltencent.cloud.call.CloudPayload;
import io.github.cameltencent.cloud.call.CloudTarget;
import io.github.cameltencent.cloud.call.CredentialWait;
import io.github.cameltencent.cloud.paging.PageRule;
import io.github.cameltencent.cloud.paging.PageStyle;
import io.github.cameltencent.cloud.paging.Pager;
import io.github.cameltencent.cloud.paging.PagingConfiguration;
import io.github.cameltencent.cloud.streaming.EventIterator;
import io.github.cameltencent.cloud.streaming.StreamingConfiguration;
import io.github.cameltencent.credential.ResponseType;
import io.github.cameltencent.credential.SharedConfiguration;
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

/** The three kinds of calls that an endpoint makes: for one answer, for all pages of a list, for a stream. Thread-safe. */
final class CloudWorks {

    private final CloudTarget target;
    private final CloudOptions options;
    private final CloudCalls calls;
    /** Null where the endpoint does not page. */
    private final PageRule pages;
    /** Null where the endpoint reads answers whole. */
    private final StreamTimeouts stream;

    /**
     * The kinds of calls of an endpoint.
     *
     * @throws IllegalArgumentException when options contradict each other, or it is not known how the action is paged
     */
    CloudWorks(CloudTarget target, CloudOptions options, CloudCalls calls) {
        this.target = target;
        this.options = options;
        this.calls = calls;
        boolean paginate = options.paging().isPaginate();
        boolean streaming = options.streaming().isStreaming();
        if (paginate && streaming) {
            throw new IllegalArgumentException("paginate=true and streaming=true: an answer is one or the other");
        }
        if ((paginate || streaming) && options.cloud().isRawResponse()) {
            throw new IllegalArgumentException("rawResponse=true gives one answer as it is: it goes neither with"
                    + " paginate=true nor with streaming=true");
        }
        if (paginate && target.shape().format() != BodyFormat.JSON) {
            throw new IllegalArgumentException("paginate=true needs parameters in JSON, not bodyFormat="
                    + target.shape().format().name().toLowerCase(Locale.ROOT));
        }
        pages = paginate ? rule() : null;
        stream = streaming ? streamRule() : null;
    }

    private PageRule rule() {
        PagingConfiguration paging = options.paging();
        if (paging.getMaxPages() < 1 || (paging.getPageSize() != null && paging.getPageSize() < 1)) {
            throw new IllegalArgumentException("maxPages and pageSize are 1 or more");
        }
        return PageRule.of(
                calls.pages().rule(target.product(), target.version(), target.action()), paging, target.operation());
    }

    private StreamTimeouts streamRule() {
        StreamingConfiguration streaming = options.streaming();
        if (streaming.getStreamIdleTimeout() < 1 || streaming.getMaxStreamDuration() < 1) {
            throw new IllegalArgumentException("streamIdleTimeout and maxStreamDuration are 1 ms or more");
        }
        return new StreamTimeouts(streaming.getStreamIdleTimeout(), streaming.getMaxStreamDuration());
    }

    /**
     * The work for a body.
     *
     * @param split whether {@link #items} will be asked for, and not the body
     * @throws IllegalArgumentException when region, base URI or rate limit cannot be used
     * @throws TencentException REJECTED for a body that cannot be sent like that
     */
    CloudWork of(CloudAccess with, CloudPayload payload, CallSender transport, boolean split) {
        boolean asMap = isMap() && pages == null && !split; // items are made of a tree
        Function<CloudPayload, HttpCall> maker =
                any -> calls.call(target, with, options.cloud(), options.shared(), any, asMap);
        if (pages != null) {
            PagingConfiguration paging = options.paging();
            Pager pager = new Pager(pages, parameters(payload.bytes()), paging.getPageSize(), paging.getMaxPages());
            CredentialWait wait = new CredentialWait(calls.state(with), options.shared());
            PageWalk walk = new PageWalk(
                    pager,
                    json -> maker.apply(payload.with(json, payload.tokened())),
                    with.source(),
                    wait,
                    transport,
                    options.shared());
            return new CloudWork(walk.first(), result -> walk.items((CloudAnswer) result.content()));
        }
        HttpCall call = maker.apply(payload);
        return stream == null ? new CloudWork(call, this::whole) : new CloudWork(call.streamed(stream), this::events);
    }

    private static ObjectNode parameters(byte[] body) {
        try {
            return CloudJson.object(body);
        } catch (IllegalArgumentException e) {
            throw TencentException.of(Outcome.REJECTED, "BODY_NOT_JSON", e.getMessage())
                    .build();
        }
    }

    /** Whether the work goes through the pages of a list. */
    boolean isPaged() {
        return pages != null;
    }

    /** The items of one answer. */
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

    private Object whole(CallResult result) {
        CloudAnswer answer = (CloudAnswer) result.content();
        boolean raw = options.cloud().isRawResponse();
        return isMap() ? answer.map(raw) : answer.text(raw);
    }

    /** A service that has nothing to stream answers whole, whatever was asked for. */
    private Object events(CallResult result) {
        return result.content() instanceof AnswerStream events
                ? new EventIterator(
                        events,
                        isMap() ? CloudWorks::map : data -> data,
                        calls.facts(),
                        target.operation(),
                        options.cloud().getLanguage())
                : whole(result);
    }

    private static Object map(String data) {
        byte[] json = data.getBytes(StandardCharsets.UTF_8);
        try {
            return CloudJson.map(CloudJson.tree(json, 0, json.length));
        } catch (IOException e) {
            return data; // an event need not be JSON
        }
    }

    private boolean isMap() {
        SharedConfiguration shared = options.shared();
        return shared.getResponseType() == ResponseType.MAP;
    }
}
