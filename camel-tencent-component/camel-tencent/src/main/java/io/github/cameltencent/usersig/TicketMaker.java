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

import io.github.cameltencent.credential.TicketKeys;
import java.time.Instant;

/** Makes tickets of the kind that the endpoint says, for those that it may make them for. */
final class TicketMaker {

    private final Refusals refusals;
    private final UserSigConfiguration options;

    TicketMaker(Refusals refusals, UserSigConfiguration options) {
        this.refusals = refusals;
        this.options = options;
    }

    void requireKeys(TicketKeys keys) {
        if (options.getAlgorithm() == UserSigAlgorithm.ECDSA_SHA256) {
            keys.legacy().withAccountType(options.getAccountType()).withAppIdAt3rd(options.getAppIdAt3rd());
        } else {
            keys.userSig();
        }
    }

    /** Refuses a user that no ticket may be made for. */
    void requireUser(String userId, TicketKeys keys) {
        if (userId.isEmpty()) {
            throw refusals.rejected(
                    "USER_ID_EMPTY",
                    "The user id is empty: give it by the header CamelTencentUserId, the option userId or the body");
        }
        // whether Tencent takes such spellings for the administrator is not known, so they are refused too
        boolean isAdmin =
                userId.strip().equalsIgnoreCase(keys.keys().adminUserId().strip());
        if (isAdmin && !options.isAllowAdminUserSig()) {
            throw refusals.rejected(
                    "ADMIN_USER",
                    "This user is the application's administrator, who may do everything: set allowAdminUserSig=true if that is wanted");
        }
    }

    String make(TicketKeys keys, String userId, long expire, byte[] userBuf, Instant now) {
        try {
            return options.getAlgorithm() == UserSigAlgorithm.ECDSA_SHA256
                    ? keys.legacy()
                            .withAccountType(options.getAccountType())
                            .withAppIdAt3rd(options.getAppIdAt3rd())
                            .generate(userId, expire, userBuf, now)
                    : keys.userSig().generate(userId, expire, userBuf, now);
        } catch (IllegalArgumentException e) {
            // all else was looked at before
            throw refusals.rejected("USER_ID_INVALID", e.getMessage());
        }
    }
}
