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
package io.github.cameltencent.cloud.streaming;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.cloud.call.CloudCalls;
import io.github.cameltencent.cloud.call.CloudFacts;
import io.github.cameltencent.cloud.call.CloudJson;
import io.github.cameltencent.transport.AnswerStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;

/**
 * The events of a streamed answer, each as soon as it comes. To wait for one holds the thread that reads; the server is held
 * while nobody reads. An event that tells a failure, and a stream that is cut, end the iteration with an exception, after
 * all events that came before. For one thread at a time; {@link #close} may come from any.
 */
public final class EventIterator implements Iterator<Object>, Closeable {

    private static final String DONE = "[DONE]";

    private final AnswerStream stream;
    private final EventReader events;
    private final Function<String, Object> item;
    private final CloudFacts facts;
    private final String operation;
    private final String language;
    private String next;
    private boolean over;
    /** Whether there was an event: the service has begun to do what it was asked to. */
    private boolean given;

    public EventIterator(
            AnswerStream stream, Function<String, Object> item, CloudFacts facts, String operation, String language) {
        this.stream = stream;
        this.events = new EventReader(stream);
        this.item = item;
        this.facts = facts;
        this.operation = operation;
        this.language = language;
    }

    /**
     * Whether there is another event; waits for it.
     *
     * @throws TencentException when the service tells a failure, or the stream is cut
     */
    @Override
    public boolean hasNext() {
        if (next == null && !over) {
            try {
                next = read();
            } catch (EventTooLargeException e) {
                throw end(Outcome.AMBIGUOUS, "EVENT_TOO_LARGE", e.getMessage());
            } catch (IOException e) {
                throw end(Outcome.AMBIGUOUS, "STREAM_CUT", "the stream could not be read");
            } catch (TencentException e) {
                over = true;
                throw e;
            }
            over = next == null;
        }
        return next != null;
    }

    @Override
    public Object next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        String data = next;
        next = null;
        given = true;
        return item.apply(data);
    }

    /** Reads no more; the service is told by the end of the connection. */
    @Override
    public void close() {
        stream.close();
    }

    private String read() throws IOException {
        ServerSentEvent event = events.read();
        if (event == null || event.data().strip().equals(DONE)) {
            return null;
        }
        JsonNode json = json(event);
        ObjectNode failure = failure(json, "error".equals(event.name()));
        if (failure != null) {
            throw refusal(failure, json.path("Response"));
        }
        return event.data();
    }

    /** The JSON of an event that may tell a failure, missing for any other. */
    private static JsonNode json(ServerSentEvent event) {
        if (!"error".equals(event.name())
                && !event.data().contains("\"ErrorMsg\"")
                && !event.data().contains("\"Error\"")) {
            return MissingNode.getInstance();
        }
        byte[] data = event.data().getBytes(StandardCharsets.UTF_8);
        try {
            return CloudJson.tree(data, 0, data.length);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /** What an event says of a failure, null for one that says nothing of that. */
    private static ObjectNode failure(JsonNode json, boolean named) {
        for (JsonNode envelope : new JsonNode[] {json, json.path("Response")}) {
            for (String name : new String[] {"ErrorMsg", "Error"}) {
                if (envelope.get(name) instanceof ObjectNode told && (told.has("Code") || told.has("Msg"))) {
                    return told;
                }
            }
        }
        return !named ? null : json instanceof ObjectNode object ? object : CloudJson.object(new byte[] {'{', '}'});
    }

    private TencentException refusal(ObjectNode told, JsonNode response) {
        String code = told.path("Code").asText("STREAM_ERROR");
        CloudFacts.Code known = facts.code(code);
        boolean fit = code.matches("[\\w.-]{1,128}");
        // in the envelope of all answers it refuses the call like any other, as long as nothing came before
        boolean refused = response.isObject() && fit && known == null;
        boolean begun = given || (known == null && !refused) || (known != null && known.outcome() == Outcome.ACCEPTED);
        TencentException.Builder failure = failure(
                begun ? Outcome.AMBIGUOUS : refused ? Outcome.REJECTED : known.outcome(),
                fit ? code : "STREAM_ERROR",
                "the service ended the stream with a failure" + (known == null ? "" : ": " + known.in(language)));
        if (response.path("RequestId").isTextual()) {
            failure.requestId(response.get("RequestId").asText());
        }
        return (refused ? failure.unknownCode() : failure).build();
    }

    private TencentException end(Outcome outcome, String code, String message) {
        return failure(outcome, code, message).build();
    }

    private TencentException.Builder failure(Outcome outcome, String code, String message) {
        over = true;
        stream.close();
        return TencentException.of(outcome, code, message + "; what came before that is real")
                .call(CloudCalls.SERVICE, operation)
                .requestId(stream.header("X-TC-RequestId"))
                .attempts(1);
    }
}
