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

import io.github.cameltencent.sign.bytes.TicketBase64;
import io.github.cameltencent.sign.ticket.Ticket;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The claims of a UserSig: user, application, validity, userbuf and, for a private map key, the room. Immutable. */
public final class UserSigClaims implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String userId;
    private final long sdkAppId;
    private final long issuedAt;
    private final long expiresAt;
    private final byte[] userBuf;
    private final String algorithm;
    private final Long roomId;
    private final String roomIdString;
    private final Integer privileges;

    UserSigClaims(Ticket ticket) {
        userId = ticket.userId();
        sdkAppId = ticket.sdkAppId();
        issuedAt = ticket.issuedAt();
        expiresAt = ticket.expiresAt();
        userBuf = ticket.userBuf();
        algorithm = ticket.algorithm();
        PrivateMapKey.Room room = PrivateMapKey.decode(userBuf);
        // a userbuf may be anything; it describes a room only if user and application are those of the UserSig
        boolean isRoom = room != null && room.userId().equals(userId) && room.sdkAppId() == sdkAppId;
        roomId = isRoom && room.roomIdString() == null ? room.roomId() : null;
        roomIdString = isRoom ? room.roomIdString() : null;
        privileges = isRoom ? room.privileges() : null;
    }

    /** The user that the UserSig belongs to. */
    public String getUserId() {
        return userId;
    }

    /** The application that the user belongs to. */
    public long getSdkAppId() {
        return sdkAppId;
    }

    /** When the UserSig was created, in Unix seconds. */
    public long getIssuedAt() {
        return issuedAt;
    }

    /** The last second in which the UserSig is valid, in Unix seconds. */
    public long getExpiresAt() {
        return expiresAt;
    }

    /** A copy of the userbuf, or null. */
    public byte[] getUserBuf() {
        return userBuf == null ? null : userBuf.clone();
    }

    /** The algorithm of the UserSig: {@code HMAC_SHA256} or {@code ECDSA_SHA256}. */
    public String getAlgorithm() {
        return algorithm;
    }

    /** The numeric room id of a private map key, otherwise null. */
    public Long getRoomId() {
        return roomId;
    }

    /** The string room id of a private map key, otherwise null. */
    public String getRoomIdString() {
        return roomIdString;
    }

    /** The sum of the {@link RoomPrivilege}s of a private map key, otherwise null. */
    public Integer getPrivileges() {
        return privileges;
    }

    /** Returns the claims by name, always in the same order, with the userbuf as Base64; null values are left out. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("userId", userId);
        map.put("sdkAppId", sdkAppId);
        map.put("issuedAt", issuedAt);
        map.put("expiresAt", expiresAt);
        putIfPresent(map, "userBuf", userBuf == null ? null : TicketBase64.STANDARD.encode(userBuf));
        map.put("algorithm", algorithm);
        putIfPresent(map, "roomId", roomId);
        putIfPresent(map, "roomIdString", roomIdString);
        putIfPresent(map, "privileges", privileges);
        return Collections.unmodifiableMap(map);
    }

    private static void putIfPresent(Map<String, Object> map, String name, Object value) {
        if (value != null) {
            map.put(name, value);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UserSigClaims claims && toMap().equals(claims.toMap());
    }

    @Override
    public int hashCode() {
        return toMap().hashCode();
    }

    @Override
    public String toString() {
        return "UserSigClaims" + toMap();
    }
}
