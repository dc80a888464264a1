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
package io.github.cameltencent.emulator.site;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.RecordedRequest;
import io.github.cameltencent.emulator.engine.Answer;
import io.github.cameltencent.emulator.engine.Call;
import io.github.cameltencent.emulator.engine.Faults;
import io.github.cameltencent.emulator.engine.Json;
import io.github.cameltencent.emulator.engine.Protocol;
import io.github.cameltencent.emulator.engine.Recorder;
import io.github.cameltencent.emulator.engine.Reply;
import io.github.cameltencent.emulator.engine.Site;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The control paths below /_emulator/: records, events, faults, dead tokens, what services are like, reset. */
public final class ControlSite implements Site {

    private static final String HERE = "/_emulator/";

    private final Recorder recorder;
    private final Faults faults;
    private final Set<String> deadTokens;
    private final Map<String, Consumer<String>> services;
    private final ObjectNode information;
    private final Runnable reset;
    private final RecordJson json;

    /**
     * The control of an emulator.
     *
     * @param services what takes JSON that says what a service is like, by the name of the service
     */
    public ControlSite(
            Recorder recorder,
            Faults faults,
            Set<String> deadTokens,
            List<Protocol> protocols,
            Map<String, Consumer<String>> services,
            ObjectNode information,
            Runnable reset) {
        this.recorder = recorder;
        this.faults = faults;
        this.deadTokens = deadTokens;
        this.services = Map.copyOf(services);
        this.information = information;
        this.reset = reset;
        this.json = new RecordJson(protocols);
    }

    @Override
    public boolean serve(Call call, Reply reply) {
        if (!call.path().startsWith(HERE)) {
            return false;
        }
        if (!Neighbours.mayControl(call.headers())) {
            reply.send(Answer.refusal(403, "the control paths answer to this machine's own pages and programs only"));
            return true;
        }
        switch (call.method() + " " + call.path().substring(HERE.length())) {
            case "GET events" -> new EventStream(reply.stream(), recorder, json).start();
            case "GET requests" -> list(call, reply);
            default -> reply.send(answer(call));
        }
        return true;
    }

    private Answer answer(Call call) {
        String text = new String(call.body(), StandardCharsets.UTF_8);
        String path = call.path().substring(HERE.length());
        switch (call.method() + " " + path) {
            case "GET info":
                return Answer.json(information);
            case "GET faults":
                return Answer.json(FaultsJson.of(faults));
            case "PUT faults":
                return play(text);
            case "DELETE faults":
                faults.clear();
                return done();
            case "DELETE requests":
                recorder.clear();
                return done();
            case "PUT cloud", "PUT im":
                return tell(path, text);
            case "PUT dead-tokens":
                deadTokens.clear();
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(deadTokens::add);
                return done();
            case "DELETE dead-tokens":
                deadTokens.clear();
                return done();
            case "POST reset":
                reset.run();
                return done();
            default:
                return one(call.method(), path);
        }
    }

    private Answer play(String script) {
        try {
            faults.replace(script);
            return Answer.json(FaultsJson.of(faults));
        } catch (IllegalArgumentException e) {
            return Answer.refusal(400, e.getMessage());
        }
    }

    private Answer tell(String service, String json) {
        try {
            services.get(service).accept(json);
            return done();
        } catch (IllegalArgumentException e) {
            return Answer.refusal(400, e.getMessage());
        }
    }

    private Answer one(String method, String path) {
        if (!method.equals("GET") || !path.matches("requests/\\d{1,18}")) {
            return Answer.refusal(404, "no such control path");
        }
        RecordedRequest request = recorder.get(Long.parseLong(path.substring("requests/".length())));
        return request == null
                ? Answer.refusal(404, "no such request, or its record is dropped")
                : Answer.json(json.details(request));
    }

    private static Answer done() {
        return Answer.json(Json.object().put("ok", true));
    }

    private void list(Call call, Reply reply) {
        QueryStringDecoder query = new QueryStringDecoder(call.query(), false);
        RecordsInput input;
        try {
            input = new RecordsInput(recorder, json, number(query, "after", 0), number(query, "limit", Long.MAX_VALUE));
        } catch (NumberFormatException e) {
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

    private static long number(QueryStringDecoder query, String name, long otherwise) {
        List<String> values = query.parameters().get(name);
        return values == null ? otherwise : Long.parseUnsignedLong(values.get(0));
    }
}
