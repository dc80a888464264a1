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

import io.github.cameltencent.credential.EndpointOptions;
import io.github.cameltencent.sign.RoomPrivilege;

/** Checks the options of an endpoint when it is created. */
final class UserSigOptionsValidator {

    /** 50 years of 365 days, in seconds. */
    static final long MAX_EXPIRE = 50L * 365 * 86400;

    private UserSigOptionsValidator() {}

    static void check(UserSigOperation operation, EndpointOptions endpointOptions, UserSigConfiguration options) {
        require(
                endpointOptions.expireSeconds() > 0 && endpointOptions.expireSeconds() <= MAX_EXPIRE,
                "expire is " + endpointOptions.expireSeconds() + ": it must be 1 to " + MAX_EXPIRE
                        + " seconds (50 years); is it in milliseconds?");
        require(options.getAlgorithm() != null, "algorithm is empty: use HMAC_SHA256 or ECDSA_SHA256");
        require(options.getAllowedClockSkew() >= 0, "allowedClockSkew is negative: it must be 0 or more");
        require(
                options.getRoomId() == null || options.getRoomIdString() == null,
                "Both roomId and roomIdString are set: a room has a numeric or a string id; remove one");
        require(
                options.getRoomId() == null
                        || options.getRoomId() >= 1 && options.getRoomId() <= UserSigParameters.MAX_ROOM,
                "roomId is " + options.getRoomId() + ": it must be 1 to " + UserSigParameters.MAX_ROOM);
        require(
                options.getRoomIdString() == null || UserSigParameters.isRoomName(options.getRoomIdString()),
                "roomIdString must have " + UserSigParameters.ROOM_NAME_RULE);
        if (options.getPrivileges() != null) {
            RoomPrivilege.parse(options.getPrivileges());
        }
        if (options.getUserBuf() != null) {
            require(
                    operation != UserSigOperation.PRIVATE_MAP_KEY,
                    "userBuf is set, but a private map key has its own userbuf with room and privileges");
            require(
                    UserSigParameters.base64(options.getUserBuf()) != null,
                    "userBuf is not Base64 text of up to 4096 bytes");
        }
    }

    private static void require(boolean valid, String message) {
        if (!valid) {
            throw new IllegalArgumentException(message);
        }
    }
}
