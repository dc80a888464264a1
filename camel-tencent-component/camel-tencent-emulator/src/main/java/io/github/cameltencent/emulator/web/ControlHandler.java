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
package io.github.cameltencent.emulator.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.RecordedRequest;
import io.github.cameltencent.emulator.engine.Answer;
import io.github.cameltencent.emulator.engine.AnswerSender;
import io.github.cameltencent.emulator.engine.Call;
import io.github.cameltencent.emulator.engine.Faults;
import io.github.cameltencent.emulator.engine.Json;
import io.github.cameltencent.emulator.engine.Protocol;
import io.github.cameltencent.emulator.engine.Recorder;
import io.github.cameltencent.emulator.engine.WebHandler;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpChunkedInput;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.stream.ChunkedWriteHandler;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The control API below /_emulator/: record, events, faults, dead tokens, service settings, reset. */
public final class ControlHandler implements WebHandler {

    private static final String PREFIX = "/_emulator/";

    private final Recorder recorder;
    private final Faults faults;
    private final Set<String> deadTokens;
    private final Map<String, Consumer<String>> services;
    private final ObjectNode information;
    private final Runnable reset;
    private final RecordJson json;
    private final RequestReplayer replayer;

    /**
     * Creates the control API.
     *
     * @param services applies JSON settings to a service, by name
     */
    public ControlHandler(
            Recorder recorder,
            Faults faults,
            Set<String> deadTokens,
            List<Protocol> protocols,
            Map<String, Consumer<String>> services,
            ObjectNode information,
            Clock clock,
            Runnable reset) {
        this.recorder = recorder;
        this.faults = faults;
        this.deadTokens = deadTokens;
        this.services = Map.copyOf(services);
        this.information = information;
        this.reset = reset;
        this.json = new RecordJson(protocols);
        this.replayer = new RequestReplayer(recorder, protocols, clock);
    }

    @Override
    public boolean serve(Call call, AnswerSender reply) {
        if (!call.path().startsWith(PREFIX)) {
            return false;
        }
        if (!OriginCheck.isAllowed(call.headers())) {
            reply.send(
                    Answer.refusal(
                            403,
                            "the control API accepts requests only from this emulator's own page and from programs on this machine"));
            return true;
        }
        if (!call.method().equals("GET") && !OriginCheck.hasAllowedType(call.method(), call.headers())) {
            reply.send(Answer.refusal(415, "Content-Type must be application/json"));
            return true;
        }
        String path = call.path().substring(PREFIX.length());
        if (call.method().equals("POST") && path.matches("requests/\\d{1,18}/replay")) {
            replay(path.split("/")[1], reply);
            return true;
        }
        switch (call.method() + " " + path) {
            case "GET events" -> new EventStream(reply.stream(), recorder, json).start();
            case "GET requests" -> list(call, reply);
            case "GET search" -> search(call, reply);
            default -> reply.send(answer(call));
        }
        return true;
    }

    private Answer answer(Call call) {
        String text = new String(call.body(), StandardCharsets.UTF_8);
        String path = call.path().substring(PREFIX.length());
        switch (call.method() + " " + path) {
            case "GET info":
                return Answer.json(information);
            case "GET faults":
                return Answer.json(FaultsJson.of(faults));
            case "PUT faults":
                return replaceFaults(text);
            case "POST faults":
                return addFaults(text);
            case "DELETE faults":
                faults.clear();
                return ok();
            case "DELETE requests":
                recorder.clear();
                return ok();
            case "PUT cloud", "PUT im":
                return configure(path, text);
            case "PUT dead-tokens":
                deadTokens.clear();
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(deadTokens::add);
                return ok();
            case "DELETE dead-tokens":
                deadTokens.clear();
                return ok();
            case "POST reset":
                reset.run();
                return ok();
            default:
                return single(call.method(), path);
        }
    }

    private Answer replaceFaults(String script) {
        try {
            faults.replace(script);
            return Answer.json(FaultsJson.of(faults));
        } catch (IllegalArgumentException e) {
            return Answer.refusal(400, e.getMessage());
        }
    }

    private Answer configure(String service, String json) {
        try {
            services.get(service).accept(json);
            return ok();
        } catch (IllegalArgumentException e) {
            return Answer.refusal(400, e.getMessage());
        }
    }

    private Answer addFaults(String script) {
        try {
            faults.addScript(script);
            return Answer.json(FaultsJson.of(faults));
        } catch (IllegalArgumentException e) {
            return Answer.refusal(400, e.getMessage());
        }
    }

    private void replay(String sequence, AnswerSender reply) {
        RecordedRequest request = recorder.get(Long.parseLong(sequence));
        if (request == null) {
            reply.send(Answer.refusal(404, "no such request, or it was dropped from the record"));
        } else {
            replayer.replay(request, reply);
        }
    }

    private void search(Call call, AnswerSender reply) {
        RecordSearch search;
        try {
            search = new RecordSearch(recorder, json, new QueryStringDecoder(call.query(), false), reply);
        } catch (IllegalArgumentException e) {
            reply.send(Answer.refusal(400, "from, to, offset, limit and upto must be numbers"));
            return;
        }
        search.run();
    }

    private Answer single(String method, String path) {
        if (method.equals("DELETE") && path.matches("faults/\\d{1,18}")) {
            return faults.remove(Long.parseLong(path.substring("faults/".length())))
                    ? Answer.json(FaultsJson.of(faults))
                    : Answer.refusal(404, "no such fault");
        }
        if (!method.equals("GET") || !path.matches("requests/\\d{1,18}")) {
            return Answer.refusal(404, "unknown control path");
        }
        RecordedRequest request = recorder.get(Long.parseLong(path.substring("requests/".length())));
        return request == null
                ? Answer.refusal(404, "no such request, or it was dropped from the record")
                : Answer.json(json.details(request));
    }

    private static Answer ok() {
        return Answer.json(Json.object().put("ok", true));
    }

    private void list(Call call, AnswerSender reply) {
        RecordArrayInput input;
        try {
            QueryStringDecoder query = new QueryStringDecoder(call.query(), false);
            input = new RecordArrayInput(
                    recorder, json, number(query, "after", 0), number(query, "limit", Long.MAX_VALUE));
        } catch (IllegalArgumentException e) { // also for a query that is not percent-encoded
            reply.send(Answer.refusal(400, "after and limit must be numbers"));
            return;
        }
        Channel channel = reply.stream();
        DefaultHttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        head.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "application/json; charset=utf-8")
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
                .set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        channel.pipeline().addLast(new ChunkedWriteHandler());
        channel.write(head);
        channel.writeAndFlush(new HttpChunkedInput(input)).addListener(ChannelFutureListener.CLOSE);
    }

    private static long number(QueryStringDecoder query, String name, long defaultValue) {
        List<String> values = query.parameters().get(name);
        return values == null ? defaultValue : Long.parseUnsignedLong(values.get(0));
    }
}
