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
package io.github.cameltencent.emulator.im.signing;

import io.github.cameltencent.emulator.im.state.ImState;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** An application with its keys, administrators, webhook and state. Thread-safe. */
public final class ImApp {

    public static final String ADMINISTRATOR = "administrator";

    public final String sdkAppId;
    public final List<ImKey> keys = new CopyOnWriteArrayList<>();
    public final Set<String> administrators;
    public final ImState state;

    /** The callback address; null if there is none. */
    public volatile Webhook webhook;

    ImApp(String sdkAppId, Set<String> administrators, ImState state) {
        this.sdkAppId = sdkAppId;
        this.administrators = administrators;
        this.state = state;
        administrators.add(ADMINISTRATOR);
    }

    boolean hasKey(boolean legacy) {
        return keys.stream().anyMatch(key -> key.legacy() == legacy);
    }

    boolean signed(ReceivedUserSig ticket) {
        return keys.stream().anyMatch(key -> key.legacy() == ticket.legacy() && key.signed(ticket));
    }

    /** The address and token for callbacks. */
    public record Webhook(URI address, String token) {}
}
