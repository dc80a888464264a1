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
package io.github.cameltencent.faults;

import io.github.cameltencent.credential.CloudApplication;
import io.github.cameltencent.credential.ImApplication;
import io.github.cameltencent.credential.TencentApplication;
import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.RecordedRequest;
import io.github.cameltencent.emulator.TencentEmulator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** A call of each service that changes something, with a mark in its body that the emulator's record shows. */
enum MarkedCall {
    PUSH("tpns", "tencent:push?application=shop&provider=tpns&title=T&rateLimit=off"),
    IM("im", "tencent:im/openim/sendmsg?application=shop&fromAccount=beta&rateLimit=off"),
    CLOUD("cloud", "tencent:cloud/cvm/ModifyInstancesAttribute?application=shop&rateLimit=off"),
    CHAT(
            "chat",
            "birdtalk:chat?userId=" + EmulatorOptions.CHAT_ALPHA.id() + "&password=RAW{"
                    + EmulatorOptions.CHAT_ALPHA.key()
                    + "}&stateStore=memory&reconnectDelay=20&maxReconnectDelay=100&toId="
                    + EmulatorOptions.CHAT_BETA.id());

    private static final Pattern MARK = Pattern.compile("mark-\\d+\\.");

    private final String service;
    private final String uri;

    MarkedCall(String service, String uri) {
        this.service = service;
        this.uri = uri;
    }

    /** Binds the application {@code shop}, served at a port of this machine. */
    static void bind(CamelContext context, int port) {
        String baseUri = "http://127.0.0.1:" + port;
        TencentApplication shop = new TencentApplication();
        shop.tpns("android").setAccessId(EmulatorOptions.TPNS_ANDROID.id());
        shop.tpns("android").setSecretKey(EmulatorOptions.TPNS_ANDROID.key());
        shop.tpns("android").setBaseUri(baseUri);
        ImApplication im = new ImApplication();
        im.setSdkAppId(Long.valueOf(EmulatorOptions.IM.id()));
        im.setSecretKey(EmulatorOptions.IM.key());
        im.setBaseUri(baseUri);
        shop.setIm(im);
        CloudApplication cloud = new CloudApplication();
        cloud.setSecretId(EmulatorOptions.CLOUD.id());
        cloud.setSecretKey(EmulatorOptions.CLOUD.key());
        cloud.setRegion("ap-guangzhou");
        cloud.setBaseUri(baseUri);
        shop.setCloud(cloud);
        context.getRegistry().bind("shop", shop);
    }

    /** The name of the service in the emulator's record. */
    String service() {
        return service;
    }

    /** The endpoint, whose failures only set headers, for a server at a port of this machine. */
    String uri(int port, String options) {
        String server = this == CHAT ? "&serverUri=ws://127.0.0.1:" + port + "/ws" : "";
        return uri + server + "&throwExceptionOnFailure=false" + options;
    }

    static String mark(int number) {
        return "mark-" + number + ".";
    }

    void prepare(Exchange exchange, String mark) {
        Message message = exchange.getMessage();
        switch (this) {
            case PUSH -> {
                message.setBody(mark);
                message.setHeader("CamelTencentTokens", "token-of-" + mark);
            }
            case IM -> {
                message.setBody(mark);
                message.setHeader("CamelTencentToAccount", "user-of-" + mark);
            }
            case CLOUD -> message.setBody(Map.of("InstanceIds", new String[] {"ins-1"}, "InstanceName", mark));
            case CHAT -> message.setBody(mark);
        }
    }

    /** How often the service executed each marked call. IM recognizes repeats, and answers them with the same key. */
    Map<String, Long> acceptances(TencentEmulator emulator) {
        Map<String, Set<Object>> executions = new HashMap<>();
        for (RecordedRequest request : emulator.requests()) {
            Matcher mark = MARK.matcher(request.body());
            if (request.accepted() && request.service().equals(service) && mark.find()) {
                executions
                        .computeIfAbsent(mark.group(), any -> new HashSet<>())
                        .add(this == IM ? request.ids() : request.sequence());
            }
        }
        return executions.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry ->
                (long) entry.getValue().size()));
    }
}
