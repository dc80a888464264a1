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
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
 * Iterates over the events of a streamed answer as they arrive. Waiting for an event blocks the reading thread; if
 * nobody reads, back-pressure stops the server. An error event or a broken stream ends the iteration with an exception,
 * after all events before. Not thread-safe, except for {@link #close}.
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
    private boolean finished;
    /** Whether an event was read, so that the service has started to execute the call. */
    private boolean eventRead;

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
     * Whether there is another event; blocks until it has arrived.
     *
     * @throws TencentException when the service reports an error or the stream is broken
     */
    @Override
    public boolean hasNext() {
        if (next == null && !finished) {
            try {
                next = read();
            } catch (EventTooLargeException e) {
                throw end(Outcome.AMBIGUOUS, "EVENT_TOO_LARGE", e.getMessage());
            } catch (IOException e) {
                throw end(Outcome.AMBIGUOUS, "STREAM_CUT", "the stream could not be read");
            } catch (TencentException e) {
                finished = true;
                throw e;
            }
            finished = next == null;
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
        eventRead = true;
        return item.apply(data);
    }

    /** Stops reading and closes the connection. */
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

    /** Parses an event that may be an error; returns a missing node for any other. */
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

    /** Returns the error in an event, or null. */
    private static ObjectNode failure(JsonNode json, boolean named) {
        for (String name : new String[] {"ErrorMsg", "Error"}) {
            if (json.get(name) instanceof ObjectNode error && hasErrorFields(error)) {
                return error;
            }
            JsonNode inResponse = json.path("Response").path(name); // an error whatever it contains
            if (!inResponse.isMissingNode() && !inResponse.isNull()) {
                return orEmpty(inResponse);
            }
        }
        return named ? orEmpty(json) : null;
    }

    private static boolean hasErrorFields(ObjectNode error) {
        return error.has("Code") || error.has("Msg") || error.has("Message");
    }

    private static ObjectNode orEmpty(JsonNode json) {
        return json instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
    }

    private TencentException refusal(ObjectNode error, JsonNode response) {
        String code = error.path("Code").asText("STREAM_ERROR");
        CloudFacts.Code known = facts.code(code);
        boolean validCode = code.matches("[\\w.-]{1,128}");
        // in the usual envelope it is a normal refusal of the call, unless events came before
        boolean refused = response.isObject() && error.has("Code") && validCode && known == null;
        boolean started =
                eventRead || (known == null && !refused) || (known != null && known.outcome() == Outcome.ACCEPTED);
        TencentException.Builder failure = failure(
                started ? Outcome.AMBIGUOUS : refused ? Outcome.REJECTED : known.outcome(),
                validCode ? code : "STREAM_ERROR",
                "the service ended the stream with an error" + (known == null ? "" : ": " + known.in(language)));
        if (response.path("RequestId").isTextual()) {
            failure.requestId(response.get("RequestId").asText());
        }
        return (refused ? failure.unknownCode() : failure).build();
    }

    private TencentException end(Outcome outcome, String code, String message) {
        return failure(outcome, code, message).build();
    }

    private TencentException.Builder failure(Outcome outcome, String code, String message) {
        finished = true;
        stream.close();
        return TencentException.of(outcome, code, sentence(message) + " The events received before it are valid.")
                .call(CloudCalls.SERVICE, operation)
                .requestId(stream.header("X-TC-RequestId"))
                .attempts(1);
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }
}
