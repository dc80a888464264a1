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
 * The userbuf of a TRTC private map key: which room a user may enter, until when, and what may be done there. Signed by
 * {@link UserSig#generate} it is the key; take the same time for both.
 */
public final class PrivateMapKey {

    static final long HIGHEST_ROOM = 0xffff_fffeL;
    static final int LONGEST_ROOM_NAME = 64;

    private static final byte NUMBERED = 0;
    private static final byte NAMED = 1;
    private static final int FIXED = 23;

    private PrivateMapKey() {}

    /**
     * What a userbuf says.
     *
     * @param roomId       the number of the room, 0 for one that has a name
     * @param roomIdString the name of the room, null for one that has a number
     * @param expiresAt    Unix seconds, of which the format keeps the low 32 bits
     * @param privileges   the sum of {@link RoomPrivilege}s
     * @param accountType  0 but for old applications
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
     * The userbuf for a room with a number.
     *
     * @throws IllegalArgumentException when the room is not in 1 to 4294967294 or the privileges not in 0 to 255
     */
    public static byte[] userBuf(String userId, long sdkAppId, long roomId, Instant expiresAt, int privileges) {
        if (roomId < 1 || roomId > HIGHEST_ROOM) {
            throw new IllegalArgumentException("The room " + roomId + " is not in 1 to " + HIGHEST_ROOM);
        }
        return fixedPart(NUMBERED, userId, sdkAppId, roomId, expiresAt, privileges, 0)
                .array();
    }

    /**
     * The userbuf for a room with a name.
     *
     * @throws IllegalArgumentException when the name is empty, has more than 64 bytes or holds control characters, or the
     *                                  privileges are not in 0 to 255
     */
    public static byte[] userBuf(String userId, long sdkAppId, String roomId, Instant expiresAt, int privileges) {
        if (roomId == null || roomId.isEmpty()) {
            throw new IllegalArgumentException("The name of the room is empty: name it, or give the number of a room");
        }
        byte[] name = Texts.requirePlain("name of the room", roomId).getBytes(StandardCharsets.UTF_8);
        if (name.length > LONGEST_ROOM_NAME) {
            throw new IllegalArgumentException(
                    "The name of the room has " + name.length + " bytes; TRTC takes " + LONGEST_ROOM_NAME + " at most");
        }
        return fixedPart(NAMED, userId, sdkAppId, 0, expiresAt, privileges, 2 + name.length)
                .putShort((short) name.length)
                .put(name)
                .array();
    }

    private static ByteBuffer fixedPart(
            byte version, String userId, long sdkAppId, long room, Instant expiresAt, int privileges, int more) {
        Texts.requireUserId(userId);
        Texts.requireSdkAppId(sdkAppId);
        if (privileges < 0 || privileges > RoomPrivilege.ALL) {
            throw new IllegalArgumentException(
                    "The privileges " + privileges + " are not in 0 to " + RoomPrivilege.ALL);
        }
        byte[] id = userId.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(FIXED + id.length + more)
                .put(version)
                .putShort((short) id.length)
                .put(id)
                .putInt((int) sdkAppId)
                .putInt((int) room)
                .putInt((int) Validity.requireSeconds(expiresAt))
                .putInt(privileges)
                .putInt(0);
    }

    /** Reads a userbuf back; null when it is something else. It proves nothing: the signature of its ticket does. */
    public static Room decode(byte[] userBuf) {
        if (userBuf == null || userBuf.length < FIXED || userBuf[0] != NUMBERED && userBuf[0] != NAMED) {
            return null;
        }
        ByteBuffer from = ByteBuffer.wrap(userBuf);
        boolean named = from.get() == NAMED;
        String userId = text(from, FIXED - 3);
        if (userId == null) {
            return null;
        }
        long sdkAppId = Integer.toUnsignedLong(from.getInt());
        long roomId = Integer.toUnsignedLong(from.getInt());
        long expiresAt = Integer.toUnsignedLong(from.getInt());
        int privileges = from.getInt();
        long accountType = Integer.toUnsignedLong(from.getInt());
        String name = named && from.remaining() >= 2 ? text(from, 0) : null;
        boolean whole = !from.hasRemaining() && (named ? name != null && roomId == 0 : roomId != 0);
        return whole ? new Room(userId, sdkAppId, roomId, name, expiresAt, privileges, accountType) : null;
    }

    // length in two bytes, then text that is neither empty nor longer than what the part behind it leaves
    private static String text(ByteBuffer from, int behind) {
        int length = Short.toUnsignedInt(from.getShort());
        if (length == 0 || length > from.remaining() - behind) {
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
