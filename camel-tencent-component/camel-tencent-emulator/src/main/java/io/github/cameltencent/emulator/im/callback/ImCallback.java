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
package io.github.cameltencent.emulator.im.callback;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.engine.Json;
import io.github.cameltencent.emulator.im.signing.ImApp;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A callback to send, valid or forged. Address and token are those of the application's webhook by default; without a
 * token it is not signed, as when authentication is switched off in the console. Not thread-safe; can be sent
 * repeatedly.
 */
public final class ImCallback {

    private static final int OVERSIZE = 1024 * 1024 + 1;
    private static final long OUTSIDE = 61;

    private final CallbackSender sender;
    private final String command;
    private final ObjectNode body = Json.object();
    private String sdkAppId;
    private URI address;
    private String token;
    private String clientIp = "127.0.0.1";
    private String platform = "RESTAPI";
    private Instant time;
    private ImForgery forgery = ImForgery.NONE;
    private Duration timeout = Duration.ofSeconds(10);

    public ImCallback(CallbackSender sender, ImApp app, String command) {
        this.sender = sender;
        this.command = Objects.requireNonNull(command);
        this.sdkAppId = app.sdkAppId;
        if (app.webhook != null) {
            address = app.webhook.address();
            token = app.webhook.token();
        }
        body.put("CallbackCommand", command);
    }

    /** Sets the loopback address; the query is appended. */
    public ImCallback to(String url) {
        address = CallbackSender.loopback(URI.create(url));
        return this;
    }

    /** Sets the token to sign with; null for a callback without Sign and RequestTime. */
    public ImCallback token(String secret) {
        token = secret;
        return this;
    }

    /** Sets the SdkAppid that the callback names. */
    public ImCallback sdkAppId(String id) {
        sdkAppId = id;
        return this;
    }

    /** Sets the fields of the body from JSON. */
    public ImCallback body(String json) {
        ObjectNode fields = Json.objectOrNull(json.getBytes(StandardCharsets.UTF_8));
        if (fields == null) {
            throw new IllegalArgumentException("the body of a callback must be a JSON object");
        }
        body.setAll(fields);
        return this;
    }

    /** Sets a field of the body. */
    public ImCallback field(String name, String value) {
        body.put(name, value);
        return this;
    }

    /** Sets a field of the body. */
    public ImCallback field(String name, long value) {
        body.put(name, value);
        return this;
    }

    /** Adds an entry from JSON to the array {@code Events} of push callbacks. */
    public ImCallback event(String json) {
        ObjectNode event = Json.objectOrNull(json.getBytes(StandardCharsets.UTF_8));
        if (event == null) {
            throw new IllegalArgumentException("an event must be a JSON object");
        }
        body.withArray("/Events").add(event);
        return this;
    }

    public ImCallback clientIp(String ip) {
        clientIp = ip;
        return this;
    }

    /** Sets {@code OptPlatform}, such as "Android". */
    public ImCallback platform(String name) {
        platform = name;
        return this;
    }

    /** Sets {@code RequestTime}; the emulator's clock by default. */
    public ImCallback requestTime(Instant instant) {
        time = instant;
        return this;
    }

    /** Makes the callback invalid. */
    public ImCallback forged(ImForgery how) {
        forgery = Objects.requireNonNull(how);
        return this;
    }

    /** Sets the timeout for the answer; 10 seconds by default. */
    public ImCallback timeout(Duration limit) {
        timeout = limit;
        return this;
    }

    /** Sends the callback and waits for the answer. */
    public ImCallbackAnswer send() {
        try {
            return sendAsync().join();
        } catch (CompletionException e) {
            throw new IllegalStateException("no answer to the callback: " + e.getCause(), e.getCause());
        }
    }

    /** Sends the callback. The future fails with an IOException if there is no answer. */
    public CompletableFuture<ImCallbackAnswer> sendAsync() {
        if (address == null) {
            throw new IllegalStateException("the callback has no address: use to(url) or im().webhook(...)");
        }
        return sender.send(withQuery(), content(), timeout);
    }

    private byte[] content() {
        ObjectNode sent = body.deepCopy();
        if (forgery == ImForgery.COMMAND_MISMATCH) {
            sent.put(
                    "CallbackCommand",
                    command.equals("State.StateChange") ? "C2C.CallbackAfterSendMsg" : "State.StateChange");
        }
        if (forgery == ImForgery.OVERSIZED) {
            sent.put("CloudCustomData", "x".repeat(OVERSIZE));
        }
        return Json.bytes(sent);
    }

    private URI withQuery() {
        String app = forgery == ImForgery.WRONG_APP ? sdkAppId + "9" : sdkAppId;
        StringBuilder query = new StringBuilder(address.toString())
                .append(address.getRawQuery() == null ? '?' : '&')
                .append("SdkAppid=")
                .append(encoded(app))
                .append("&CallbackCommand=")
                .append(encoded(command))
                .append("&contenttype=json&ClientIP=")
                .append(encoded(clientIp))
                .append("&OptPlatform=")
                .append(encoded(platform));
        if (token != null) {
            String seconds = forgery == ImForgery.MISSING_TIME ? "" : Long.toString(requestSeconds());
            if (forgery != ImForgery.MISSING_SIGN) {
                query.append("&Sign=").append(sign(seconds));
            }
            if (forgery != ImForgery.MISSING_TIME) {
                query.append("&RequestTime=").append(seconds);
            }
        }
        return URI.create(query.toString());
    }

    private long requestSeconds() {
        long seconds = (time == null ? sender.clock().instant() : time).getEpochSecond();
        return switch (forgery) {
            case STALE -> seconds - OUTSIDE;
            case FUTURE -> seconds + OUTSIDE + 1;
            default -> seconds;
        };
    }

    private String sign(String seconds) {
        String secret = forgery == ImForgery.WRONG_SIGN ? token + "?" : token;
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String hex = HexFormat.of().formatHex(digest.digest((secret + seconds).getBytes(StandardCharsets.UTF_8)));
            return forgery == ImForgery.UPPERCASE_SIGN ? hex.toUpperCase(Locale.ROOT) : hex;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "ImCallback[" + command + ", " + forgery + "]";
    }
}
