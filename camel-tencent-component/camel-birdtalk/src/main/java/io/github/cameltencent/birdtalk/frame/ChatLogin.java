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
package io.github.cameltencent.birdtalk.frame;

import io.github.cameltencent.birdtalk.protocol.UserInfo;
import io.github.cameltencent.birdtalk.protocol.UserOperationType;
import java.util.Arrays;

/**
 * The login method and credentials of an account. Keeps the password until it is closed, which wipes it. The password
 * is sent in clear text, protected by TLS only.
 */
public final class ChatLogin implements AutoCloseable {

    private static final int MAX_NAME_LENGTH = 256;

    private final Kind kind;
    private final long userId;
    private final String name;
    private final String email;
    private final char[] password;

    private ChatLogin(Kind kind, long userId, String name, String email, char[] password) {
        this.kind = kind;
        this.userId = userId;
        this.name = name;
        this.email = email;
        this.password = password.clone();
    }

    public static ChatLogin byId(long userId, char[] password) {
        FrameRules.positive(userId, "userId");
        return new ChatLogin(Kind.ID, userId, "", "", requirePassword(password));
    }

    /** Login by e-mail address and password. The server creates an account for an unknown address. */
    public static ChatLogin byEmail(String email, char[] password) {
        return new ChatLogin(Kind.EMAIL, 0, "", requireAddress(email), requirePassword(password));
    }

    /** Login by a code that the server sends by mail. */
    public static ChatLogin byEmailCode(String email) {
        return new ChatLogin(Kind.EMAIL_CODE, 0, "", requireAddress(email), new char[0]);
    }

    /** Registers a new account. */
    public static ChatLogin registering(String userName, char[] password) {
        return new ChatLogin(Kind.REGISTER, 0, requireName(userName), "", requirePassword(password));
    }

    /** Registers a new account, which is confirmed by a code that the server sends by mail. */
    public static ChatLogin registering(String userName, String email, char[] password) {
        return new ChatLogin(
                Kind.REGISTER_EMAIL, 0, requireName(userName), requireAddress(email), requirePassword(password));
    }

    /** The login by user id to the account that was registered. */
    public ChatLogin registered(long newUserId) {
        return byId(newUserId, password);
    }

    Kind kind() {
        return kind;
    }

    /** The user id, 0 if the server assigns or looks it up. */
    public long userId() {
        return userId;
    }

    public UserOperationType operation() {
        return kind == Kind.REGISTER || kind == Kind.REGISTER_EMAIL
                ? UserOperationType.RegisterUser
                : UserOperationType.Login;
    }

    /** The user data of the request, including the password. */
    UserInfo.Builder user() {
        UserInfo.Builder user =
                UserInfo.newBuilder().setUserId(userId).setUserName(name).setEmail(email);
        if (password.length > 0) {
            user.putParams("pwd", new String(password));
        }
        return user;
    }

    String email() {
        return email;
    }

    private static char[] requirePassword(char[] password) {
        if (password == null || password.length == 0) {
            throw new IllegalArgumentException("A password is required to log in to the chat");
        }
        return password;
    }

    private static String requireAddress(String email) {
        int at = email == null ? -1 : email.indexOf('@');
        if (at < 1 || at == email.length() - 1 || email.length() > MAX_NAME_LENGTH) {
            throw new IllegalArgumentException("An e-mail address is required to log in to the chat");
        }
        return email;
    }

    private static String requireName(String userName) {
        if (userName == null || userName.isBlank() || userName.length() > MAX_NAME_LENGTH) {
            throw new IllegalArgumentException("A user name is required to register");
        }
        return userName;
    }

    @Override
    public void close() {
        Arrays.fill(password, '\0');
    }

    @Override
    public String toString() {
        return "ChatLogin[" + kind + "]";
    }

    /** The login methods. */
    public enum Kind {
        ID,
        EMAIL,
        EMAIL_CODE,
        REGISTER,
        REGISTER_EMAIL
    }
}
