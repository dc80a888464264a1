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
package io.github.cameltencent.examples.chatbridge;

import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.TencentEmulator;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.main.Main;

/** Runs Camel with the routes of the room, in Java or in YAML. */
final class Bridge implements AutoCloseable {

    /** Options for fast reconnects, which only the emulator permits. */
    static final String FAST_RECONNECT = "&reconnectDelay=50&maxReconnectDelay=200";

    private final Main camel;

    private Bridge(Main camel) {
        this.camel = camel;
    }

    /**
     * Starts Camel.
     *
     * @param members the other members of the room
     * @param yaml whether to run the routes of routes/*.yaml instead of those in Java
     * @param properties settings, as application.properties names them
     */
    static Bridge start(
            Broker broker,
            BridgeStatistics statistics,
            Set<Long> members,
            boolean yaml,
            Map<String, String> properties) {
        Main camel = new Main();
        camel.bind("broker", broker.connections());
        properties.forEach(camel::addOverrideProperty);
        Presence presence = new Presence(members);
        camel.bind("presence", (Processor) presence::update);
        camel.bind("pushToOffline", (Processor) presence::toPush);
        camel.bind("bot", (Processor) new Bot(presence, Clock.systemDefaultZone())::answer);
        camel.bind("statistics", statistics);
        if (yaml) {
            camel.configure().withRoutesIncludePattern("classpath:routes/*.yaml");
        } else {
            camel.configure().addRoutesBuilder(new RoomRoutes());
        }
        camel.start();
        return new Bridge(camel);
    }

    /** Properties that send everything to the emulator. */
    static Map<String, String> emulated(TencentEmulator emulator, long group) {
        String android = "camel.component.tencent.applications[room].tpns[android].";
        return Map.of(
                "chat.server",
                emulator.chatUri(),
                "chat.user",
                EmulatorOptions.CHAT_ALPHA.id(),
                "chat.password",
                EmulatorOptions.CHAT_ALPHA.key(),
                "chat.state",
                "memory",
                "room.group",
                Long.toString(group),
                android + "access-id",
                EmulatorOptions.TPNS_ANDROID.id(),
                android + "secret-key",
                EmulatorOptions.TPNS_ANDROID.key(),
                android + "base-uri",
                emulator.baseUri());
    }

    CamelContext context() {
        return camel.getCamelContext();
    }

    /** Stops Camel gracefully on Ctrl-C. */
    void closeAtExit() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "chat-bridge-end"));
    }

    @Override
    public void close() {
        camel.stop();
    }
}
