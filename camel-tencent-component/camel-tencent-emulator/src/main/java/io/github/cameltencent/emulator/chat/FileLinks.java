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
package io.github.cameltencent.emulator.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.RecordedRequest;
import io.github.cameltencent.emulator.chat.state.ChatServerState;
import io.github.cameltencent.emulator.chat.state.SharedKey;
import io.github.cameltencent.emulator.chat.state.StoredFile;
import io.github.cameltencent.emulator.engine.Answer;
import io.github.cameltencent.emulator.engine.Call;
import io.github.cameltencent.emulator.engine.Protocol;
import io.github.cameltencent.emulator.engine.RecordedVerdict;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;

/** Stored files over HTTP: by their name, which needs no leave, and by a link that was signed with an agreed key. */
final class FileLinks implements Protocol {

    private static final String ROOT = "/filestore/";
    private static final String SIGNED = ROOT + "download";
    private static final int BODY_LIMIT = 1024;

    private final ChatServerState world;

    FileLinks(ChatServerState world) {
        this.world = world;
    }

    @Override
    public String service() {
        return ChatService.NAME;
    }

    @Override
    public boolean handles(String method, String path, String query) {
        return method.equals("GET") && path.startsWith(ROOT);
    }

    @Override
    public int bodyLimit(String path) {
        return BODY_LIMIT;
    }

    @Override
    public Handling open(Call call) {
        world.lock.lock();
        try {
            if (!call.path().equals(SIGNED)) {
                String name = new QueryStringDecoder(call.path()).path().substring(ROOT.length());
                return new Download(RecordedVerdict.of(true, "no credentials needed"), world.files.get(name));
            }
            Map<String, List<String>> query = new QueryStringDecoder(call.query(), false).parameters();
            String text = text(first(query, "u"), first(query, "sign"));
            StoredFile file = text == null ? null : world.files.get(text.substring(text.indexOf('|') + 1));
            return new Download(RecordedVerdict.of(text != null, text == null ? "link refused" : "link ok"), file);
        } catch (IllegalArgumentException e) {
            return new Download(RecordedVerdict.of(false, "link refused"), null);
        } finally {
            world.lock.unlock();
        }
    }

    /** What was signed, null where the link is not good, or no more. */
    private String text(String print, String sign) {
        SharedKey key = world.keys.get(Long.parseLong(print));
        String text = key == null ? null : key.openLink(sign);
        int bar = text == null ? -1 : text.indexOf('|');
        return bar > 0 && Long.parseLong(text.substring(0, bar)) >= world.now() / 1000 ? text : null;
    }

    private static String first(Map<String, List<String>> query, String name) {
        return query.getOrDefault(name, List.of("")).get(0);
    }

    @Override
    public void describe(RecordedRequest request, ObjectNode into) {
        // the page draws nothing of it
    }

    @Override
    public void reset() {
        // the files are the chat's, which forgets them
    }

    /** A file, or none. */
    private record Download(RecordedVerdict verdict, StoredFile file) implements Handling {

        @Override
        public Answer answer() {
            return file == null
                    ? Answer.refusal(404, "404 page not found")
                    : Answer.of("application/octet-stream", file.bytes(), Map.of());
        }

        @Override
        public Answer refuse(String code) {
            return Answer.refusal(404, "emulated fault: " + code);
        }
    }
}
