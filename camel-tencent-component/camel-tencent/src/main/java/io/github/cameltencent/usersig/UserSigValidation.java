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

import io.github.cameltencent.credential.SharedConfiguration;
import io.github.cameltencent.sign.RoomPrivilege;

/** Looks at the options of an endpoint when it is made. */
final class UserSigValidation {

    /** 50 years of 365 days, in seconds. */
    static final long LONGEST_EXPIRE = 50L * 365 * 86400;

    private UserSigValidation() {}

    static void check(UserSigOperation operation, SharedConfiguration shared, UserSigConfiguration options) {
        require(
                shared.expireSeconds() > 0 && shared.expireSeconds() <= LONGEST_EXPIRE,
                "expire is " + shared.expireSeconds() + ": it must be 1 to " + LONGEST_EXPIRE
                        + " seconds (50 years); is it in milliseconds?");
        require(options.getAlgorithm() != null, "algorithm is empty: it is HMAC_SHA256 or ECDSA_SHA256");
        require(options.getAllowedClockSkew() >= 0, "allowedClockSkew is negative: it must be 0 or more");
        require(
                options.getRoomId() == null || options.getRoomIdString() == null,
                "Both roomId and roomIdString are set: a room has a number or a name; leave one out");
        require(
                options.getRoomId() == null
                        || options.getRoomId() >= 1 && options.getRoomId() <= UserSigFields.HIGHEST_ROOM,
                "roomId is " + options.getRoomId() + ": it must be 1 to " + UserSigFields.HIGHEST_ROOM);
        require(
                options.getRoomIdString() == null || UserSigFields.isRoomName(options.getRoomIdString()),
                "roomIdString must have " + UserSigFields.ROOM_NAME_IS);
        if (options.getPrivileges() != null) {
            RoomPrivilege.parse(options.getPrivileges());
        }
        if (options.getUserBuf() != null) {
            require(
                    operation != UserSigOperation.PRIVATE_MAP_KEY,
                    "userBuf is set, but a private map key has a userbuf of its own, made of room and privileges");
            require(
                    UserSigFields.base64(options.getUserBuf()) != null,
                    "userBuf is not Base64 text of up to 4096 bytes");
        }
    }

    private static void require(boolean good, String otherwise) {
        if (!good) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
