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
package io.github.cameltencent.birdtalk.component;

import io.github.cameltencent.birdtalk.BirdtalkConfiguration;
import io.github.cameltencent.birdtalk.ChatAccount;
import io.github.cameltencent.birdtalk.ChatCipher;
import io.github.cameltencent.birdtalk.account.AccountSettings;
import io.github.cameltencent.birdtalk.connection.ReconnectBackoff;
import io.github.cameltencent.birdtalk.frame.ChatClientInfo;
import io.github.cameltencent.birdtalk.frame.ChatLogin;
import io.github.cameltencent.birdtalk.frame.FrameReader;
import io.github.cameltencent.birdtalk.session.SessionTimeouts;
import io.github.cameltencent.credential.SecretValidator;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;

/** Reads the connection settings from the options of an endpoint. */
final class AccountSettingsReader {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
    private static final String SDK_VERSION = "1.0";

    private AccountSettingsReader() {}

    /**
     * Reads and checks the options.
     *
     * @throws IllegalArgumentException naming what is missing or invalid
     */
    static AccountSettings settings(BirdtalkConfiguration options) {
        URI uri = address(options);
        ChatLogin.Kind kind = kind(options);
        boolean byId = kind == ChatLogin.Kind.ID;
        String name = byId
                ? Objects.toString(options.getUserId())
                : kind == ChatLogin.Kind.REGISTER ? options.getRegisterAs() : options.getEmail();
        insecure(uri, options);
        String clientId = options.getClientId() != null ? options.getClientId() : derived(uri, kind + ":" + name);
        AccountSettings settings = new AccountSettings(
                uri,
                new ChatAccount(uri.toString(), kind + ":" + name, clientId),
                kind,
                options.getUserId(),
                options.getRegisterAs(),
                options.getEmail(),
                options.getPassword(),
                clientInfo(options, clientId),
                ChatCipher.of(options.getCipher()),
                times(options),
                options.getReconnectDelay(),
                options.getMaxReconnectDelay(),
                options.getMaxFrameSize(),
                options.isVerifyHostname(),
                options.getStateStore(),
                options.getCodeProvider());
        SecretValidator.requireResolved("The account", "password", options.getPassword());
        settings.newLogin().close(); // validates it
        new FrameReader(options.getMaxFrameSize());
        new ReconnectBackoff(options.getReconnectDelay(), options.getMaxReconnectDelay(), null);
        return settings;
    }

    private static URI address(BirdtalkConfiguration options) {
        if (options.getServerUri() == null) {
            throw new IllegalArgumentException("serverUri is missing, such as wss://host:7817/ws");
        }
        URI uri = URI.create(options.getServerUri());
        boolean websocket = "ws".equals(uri.getScheme()) || "wss".equals(uri.getScheme());
        if (!websocket || uri.getHost() == null || uri.getUserInfo() != null) {
            throw new IllegalArgumentException("serverUri must be wss://host:port/ws, not " + uri.getScheme() + ":…");
        }
        if (uri.getPort() == 0 || uri.getPort() > 65_535) {
            throw new IllegalArgumentException("The port in serverUri must be 1 to 65535, not " + uri.getPort());
        }
        return uri;
    }

    private static ChatLogin.Kind kind(BirdtalkConfiguration options) {
        boolean mail = options.getEmail() != null;
        if (options.getRegisterAs() != null) {
            if (options.getUserId() != null) {
                throw new IllegalArgumentException("registerAs creates a new account: remove userId");
            }
            return mail ? ChatLogin.Kind.REGISTER_EMAIL : ChatLogin.Kind.REGISTER;
        }
        if (options.getUserId() != null) {
            return ChatLogin.Kind.ID;
        }
        if (!mail) {
            throw new IllegalArgumentException("No login: set userId, email or registerAs");
        }
        if (options.getPassword() != null) {
            return ChatLogin.Kind.EMAIL;
        }
        if (options.getCodeProvider() == null) {
            throw new IllegalArgumentException(
                    "email needs a password, or a codeProvider for the login codes sent by mail");
        }
        return ChatLogin.Kind.EMAIL_CODE;
    }

    private static void insecure(URI uri, BirdtalkConfiguration options) {
        if ("ws".equals(uri.getScheme()) && !options.isAllowInsecure() && !isLoopback(uri.getHost())) {
            throw new IllegalArgumentException("serverUri is ws: to another host, which sends everything in clear text"
                    + (options.getPassword() == null ? "" : ", the password included")
                    + ": use wss, or set allowInsecure=true");
        }
    }

    /** By the name alone, without resolving it. */
    private static boolean isLoopback(String host) {
        return LOOPBACK.contains(host.toLowerCase(Locale.ROOT));
    }

    private static String derived(URI uri, String login) {
        return UUID.nameUUIDFromBytes(("camel-tencent|" + uri + "|" + login).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static ChatClientInfo clientInfo(BirdtalkConfiguration options, String clientId) {
        Map<String, String> params = new LinkedHashMap<>();
        String locale = orDefault(options.getLocale(), Locale.getDefault().toString());
        params.put("Lang", locale);
        params.put("CountryCode", locale.contains("_") ? locale.substring(locale.indexOf('_') + 1) : "");
        params.put("Hardware", orDefault(options.getHardware(), System.getProperty("os.arch", "")));
        params.put(
                "TimeZone",
                orDefault(options.getTimeZone(), TimeZone.getDefault().getID()));
        return new ChatClientInfo(
                clientId,
                orDefault(options.getSdkVersion(), SDK_VERSION),
                orDefault(options.getOperatingSystem(), System.getProperty("os.name", "java")),
                params);
    }

    private static String orDefault(String given, String otherwise) {
        return given != null ? given : otherwise;
    }

    private static SessionTimeouts times(BirdtalkConfiguration options) {
        SessionTimeouts defaults = SessionTimeouts.DEFAULT;
        return new SessionTimeouts(
                defaults.connect(),
                options.getStageTimeout(),
                options.getLoginTimeout(),
                defaults.code(),
                options.getHeartbeat(),
                defaults.silence());
    }
}
