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
import io.github.cameltencent.credential.SharedConfiguration;
import io.github.cameltencent.exchange.BodyText;
import io.github.cameltencent.exchange.FieldValue;
import io.github.cameltencent.sign.RoomPrivilege;
import java.util.Base64;
import java.util.Collection;
import java.util.regex.Pattern;
import org.apache.camel.Message;

/** Reads what a call is about: from the headers, else from the options, for the user also from the body. */
final class UserSigFields {

    /** What the algorithms sign at most. */
    static final int LONGEST_USER_BUF = 4096;

    static final long HIGHEST_ROOM = 4294967294L;

    /** Beyond any ticket and any user id. */
    private static final int LONGEST_BODY = 64 * 1024;

    /** The alphabet that TRTC documents for strRoomId. */
    private static final Pattern ROOM_NAME = Pattern.compile("[A-Za-z0-9 !#$%&()+\\-:;<=.>?@\\[\\]^_{}|~,]{1,64}");

    static final String ROOM_NAME_IS =
            "1 to 64 letters a-z and A-Z, digits, blanks and any of !#$%&()+-:;<=.>?@[]^_{}|~, which is what TRTC knows";

    private final Refusals refusals;
    private final SharedConfiguration shared;
    private final UserSigConfiguration options;

    UserSigFields(Refusals refusals, SharedConfiguration shared, UserSigConfiguration options) {
        this.refusals = refusals;
        this.shared = shared;
        this.options = options;
    }

    /** The user that a ticket is to be made for; empty text where nobody says. */
    String userId(Message message) {
        String wanted = expectedUserId(message);
        return wanted != null ? wanted : bodyText(message);
    }

    /** The user that header or option name, null for none. */
    String expectedUserId(Message message) {
        return FieldValue.of(message.getExchange(), TencentConstants.USER_ID, "userId", options.getUserId())
                .text();
    }

    /** The body as text, empty where there is none. */
    String bodyText(Message message) {
        String text = BodyText.read(message.getExchange(), "BODY_INVALID");
        if (text.length() > LONGEST_BODY) {
            throw refusals.rejected("BODY_INVALID", "The body has more than " + LONGEST_BODY + " characters");
        }
        return text;
    }

    /** A header may only shorten what the endpoint says. */
    long expire(Message message) {
        Long seconds = number(message, TencentConstants.EXPIRE);
        if (seconds == null) {
            return shared.expireSeconds();
        }
        if (seconds <= 0) {
            throw refusals.rejected("EXPIRE_INVALID", TencentConstants.EXPIRE + " is not a positive number of seconds");
        }
        if (seconds > shared.expireSeconds()) {
            throw refusals.rejected(
                    "EXPIRE_TOO_LONG",
                    TencentConstants.EXPIRE + " is " + seconds + ", but the endpoint allows " + shared.expireSeconds()
                            + ": a header may only shorten; raise the option expire if this is wanted");
        }
        return seconds;
    }

    /** Null for none, which is something else than an empty one. */
    byte[] userBuf(Message message) {
        byte[] bytes;
        if (message.getHeader(TencentConstants.USER_BUF) instanceof byte[] raw) {
            bytes = raw.length > LONGEST_USER_BUF ? null : raw;
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
            throw refusals.rejected(
                    "USER_BUF_INVALID",
                    "The userbuf is not Base64 text, or has more than " + LONGEST_USER_BUF + " bytes");
        }
        return bytes;
    }

    /** The room is one unit: where a header tells it, the options for it do not count. */
    Room room(Message message) {
        Long number = number(message, TencentConstants.ROOM_ID);
        String name = FieldValue.header(message.getExchange(), TencentConstants.ROOM_ID_STRING)
                .text();
        if (number == null && name == null) {
            number = options.getRoomId();
            name = options.getRoomIdString();
        }
        if (number != null && name != null) {
            throw refusals.rejected(
                    "ROOM_AMBIGUOUS",
                    "Both roomId and roomIdString are given: a room has a number or a name; leave one out");
        }
        if (name != null) {
            if (!isRoomName(name)) {
                throw refusals.rejected("ROOM_INVALID", "The name of a room has " + ROOM_NAME_IS);
            }
            return new Room(0, name);
        }
        if (number == null) {
            throw refusals.rejected("ROOM_MISSING", "No room: give roomId or roomIdString, as option or header");
        }
        if (number < 1 || number > HIGHEST_ROOM) {
            throw refusals.rejected("ROOM_INVALID", "The room is not in 1 to " + HIGHEST_ROOM);
        }
        return new Room(number, null);
    }

    /** The sum of the privileges; there is no default, since any would be wrong for somebody. */
    int privileges(Message message) {
        FieldValue wanted = FieldValue.of(
                message.getExchange(), TencentConstants.PRIVILEGES, "privileges", options.getPrivileges());
        String text = wanted.plain() instanceof Collection<?> ? String.join(",", wanted.texts()) : wanted.text();
        if (text == null) {
            throw refusals.rejected(
                    "PRIVILEGES_MISSING",
                    "No privileges: say what may be done in the room, such as 255 or enterRoom,receiveAudio");
        }
        try {
            return RoomPrivilege.parse(text);
        } catch (IllegalArgumentException e) {
            throw refusals.rejected("PRIVILEGES_INVALID", e.getMessage());
        }
    }

    /** The bytes of Base64 text of the standard alphabet; null where it is none, or too long. */
    static byte[] base64(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return bytes.length > LONGEST_USER_BUF ? null : bytes;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Whether TRTC has rooms of that name: others get a ticket that opens nothing. */
    static boolean isRoomName(String name) {
        return ROOM_NAME.matcher(name).matches();
    }

    private static Long number(Message message, String header) {
        return FieldValue.header(message.getExchange(), header).number(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /**
     * A room of TRTC.
     *
     * @param name null for a room that has a number
     */
    record Room(long number, String name) {}
}
