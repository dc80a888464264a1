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

/** Issues UserSigs with the algorithm of the endpoint, for users for which that is allowed. */
final class TicketIssuer {

    private final UserSigErrors errors;
    private final UserSigConfiguration options;

    TicketIssuer(UserSigErrors errors, UserSigConfiguration options) {
        this.errors = errors;
        this.options = options;
    }

    void requireKeys(TicketKeys keys) {
        if (options.getAlgorithm() == UserSigAlgorithm.ECDSA_SHA256) {
            keys.legacy().withAccountType(options.getAccountType()).withAppIdAt3rd(options.getAppIdAt3rd());
        } else {
            keys.userSig();
        }
    }

    /** Refuses a user for which no UserSig may be issued. */
    void requireAllowed(String userId, TicketKeys keys) {
        if (userId.isEmpty()) {
            throw errors.rejected(
                    "USER_ID_EMPTY",
                    "The user id is empty: set it as header CamelTencentUserId, option userId or body");
        }
        // Tencent may treat these spellings as the administrator, so they are refused too
        boolean isAdmin =
                userId.strip().equalsIgnoreCase(keys.keys().adminUserId().strip());
        if (isAdmin && !options.isAllowAdminUserSig()) {
            throw errors.rejected(
                    "ADMIN_USER",
                    "This user is the application's administrator, who has all rights: set allowAdminUserSig=true to allow this");
        }
    }

    String issue(TicketKeys keys, String userId, long expire, byte[] userBuf, Instant now) {
        try {
            return options.getAlgorithm() == UserSigAlgorithm.ECDSA_SHA256
                    ? keys.legacy()
                            .withAccountType(options.getAccountType())
                            .withAppIdAt3rd(options.getAppIdAt3rd())
                            .generate(userId, expire, userBuf, now)
                    : keys.userSig().generate(userId, expire, userBuf, now);
        } catch (IllegalArgumentException e) {
            // all other values were checked before
            throw errors.rejected("USER_ID_INVALID", e.getMessage());
        }
    }
}
