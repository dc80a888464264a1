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

import io.github.cameltencent.emulator.engine.Answer;
import io.github.cameltencent.emulator.engine.AnswerSender;
import io.github.cameltencent.emulator.engine.Call;
import io.github.cameltencent.emulator.engine.WebHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Serves the web page from files in the jar. The content security policy forbids everything else. */
public final class PageHandler implements WebHandler {

    private static final String FOLDER = "/io/github/cameltencent/emulator/";
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cache-Control",
            "no-cache");

    private static final List<String> SCRIPTS = List.of(
            "lang", "reasons", "phones", "chat", "curl", "details", "timeline", "list", "faults", "samples", "page");

    private static final Pattern CLOUD_PARTS = Pattern.compile("(^|&)(Action|SecretId|Signature)=");

    private final Map<String, Answer> files = new LinkedHashMap<>();

    public PageHandler() {
        file("/", "page.html", "text/html; charset=utf-8");
        for (String style : List.of("page", "phones", "chat", "panels")) {
            file("/_emulator/" + style + ".css", style + ".css", "text/css; charset=utf-8");
        }
        for (String script : SCRIPTS) {
            file("/_emulator/" + script + ".js", script + ".js", "text/javascript; charset=utf-8");
        }
        file("/_emulator/icon.svg", "icon.svg", "image/svg+xml");
    }

    private void file(String path, String name, String type) {
        try (InputStream in = PageHandler.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + FOLDER + name);
            }
            files.put(path, Answer.of(type, in.readAllBytes(), HEADERS));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean serve(Call call, AnswerSender reply) {
        if (!call.method().equals("GET") || isCloudCall(call)) {
            return false;
        }
        Answer file = files.get(call.path());
        if (file == null) {
            return false;
        }
        reply.send(file);
        return true;
    }

    /** Whether GET / is a call of the Cloud API: it has an action or parts of a signature. */
    private static boolean isCloudCall(Call call) {
        if (call.headers().contains("Authorization") || call.headers().contains("X-TC-Action")) {
            return true;
        }
        return CLOUD_PARTS.matcher(call.query()).find();
    }
}
