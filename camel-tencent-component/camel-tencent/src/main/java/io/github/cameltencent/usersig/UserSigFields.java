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
import io.github.cameltencent.sign.RoomPrivilege;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.StringJoiner;
import org.apache.camel.Message;

/** Reads what a call is about: from the headers, else from the options, for the user also from the body. */
final class UserSigFields {

    /** What the algorithms sign at most. */
    static final int LONGEST_USER_BUF = 4096;

    static final long HIGHEST_ROOM = 4294967294L;

    private static final int LONGEST_NUMBER = 40;
    private static final int LONGEST_ROOM_NAME = 64;

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
        return wanted != null ? wanted : TextBody.read(message, refusals);
    }

    /** The user that header or option name, null for none. */
    String expectedUserId(Message message) {
        return text(message, TencentConstants.USER_ID, options.getUserId(), "USER_ID_INVALID");
    }

    /** A header may only shorten what the endpoint says. */
    long expire(Message message) {
        Object wanted = message.getHeader(TencentConstants.EXPIRE);
        if (wanted == null) {
            return shared.expireSeconds();
        }
        long seconds = number(wanted, TencentConstants.EXPIRE, "EXPIRE_INVALID");
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
            String text = text(message, TencentConstants.USER_BUF, options.getUserBuf(), "USER_BUF_INVALID");
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
        Object number = message.getHeader(TencentConstants.ROOM_ID);
        String name = text(message, TencentConstants.ROOM_ID_STRING, null, "ROOM_INVALID");
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
                throw refusals.rejected(
                        "ROOM_INVALID", "The name of a room has 1 to 64 bytes and no control characters");
            }
            return new Room(0, name);
        }
        if (number == null) {
            throw refusals.rejected("ROOM_MISSING", "No room: give roomId or roomIdString, as option or header");
        }
        long room = number(number, TencentConstants.ROOM_ID, "ROOM_INVALID");
        if (room < 1 || room > HIGHEST_ROOM) {
            throw refusals.rejected("ROOM_INVALID", "The room is not in 1 to " + HIGHEST_ROOM);
        }
        return new Room(room, null);
    }

    /** The sum of the privileges; there is no default, since any would be wrong for somebody. */
    int privileges(Message message) {
        Object wanted = message.getHeader(TencentConstants.PRIVILEGES);
        String text = wanted instanceof Collection<?> several
                ? joined(several)
                : text(message, TencentConstants.PRIVILEGES, options.getPrivileges(), "PRIVILEGES_INVALID");
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

    /** Whether this can be the name of a room. */
    static boolean isRoomName(String name) {
        return !name.isEmpty()
                && name.getBytes(StandardCharsets.UTF_8).length <= LONGEST_ROOM_NAME
                && name.chars().noneMatch(Character::isISOControl)
                && StandardCharsets.UTF_8.newEncoder().canEncode(name);
    }

    private String text(Message message, String header, String option, String code) {
        Object value = message.getHeader(header);
        if (value == null) {
            return option;
        }
        // a parameter that is given twice arrives as a list: neither of its values may be taken for the one that counts
        if (value instanceof Collection || value.getClass().isArray()) {
            throw refusals.rejected(code, "The header " + header + " has several values, or is no text");
        }
        String text = message.getHeader(header, String.class);
        if (text == null) {
            throw refusals.rejected(code, "The header " + header + " is no text");
        }
        return text;
    }

    private long number(Object value, String header, String code) {
        try {
            String text = value.toString().trim();
            return text.length() > LONGEST_NUMBER ? Long.parseLong("") : new BigDecimal(text).longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw refusals.rejected(code, "The header " + header + " is no whole number");
        }
    }

    private static String joined(Collection<?> several) {
        StringJoiner joined = new StringJoiner(",");
        several.forEach(one -> joined.add(String.valueOf(one)));
        return joined.toString();
    }

    /**
     * A room of TRTC.
     *
     * @param name null for a room that has a number
     */
    record Room(long number, String name) {}
}
