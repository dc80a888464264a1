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
import io.github.cameltencent.emulator.engine.WebHandler;
import io.github.cameltencent.emulator.http.HttpServer;
import io.github.cameltencent.emulator.im.ImControls;
import io.github.cameltencent.emulator.im.ImProtocol;
import io.github.cameltencent.emulator.tpns.TpnsProtocol;
import io.github.cameltencent.emulator.tpns.state.TpnsApp;
import io.github.cameltencent.emulator.web.ControlHandler;
import io.github.cameltencent.emulator.web.PageHandler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A local emulator of Tencent's services for tests and demonstrations. It verifies signatures and fields as the
 * services document them, records every request, injects faults, and shows the traffic on a web page. It listens on the
 * loopback address only. Thread-safe.
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
        List<WebHandler> sites = List.of(
                new PageHandler(),
                new ControlHandler(
                        recorder,
                        faults,
                        deadTokens,
                        protocols,
                        Map.of("cloud", cloud::apply, "im", im::apply),
                        information(options),
                        options.clock(),
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

    /** Runs an emulator until the process ends; {@code --help} lists the options. */
    public static void main(String[] arguments) throws InterruptedException {
        int status = CommandLine.run(arguments, System.out, System.err);
        if (status != 0) {
            System.exit(status);
        }
    }

    /** The base address, such as {@code http://127.0.0.1:40000}: the value for an endpoint's {@code baseUri}. */
    public String baseUri() {
        return "http://127.0.0.1:" + server.port();
    }

    public int port() {
        return server.port();
    }

    /** The recorded requests, oldest first. A request is recorded before its answer is sent. */
    public List<RecordedRequest> requests() {
        return recorder.after(0, Integer.MAX_VALUE);
    }

    /** The request counters; cheaper than {@link #requests()}. */
    public Counters counters() {
        return recorder.counters();
    }

    /** The active fault script. */
    public Faults faults() {
        return faults;
    }

    /** Tokens without a device, and user ids without an account in IM. Tokens that start with "dead" never have one. */
    public Set<String> deadTokens() {
        return deadTokens;
    }

    /** Controls the emulated Cloud API: keys, numbers of items, streaming. */
    public CloudControls cloud() {
        return cloud;
    }

    /** Controls the emulated IM: applications, keys, limits and online states; also sends callbacks. */
    public ImControls im() {
        return im;
    }

    /** The chat's address, such as {@code ws://127.0.0.1:40000/ws}: the value for an endpoint's {@code serverUri}. */
    public String chatUri() {
        return "ws://127.0.0.1:" + server.port() + "/ws";
    }

    /** Controls the emulated chat: users, groups, connections and limits. */
    public ChatControls chat() {
        return chat;
    }

    /** Clears requests, faults, dead tokens and the state of all services. */
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

    /** The information for the page. Only default keys are included, so that the page's examples work as they are. */
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
