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
package io.github.cameltencent.emulator.im;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.engine.Json;
import io.github.cameltencent.emulator.im.callback.CallbackSender;
import io.github.cameltencent.emulator.im.callback.ImCallback;
import io.github.cameltencent.emulator.im.command.ImLimits;
import io.github.cameltencent.emulator.im.signing.ImApp;
import io.github.cameltencent.emulator.im.signing.ImApps;
import io.github.cameltencent.emulator.im.signing.ImKey;
import io.github.cameltencent.emulator.im.state.ImState;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.security.PublicKey;
import java.util.Set;

/**
 * Configures the emulated IM at run time: applications, keys, limits, online states and callback addresses; also sends
 * callbacks. A reset undoes all of it. Thread-safe.
 */
public final class ImControls {

    private final ImApps apps;
    private final ImLimits limits;
    private final CallbackSender sender;

    ImControls(ImApps apps, ImLimits limits, CallbackSender sender) {
        this.apps = apps;
        this.limits = limits;
        this.sender = sender;
    }

    /** Adds a key to an application, and creates the application if there is none. */
    public void addKey(String sdkAppId, String secretKey) {
        apps.add(sdkAppId).keys.add(ImKey.secret(secretKey));
    }

    /** Replaces all keys of an application: UserSigs made with the old ones are refused. */
    public void replaceKey(String sdkAppId, String secretKey) {
        ImApp app = apps.add(sdkAppId);
        app.keys.add(0, ImKey.secret(secretKey));
        while (app.keys.size() > 1) {
            app.keys.remove(app.keys.size() - 1);
        }
    }

    /** Removes the keys of an application; its calls are refused with 70016. */
    public void removeKeys(String sdkAppId) {
        apps.get(sdkAppId).keys.clear();
    }

    /** Removes an application; its calls are refused with 70020. */
    public void removeApplication(String sdkAppId) {
        apps.all().remove(sdkAppId);
    }

    /** Accepts UserSigs of an application that are signed with ECDSA and SHA-256, as old applications use them. */
    public void addPublicKey(String sdkAppId, PublicKey key) {
        addPublicKey(sdkAppId, key, null);
    }

    /** Accepts ECDSA UserSigs with a provider for the curve: the JDK lacks secp256k1. */
    public void addPublicKey(String sdkAppId, PublicKey key, Provider provider) {
        apps.add(sdkAppId).keys.add(ImKey.legacy(key, provider));
    }

    /** Adds an administrator besides "administrator". */
    public void addAdministrator(String sdkAppId, String userId) {
        apps.get(sdkAppId).administrators.add(userId);
    }

    /** Enforces the quotas of Push: 100 pushes to everybody a day, a second apart, and 40 batches a second. */
    public void quotas(boolean kept) {
        limits.quotas(kept);
    }

    /** Sets the quotas: pushes to everybody a day, and batches a second. */
    public void quotas(int pushesADay, int batchesASecond) {
        if (pushesADay < 0 || batchesASecond < 0) {
            throw new IllegalArgumentException("a quota must not be negative");
        }
        limits.quotas(true);
        limits.pushes(pushesADay, batchesASecond);
    }

    /** Enforces the documented rate limit of each command; off by default. */
    public void rateLimits(boolean kept) {
        limits.rates(kept);
    }

    /** Makes only imported accounts exist; by default every user id that was not deleted does. */
    public void strictAccounts(String sdkAppId, boolean strict) {
        ImState state = apps.get(sdkAppId).state;
        state.locked(() -> state.users.strict = strict);
    }

    /** Sets a user's status: "Online", "PushOnline" or "Offline" on a platform such as "iPhone". */
    public void online(String sdkAppId, String userId, String platform, String status) {
        if (!Set.of("Online", "PushOnline", "Offline").contains(status)) {
            throw new IllegalArgumentException("a status is Online, PushOnline or Offline");
        }
        ImState state = apps.get(sdkAppId).state;
        state.locked(() -> {
            state.users.state(userId, platform, status);
            return null;
        });
    }

    /**
     * Sets the callback address of an application, which must be a loopback address. The emulator then sends callbacks
     * before and after each message by sendmsg and send_group_msg.
     *
     * @param token signs the callbacks; null for callbacks without Sign
     */
    public void webhook(String sdkAppId, String url, String token) {
        apps.get(sdkAppId).webhook = new ImApp.Webhook(CallbackSender.loopback(URI.create(url)), token);
    }

    /** Stops the callbacks of an application. */
    public void removeWebhook(String sdkAppId) {
        apps.get(sdkAppId).webhook = null;
    }

    /** Creates a callback of the first application, such as "C2C.CallbackAfterSendMsg". */
    public ImCallback callback(String command) {
        return callback(apps.anyId(), command);
    }

    /** Creates a callback of an application. */
    public ImCallback callback(String sdkAppId, String command) {
        return new ImCallback(sender, apps.get(sdkAppId), command);
    }

    /**
     * Applies limits and webhooks from JSON: {@code {"quotas":false,"rateLimits":true,
     * "webhook":{"sdkAppId":"1400000001","url":"http://127.0.0.1:8080/im","token":"…"}}}. Each part is optional.
     */
    public void apply(String json) {
        ObjectNode requested = Json.objectOrNull(json.getBytes(StandardCharsets.UTF_8));
        if (requested == null) {
            throw new IllegalArgumentException("expected a JSON object with quotas, rateLimits, webhook");
        }
        requested.fieldNames().forEachRemaining(name -> {
            if (!Set.of("quotas", "rateLimits", "webhook").contains(name)) {
                throw new IllegalArgumentException("unknown key \"" + name + "\"");
            }
        });
        if (requested.has("quotas")) {
            quotas(requested.get("quotas").asBoolean());
        }
        if (requested.has("rateLimits")) {
            rateLimits(requested.get("rateLimits").asBoolean());
        }
        if (requested.path("webhook") instanceof ObjectNode webhook) {
            String token =
                    webhook.path("token").isTextual() ? webhook.get("token").textValue() : null;
            webhook(
                    webhook.path("sdkAppId").asText(apps.anyId()),
                    webhook.path("url").asText(),
                    token);
        }
    }
}
