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
package io.github.cameltencent.usersig;

import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.credential.EndpointOptions;
import io.github.cameltencent.exchange.BodyText;
import io.github.cameltencent.exchange.FieldValue;
import io.github.cameltencent.sign.RoomPrivilege;
import java.util.Base64;
import java.util.Collection;
import java.util.regex.Pattern;
import org.apache.camel.Message;

/** Reads the parameters of an operation: from headers, otherwise from options, and the user also from the body. */
final class UserSigParameters {

    /** The maximum length of a userbuf in bytes. */
    static final int MAX_USER_BUF = 4096;

    static final long MAX_ROOM = 4294967294L;

    /** Longer than any UserSig and any user id. */
    private static final int MAX_BODY = 64 * 1024;

    /** The characters that TRTC documents for strRoomId. */
    private static final Pattern ROOM_NAME = Pattern.compile("[A-Za-z0-9 !#$%&()+\\-:;<=.>?@\\[\\]^_{}|~,]{1,64}");

    static final String ROOM_NAME_RULE =
            "1 to 64 letters a-z and A-Z, digits, spaces and any of !#$%&()+-:;<=.>?@[]^_{}|~, as TRTC requires";

    private final UserSigErrors errors;
    private final EndpointOptions endpointOptions;
    private final UserSigConfiguration options;

    UserSigParameters(UserSigErrors errors, EndpointOptions endpointOptions, UserSigConfiguration options) {
        this.errors = errors;
        this.endpointOptions = endpointOptions;
        this.options = options;
    }

    /** Returns the user of a new UserSig, or empty text. */
    String userId(Message message) {
        String configured = expectedUserId(message);
        return configured != null ? configured : bodyText(message);
    }

    /** Returns the user from header or option, or null. */
    String expectedUserId(Message message) {
        return FieldValue.of(message.getExchange(), TencentConstants.USER_ID, "userId", options.getUserId())
                .text();
    }

    /** Returns the body as text, empty if there is none. */
    String bodyText(Message message) {
        String text = BodyText.read(message.getExchange(), "BODY_INVALID");
        if (text.length() > MAX_BODY) {
            throw errors.rejected("BODY_INVALID", "The body has more than " + MAX_BODY + " characters");
        }
        return text;
    }

    /** Returns the lifetime in seconds; a header can only shorten that of the endpoint. */
    long expire(Message message) {
        Long seconds = number(message, TencentConstants.EXPIRE);
        if (seconds == null) {
            return endpointOptions.expireSeconds();
        }
        if (seconds <= 0) {
            throw errors.rejected("EXPIRE_INVALID", TencentConstants.EXPIRE + " is not a positive number of seconds");
        }
        if (seconds > endpointOptions.expireSeconds()) {
            throw errors.rejected(
                    "EXPIRE_TOO_LONG",
                    TencentConstants.EXPIRE + " is " + seconds + ", but the endpoint allows "
                            + endpointOptions.expireSeconds()
                            + ": a header can only shorten it; increase the option expire if needed");
        }
        return seconds;
    }

    /** Returns the userbuf; null for none, which is not the same as an empty one. */
    byte[] userBuf(Message message) {
        byte[] bytes;
        if (message.getHeader(TencentConstants.USER_BUF) instanceof byte[] raw) {
            bytes = raw.length > MAX_USER_BUF ? null : raw;
        } else {
            String text = FieldValue.of(
                            message.getExchange(), TencentConstants.USER_BUF, "userBuf", options.getUserBuf())
                    .text();
            if (text == null) {
                return null;
            }
            bytes = base64(text);
        }
        if (bytes == null) {
            throw errors.rejected(
                    "USER_BUF_INVALID", "The userbuf is not Base64 text, or has more than " + MAX_USER_BUF + " bytes");
        }
        return bytes;
    }

    /** Returns the room: from the headers if they have one, otherwise from the options. */
    Room room(Message message) {
        Long number = number(message, TencentConstants.ROOM_ID);
        String name = FieldValue.header(message.getExchange(), TencentConstants.ROOM_ID_STRING)
                .text();
        if (number == null && name == null) {
            number = options.getRoomId();
            name = options.getRoomIdString();
        }
        if (number != null && name != null) {
            throw errors.rejected(
                    "ROOM_AMBIGUOUS",
                    "Both roomId and roomIdString are set: a room has a numeric or a string id; remove one");
        }
        if (name != null) {
            if (!isRoomName(name)) {
                throw errors.rejected("ROOM_INVALID", "The string id of a room must have " + ROOM_NAME_RULE);
            }
            return new Room(0, name);
        }
        if (number == null) {
            throw errors.rejected("ROOM_MISSING", "There is no room: set roomId or roomIdString, as option or header");
        }
        if (number < 1 || number > MAX_ROOM) {
            throw errors.rejected("ROOM_INVALID", "roomId is not in the range 1 to " + MAX_ROOM);
        }
        return new Room(number, null);
    }

    /** Returns the sum of the privileges, which have no default. */
    int privileges(Message message) {
        FieldValue configured = FieldValue.of(
                message.getExchange(), TencentConstants.PRIVILEGES, "privileges", options.getPrivileges());
        String text =
                configured.plain() instanceof Collection<?> ? String.join(",", configured.texts()) : configured.text();
        if (text == null) {
            throw errors.rejected(
                    "PRIVILEGES_MISSING",
                    "There are no privileges: set what is allowed in the room, such as 255 or enterRoom,receiveAudio");
        }
        try {
            return RoomPrivilege.parse(text);
        } catch (IllegalArgumentException e) {
            throw errors.rejected("PRIVILEGES_INVALID", e.getMessage());
        }
    }

    /** Decodes Base64 text in the standard alphabet; returns null if it is invalid or too long. */
    static byte[] base64(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return bytes.length > MAX_USER_BUF ? null : bytes;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Whether TRTC allows this string id of a room; a key for any other would not work. */
    static boolean isRoomName(String name) {
        return ROOM_NAME.matcher(name).matches();
    }

    private static Long number(Message message, String header) {
        return FieldValue.header(message.getExchange(), header).number(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /**
     * A room of TRTC.
     *
     * @param name the string id, null if the room has a numeric id
     */
    record Room(long number, String name) {}
}
