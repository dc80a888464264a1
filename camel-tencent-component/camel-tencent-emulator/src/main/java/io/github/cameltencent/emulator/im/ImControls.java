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
 * What a test can tell the emulated IM while it runs: applications and their keys, limits, who is online, where
 * callbacks go; and the way to send callbacks. A reset takes all of it back. Thread-safe.
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

    /** Makes a key of an application known beside those it has, and the application if there is none. */
    public void addKey(String sdkAppId, String secretKey) {
        apps.add(sdkAppId).keys.add(ImKey.secret(secretKey));
    }

    /** Puts a key in the place of all that an application has: UserSigs made with them are refused from now on. */
    public void replaceKey(String sdkAppId, String secretKey) {
        ImApp app = apps.add(sdkAppId);
        app.keys.add(0, ImKey.secret(secretKey));
        while (app.keys.size() > 1) {
            app.keys.remove(app.keys.size() - 1);
        }
    }

    /** Takes the keys of an application away; its calls are refused with 70016. */
    public void removeKeys(String sdkAppId) {
        apps.get(sdkAppId).keys.clear();
    }

    /** Forgets an application; its calls are refused with 70020. */
    public void removeApplication(String sdkAppId) {
        apps.all().remove(sdkAppId);
    }

    /** Lets an application take UserSigs that are signed by ECDSA with SHA-256, as old applications have them. */
    public void addPublicKey(String sdkAppId, PublicKey key) {
        addPublicKey(sdkAppId, key, null);
    }

    /** The same with a provider that knows the curve: the JDK has no secp256k1. */
    public void addPublicKey(String sdkAppId, PublicKey key, Provider provider) {
        apps.add(sdkAppId).keys.add(ImKey.legacy(key, provider));
    }

    /** Makes a user an administrator beside "administrator". */
    public void addAdministrator(String sdkAppId, String userId) {
        apps.get(sdkAppId).administrators.add(userId);
    }

    /** Whether the quotas of Push are kept: 100 pushes to everybody a day, a second apart, 40 batches a second. */
    public void quotas(boolean kept) {
        limits.quotas(kept);
    }

    /** How many pushes to everybody a day, and how many batches a second, the quotas allow. */
    public void quotas(int pushesADay, int batchesASecond) {
        if (pushesADay < 0 || batchesASecond < 0) {
            throw new IllegalArgumentException("a quota must not be negative");
        }
        limits.quotas(true);
        limits.pushes(pushesADay, batchesASecond);
    }

    /** Whether each command takes its documented number of calls a second only; it takes any number at first. */
    public void rateLimits(boolean kept) {
        limits.rates(kept);
    }

    /** Whether only imported accounts exist; at first, any user id that was not deleted does. */
    public void strictAccounts(String sdkAppId, boolean strict) {
        ImState state = apps.get(sdkAppId).state;
        state.locked(() -> state.users.strict = strict);
    }

    /** Says how a user is connected: "Online", "PushOnline" or "Offline" on a platform such as "iPhone". */
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
     * Where callbacks of an application go, a loopback address: from now on, it is asked before and told after each
     * message that comes in by sendmsg and send_group_msg.
     *
     * @param token what they are signed with; null for callbacks without Sign
     */
    public void webhook(String sdkAppId, String url, String token) {
        apps.get(sdkAppId).webhook = new ImApp.Webhook(CallbackSender.loopback(URI.create(url)), token);
    }

    /** Ends the callbacks of an application. */
    public void removeWebhook(String sdkAppId) {
        apps.get(sdkAppId).webhook = null;
    }

    /** A callback of the first application, such as "C2C.CallbackAfterSendMsg". */
    public ImCallback callback(String command) {
        return callback(apps.anyId(), command);
    }

    /** A callback of an application. */
    public ImCallback callback(String sdkAppId, String command) {
        return new ImCallback(sender, apps.get(sdkAppId), command);
    }

    /**
     * Limits, applications and webhooks from JSON: {@code {"quotas":false,"rateLimits":true,
     * "webhook":{"sdkAppId":"1400000001","url":"http://127.0.0.1:8080/im","token":"…"}}}, each part optional.
     */
    public void apply(String json) {
        ObjectNode wanted = Json.objectOrNull(json.getBytes(StandardCharsets.UTF_8));
        if (wanted == null) {
            throw new IllegalArgumentException("a JSON object with quotas, rateLimits, webhook is wanted");
        }
        wanted.fieldNames().forEachRemaining(name -> {
            if (!Set.of("quotas", "rateLimits", "webhook").contains(name)) {
                throw new IllegalArgumentException("unknown key \"" + name + "\"");
            }
        });
        if (wanted.has("quotas")) {
            quotas(wanted.get("quotas").asBoolean());
        }
        if (wanted.has("rateLimits")) {
            rateLimits(wanted.get("rateLimits").asBoolean());
        }
        if (wanted.path("webhook") instanceof ObjectNode webhook) {
            String token =
                    webhook.path("token").isTextual() ? webhook.get("token").textValue() : null;
            webhook(
                    webhook.path("sdkAppId").asText(apps.anyId()),
                    webhook.path("url").asText(),
                    token);
        }
    }
}
