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
package io.github.cameltencent.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.chat.ChatControls;
import io.github.cameltencent.emulator.chat.ChatService;
import io.github.cameltencent.emulator.cloud.CloudControls;
import io.github.cameltencent.emulator.cloud.CloudProtocol;
import io.github.cameltencent.emulator.engine.Counters;
import io.github.cameltencent.emulator.engine.Faults;
import io.github.cameltencent.emulator.engine.Json;
import io.github.cameltencent.emulator.engine.Protocol;
import io.github.cameltencent.emulator.engine.Recorder;
import io.github.cameltencent.emulator.engine.Router;
import io.github.cameltencent.emulator.engine.Site;
import io.github.cameltencent.emulator.http.HttpServer;
import io.github.cameltencent.emulator.im.ImControls;
import io.github.cameltencent.emulator.im.ImProtocol;
import io.github.cameltencent.emulator.site.ControlSite;
import io.github.cameltencent.emulator.site.PageSite;
import io.github.cameltencent.emulator.tpns.TpnsProtocol;
import io.github.cameltencent.emulator.tpns.state.TpnsApp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A stand-in for Tencent's services on this machine, for tests and demonstrations. It verifies signatures and fields as
 * the services are documented to, records every request, plays faults, and shows on a web page what arrives. It listens
 * on the loopback address only. Safe for use by several threads.
 */
public final class TencentEmulator implements AutoCloseable {

    private final HttpServer server;
    private final Recorder recorder;
    private final Faults faults = new Faults();
    private final Set<String> deadTokens = ConcurrentHashMap.newKeySet();
    private final CloudControls cloud;
    private final ImControls im;
    private final ChatControls chat;
    private final List<Protocol> protocols;

    private TencentEmulator(EmulatorOptions options) {
        faults.addScript(options.faults());
        recorder = new Recorder(options.maxRequests(), options.maxRecordedBytes(), options.log());
        List<TpnsApp> apps = new ArrayList<>();
        options.tpnsAndroid().forEach(pair -> apps.add(new TpnsApp(pair.id(), pair.key(), false)));
        options.tpnsIos().forEach(pair -> apps.add(new TpnsApp(pair.id(), pair.key(), true)));
        Map<String, String> cloudKeys = new LinkedHashMap<>();
        options.cloud().forEach(pair -> cloudKeys.put(pair.id(), pair.key()));
        CloudProtocol cloudApi =
                new CloudProtocol(cloudKeys, options.skew().toSeconds(), options.cloudTokenLife(), options.clock());
        cloud = cloudApi.controls();
        Map<String, String> imKeys = new LinkedHashMap<>();
        options.im().forEach(pair -> imKeys.put(pair.id(), pair.key()));
        ImProtocol imApi = new ImProtocol(imKeys, options.imQuotas(), this::isDead, options.clock());
        im = imApi.controls();
        Map<Long, String> accounts = new LinkedHashMap<>();
        options.chat().forEach(pair -> accounts.put(Long.valueOf(pair.id()), pair.key()));
        ChatService chatService = new ChatService(accounts, faults, recorder, options.clock());
        chat = chatService.controls();
        protocols = List.of(
                new TpnsProtocol(apps, options.skew().toSeconds(), this::isDead), imApi, cloudApi, chatService.files());
        List<Site> sites = List.of(
                new PageSite(),
                new ControlSite(
                        recorder,
                        faults,
                        deadTokens,
                        protocols,
                        Map.of("cloud", cloud::apply, "im", im::apply),
                        information(options),
                        this::reset));
        Router router = new Router(
                protocols,
                sites,
                List.of(chatService),
                faults,
                recorder,
                options.clock(),
                options.latency().toMillis());
        server = new HttpServer(options.port(), router);
    }

    /** Starts an emulator with default credentials on a free port. */
    public static TencentEmulator start() {
        return start(new EmulatorOptions());
    }

    /** Starts an emulator. */
    public static TencentEmulator start(EmulatorOptions options) {
        return new TencentEmulator(options);
    }

    /** Runs an emulator until the process ends; {@code --help} tells the options. */
    public static void main(String[] arguments) throws InterruptedException {
        int status = CommandLine.run(arguments, System.out, System.err);
        if (status != 0) {
            System.exit(status);
        }
    }

    /** Where it listens, such as {@code http://127.0.0.1:40000}: what {@code baseUri} of an endpoint wants. */
    public String baseUri() {
        return "http://127.0.0.1:" + server.port();
    }

    public int port() {
        return server.port();
    }

    /** The requests so far, oldest first. A request is here before its answer goes out. */
    public List<RecordedRequest> requests() {
        return recorder.after(0, Integer.MAX_VALUE);
    }

    /** How many requests came and what became of them; cheap to ask. */
    public Counters counters() {
        return recorder.counters();
    }

    /** The fault script that is being played. */
    public Faults faults() {
        return faults;
    }

    /** Tokens that belong to no device any more, and users of IM that do not exist; those beginning "dead" always do. */
    public Set<String> deadTokens() {
        return deadTokens;
    }

    /** What the emulated Cloud API is like: its keys, how many items it has, how it streams. */
    public CloudControls cloud() {
        return cloud;
    }

    /** What the emulated IM is like: its applications and keys, limits, who is online; and the way to send callbacks. */
    public ImControls im() {
        return im;
    }

    /** Where the chat listens, such as {@code ws://127.0.0.1:40000/ws}: what {@code serverUri} of an endpoint wants. */
    public String chatUri() {
        return "ws://127.0.0.1:" + server.port() + "/ws";
    }

    /** What the emulated chat is like: its users, and what clients did to it. */
    public ChatControls chat() {
        return chat;
    }

    /** Forgets requests, faults, dead tokens and all that the services remember. */
    public void reset() {
        faults.clear();
        deadTokens.clear();
        protocols.forEach(Protocol::reset);
        chat.reset();
        recorder.clear();
    }

    @Override
    public void close() {
        server.close();
    }

    void join() throws InterruptedException {
        server.join();
    }

    private boolean isDead(String token) {
        return token.startsWith("dead") || (!deadTokens.isEmpty() && deadTokens.contains(token));
    }

    /** What the page may know. Only the invented default keys are shown, so that its examples work as they stand. */
    private static ObjectNode information(EmulatorOptions options) {
        ObjectNode information = Json.object();
        ArrayNode apps = information.putArray("tpns");
        options.tpnsAndroid().forEach(pair -> app(apps.addObject(), pair, "android"));
        options.tpnsIos().forEach(pair -> app(apps.addObject(), pair, "ios"));
        ArrayNode chats = information.putArray("im");
        options.im().forEach(pair -> chats.addObject().put("sdkAppId", pair.id()));
        return information;
    }

    private static void app(ObjectNode app, KeyPair pair, String platform) {
        app.put("platform", platform).put("accessId", pair.id());
        if (pair.equals(EmulatorOptions.TPNS_ANDROID) || pair.equals(EmulatorOptions.TPNS_IOS)) {
            app.put("secretKey", pair.key());
        }
    }

    @Override
    public String toString() {
        return "TencentEmulator[" + baseUri() + "]";
    }
}
