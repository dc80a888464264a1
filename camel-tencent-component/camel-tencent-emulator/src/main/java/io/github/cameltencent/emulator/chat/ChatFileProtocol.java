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

/** Serves stored files over HTTP: by name without credentials, or by a link signed with an agreed key. */
final class ChatFileProtocol implements Protocol {

    private static final String ROOT = "/filestore/";
    private static final String SIGNED = ROOT + "download";
    private static final int BODY_LIMIT = 1024;

    private final ChatServerState state;

    ChatFileProtocol(ChatServerState state) {
        this.state = state;
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
        state.lock.lock();
        try {
            if (!call.path().equals(SIGNED)) {
                String name = new QueryStringDecoder(call.path()).path().substring(ROOT.length());
                return new Download(RecordedVerdict.of(true, "no credentials needed"), state.files.get(name));
            }
            Map<String, List<String>> query = new QueryStringDecoder(call.query(), false).parameters();
            String text = text(first(query, "u"), first(query, "sign"));
            StoredFile file = text == null ? null : state.files.get(text.substring(text.indexOf('|') + 1));
            return new Download(RecordedVerdict.of(text != null, text == null ? "link refused" : "link ok"), file);
        } catch (IllegalArgumentException e) {
            return new Download(RecordedVerdict.of(false, "link refused"), null);
        } finally {
            state.lock.unlock();
        }
    }

    /** The signed text of the link; null if the link is invalid or expired. */
    private String text(String print, String sign) {
        SharedKey key = state.keys.get(Long.parseLong(print));
        String text = key == null ? null : key.openLink(sign);
        int bar = text == null ? -1 : text.indexOf('|');
        return bar > 0 && Long.parseLong(text.substring(0, bar)) >= state.now() / 1000 ? text : null;
    }

    private static String first(Map<String, List<String>> query, String name) {
        return query.getOrDefault(name, List.of("")).get(0);
    }

    @Override
    public void describe(RecordedRequest request, ObjectNode into) {
        // the page shows nothing beyond the common fields
    }

    @Override
    public void reset() {
        // the chat clears the files
    }

    /** The request for a file; the file is null if there is none. */
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
