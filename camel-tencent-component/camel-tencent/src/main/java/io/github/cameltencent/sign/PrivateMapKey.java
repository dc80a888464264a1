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
package io.github.cameltencent.sign;

import io.github.cameltencent.sign.bytes.Texts;
import io.github.cameltencent.sign.ticket.Validity;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Creates and reads the userbuf of a TRTC private map key: which room a user may enter, until when, and with which
 * privileges. {@link UserSig#generate} turns it into the key; use the same time for both.
 */
public final class PrivateMapKey {

    static final long MAX_ROOM = 0xffff_fffeL;
    static final int MAX_ROOM_NAME = 64;

    private static final byte NUMERIC = 0;
    private static final byte STRING = 1;
    private static final int FIXED_LENGTH = 23;

    private PrivateMapKey() {}

    /**
     * The content of a userbuf.
     *
     * @param roomId the numeric room id, 0 if the room has a string id
     * @param roomIdString the string room id, null if the room has a numeric id
     * @param expiresAt Unix seconds; the format has only the low 32 bits
     * @param privileges the sum of {@link RoomPrivilege}s
     * @param accountType 0, except for old applications
     */
    public record Room(
            String userId,
            long sdkAppId,
            long roomId,
            String roomIdString,
            long expiresAt,
            int privileges,
            long accountType) {}

    /**
     * Creates the userbuf for a room with a numeric id.
     *
     * @throws IllegalArgumentException when the room is not 1 to 4294967294 or the privileges are not 0 to 255
     */
    public static byte[] userBuf(String userId, long sdkAppId, long roomId, Instant expiresAt, int privileges) {
        if (roomId < 1 || roomId > MAX_ROOM) {
            throw new IllegalArgumentException("The room " + roomId + " is not in the range 1 to " + MAX_ROOM);
        }
        return fixedPart(NUMERIC, userId, sdkAppId, roomId, expiresAt, privileges, 0)
                .array();
    }

    /**
     * Creates the userbuf for a room with a string id.
     *
     * @throws IllegalArgumentException when the id is empty, has more than 64 bytes or contains control characters, or
     *     the privileges are not 0 to 255
     */
    public static byte[] userBuf(String userId, long sdkAppId, String roomId, Instant expiresAt, int privileges) {
        if (roomId == null || roomId.isEmpty()) {
            throw new IllegalArgumentException("The string id of the room is empty: set it, or use a numeric room id");
        }
        byte[] name = Texts.requirePlain("string id of the room", roomId).getBytes(StandardCharsets.UTF_8);
        if (name.length > MAX_ROOM_NAME) {
            throw new IllegalArgumentException(
                    "The string id of the room has " + name.length + " bytes; TRTC allows at most " + MAX_ROOM_NAME);
        }
        return fixedPart(STRING, userId, sdkAppId, 0, expiresAt, privileges, 2 + name.length)
                .putShort((short) name.length)
                .put(name)
                .array();
    }

    private static ByteBuffer fixedPart(
            byte version, String userId, long sdkAppId, long room, Instant expiresAt, int privileges, int extra) {
        Texts.requireUserId(userId);
        Texts.requireSdkAppId(sdkAppId);
        if (privileges < 0 || privileges > RoomPrivilege.ALL) {
            throw new IllegalArgumentException(
                    "The privileges " + privileges + " are not in the range 0 to " + RoomPrivilege.ALL);
        }
        byte[] id = userId.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(FIXED_LENGTH + id.length + extra)
                .put(version)
                .putShort((short) id.length)
                .put(id)
                .putInt((int) sdkAppId)
                .putInt((int) room)
                .putInt((int) Validity.requireSeconds(expiresAt))
                .putInt(privileges)
                .putInt(0);
    }

    /**
     * Decodes a userbuf, or returns null if it is not one for a room. Only the signature of the UserSig proves that it
     * is genuine.
     */
    public static Room decode(byte[] userBuf) {
        if (userBuf == null || userBuf.length < FIXED_LENGTH || userBuf[0] != NUMERIC && userBuf[0] != STRING) {
            return null;
        }
        ByteBuffer from = ByteBuffer.wrap(userBuf);
        boolean named = from.get() == STRING;
        String userId = text(from, FIXED_LENGTH - 3);
        if (userId == null) {
            return null;
        }
        long sdkAppId = Integer.toUnsignedLong(from.getInt());
        long roomId = Integer.toUnsignedLong(from.getInt());
        long expiresAt = Integer.toUnsignedLong(from.getInt());
        int privileges = from.getInt();
        long accountType = Integer.toUnsignedLong(from.getInt());
        String name = named && from.remaining() >= 2 ? text(from, 0) : null;
        boolean complete = !from.hasRemaining() && (named ? name != null && roomId == 0 : roomId != 0);
        return complete ? new Room(userId, sdkAppId, roomId, name, expiresAt, privileges, accountType) : null;
    }

    // two bytes of length, then text; reserved is the number of bytes that must follow it
    private static String text(ByteBuffer from, int reserved) {
        int length = Short.toUnsignedInt(from.getShort());
        if (length == 0 || length > from.remaining() - reserved) {
            return null;
        }
        ByteBuffer bytes = from.slice().limit(length);
        from.position(from.position() + length);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
