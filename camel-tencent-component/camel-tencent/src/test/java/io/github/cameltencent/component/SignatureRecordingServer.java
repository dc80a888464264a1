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
package io.github.cameltencent.component;

import io.github.cameltencent.testing.ScriptedServer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server that accepts every call, issues known credentials, and records the received signatures. */
final class SignatureRecordingServer {

    private static final String PATH = "/latest/meta-data/cam/security-credentials/";
    private static final Pattern PARAMETER = Pattern.compile("(?:^|[&?])Signature=([^&]+)");
    private static final Pattern AUTHORIZATION = Pattern.compile("Signature=([0-9a-f]{64})");

    private SignatureRecordingServer() {}

    static ScriptedServer start() {
        return ScriptedServer.start()
                .always((request, socket) -> answer(content(request)).play(request, socket));
    }

    private static String content(ScriptedServer.Request request) {
        if (request.target().equals(PATH)) {
            return "reader";
        }
        if (request.target().equals(PATH + "reader")) {
            return "{\"Code\":\"Success\",\"TmpSecretId\":\"AKIDmachine\",\"TmpSecretKey\":\"machine-cloud-key\","
                    + "\"Token\":\"machine-cloud-token\",\"ExpiredTime\":4102444800}";
        }
        if (String.valueOf(request.header("X-TC-Action")).startsWith("AssumeRole")) {
            return "{\"Response\":{\"Credentials\":{\"TmpSecretId\":\"AKIDassumed\",\"TmpSecretKey\":\"assumed-cloud-key\","
                    + "\"Token\":\"assumed-cloud-token\"},\"ExpiredTime\":4102444800,\"RequestId\":\"r-1\"}}";
        }
        return "{\"Response\":{\"RequestId\":\"r-1\"}}";
    }

    static ScriptedServer.Reply answer(String content) {
        byte[] body = content.getBytes(StandardCharsets.UTF_8);
        String head =
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n";
        return (request, socket) -> {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(body);
            socket.getOutputStream().flush();
            return true;
        };
    }

    /** The signatures of all that came, of signature v1 as text and as it travels. */
    static List<String> signatures(ScriptedServer server) {
        List<String> found = new ArrayList<>();
        for (ScriptedServer.Request request : server.requests()) {
            String authorization = String.valueOf(request.header("Authorization"));
            Matcher tc3 = AUTHORIZATION.matcher(authorization);
            Matcher v1 = PARAMETER.matcher(request.target() + "&" + request.text());
            if (tc3.find()) {
                found.add(tc3.group(1));
            } else if (v1.find()) {
                found.add(v1.group(1));
                found.add(URLDecoder.decode(v1.group(1), StandardCharsets.UTF_8));
            } else if (request.header("Sign") != null) {
                found.add(request.header("Sign"));
            }
        }
        return found;
    }
}
