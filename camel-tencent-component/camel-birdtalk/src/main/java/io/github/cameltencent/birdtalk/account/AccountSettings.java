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
package io.github.cameltencent.birdtalk.account;

import io.github.cameltencent.birdtalk.ChatAccount;
import io.github.cameltencent.birdtalk.ChatCipher;
import io.github.cameltencent.birdtalk.ChatStateStore;
import io.github.cameltencent.birdtalk.CodeProvider;
import io.github.cameltencent.birdtalk.frame.ChatClientInfo;
import io.github.cameltencent.birdtalk.frame.ChatLogin;
import io.github.cameltencent.birdtalk.session.SessionTimeouts;
import java.net.URI;
import java.nio.file.Path;

/**
 * The options of an endpoint that define its connection. Endpoints of one account must have equal settings, since
 * they share the connection. {@link #toString} contains no password.
 *
 * @param login the login method
 * @param password null for none
 * @param store {@code file:DIR}, {@code memory} or a {@link ChatStateStore}
 */
public record AccountSettings(
        URI serverUri,
        ChatAccount account,
        ChatLogin.Kind login,
        Long userId,
        String registerAs,
        String email,
        String password,
        ChatClientInfo clientInfo,
        ChatCipher cipher,
        SessionTimeouts times,
        int reconnectDelay,
        int maxReconnectDelay,
        int maxFrameSize,
        boolean verifyHostname,
        Object store,
        CodeProvider codes) {

    /** Creates the login, which the caller closes. */
    public ChatLogin newLogin() {
        char[] secret = password == null ? new char[0] : password.toCharArray();
        return switch (login) {
            case ID -> ChatLogin.byId(userId, secret);
            case EMAIL -> ChatLogin.byEmail(email, secret);
            case EMAIL_CODE -> ChatLogin.byEmailCode(email);
            case REGISTER -> ChatLogin.registering(registerAs, secret);
            case REGISTER_EMAIL -> ChatLogin.registering(registerAs, email, secret);
        };
    }

    /** The folder of a file store. */
    static Path folder(String store) {
        String path = store.substring("file:".length());
        return path.startsWith("~/") ? Path.of(System.getProperty("user.home"), path.substring(2)) : Path.of(path);
    }

    @Override
    public String toString() {
        return "ChatSettings[" + serverUri + ", " + login + "]";
    }
}
