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
package io.github.cameltencent.emulator.cloud.signing;

import java.util.List;

/** The numeric error codes of the flat envelope and their names. */
public record LegacyErrorCode(int number, String name) {

    /** Used at the legacy addresses only. */
    static final String REPLAY = "ReplayAttack";

    private static final List<LegacyErrorCode> CODES = List.of(
            new LegacyErrorCode(4000, "InvalidParameter"),
            new LegacyErrorCode(4100, CloudAuthenticationException.SIGNATURE),
            new LegacyErrorCode(4100, "AuthFailure"),
            new LegacyErrorCode(4101, "UnauthorizedOperation"),
            new LegacyErrorCode(4104, CloudAuthenticationException.UNKNOWN_ID),
            new LegacyErrorCode(4105, CloudAuthenticationException.TOKEN),
            new LegacyErrorCode(4106, "AuthFailure.MFAFailure"),
            new LegacyErrorCode(4200, CloudAuthenticationException.EXPIRED),
            new LegacyErrorCode(4300, "AccessDenied"),
            new LegacyErrorCode(4400, "RequestLimitExceeded"),
            new LegacyErrorCode(4500, REPLAY),
            new LegacyErrorCode(4600, "UnsupportedProtocol"),
            new LegacyErrorCode(5000, "ResourceNotFound"),
            new LegacyErrorCode(5100, "FailedOperation"),
            new LegacyErrorCode(5200, "PurchaseFailed"),
            new LegacyErrorCode(5300, "BalanceInsufficient"),
            new LegacyErrorCode(5400, "PartiallyDone"),
            new LegacyErrorCode(5500, "AccountNotVerified"),
            new LegacyErrorCode(6000, "InternalError"),
            new LegacyErrorCode(6100, "NoSuchVersion"),
            new LegacyErrorCode(6200, "ServiceUnavailable"));

    /** The numeric code for a code of either kind: itself, its mapping, the mapping of its root, or 4000. */
    public static LegacyErrorCode of(String code) {
        if (code.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(code);
            return new LegacyErrorCode(number, nameOf(number));
        }
        int dot = code.indexOf('.');
        String root = dot < 0 ? code : code.substring(0, dot);
        for (String name : List.of(code, root)) {
            for (LegacyErrorCode old : CODES) {
                if (old.name.equals(name)) {
                    return new LegacyErrorCode(old.number, code);
                }
            }
        }
        return new LegacyErrorCode(4000, code);
    }

    private static String nameOf(int number) {
        return CODES.stream()
                .filter(old -> old.number == number)
                .map(LegacyErrorCode::name)
                .findFirst()
                .orElse("FailedOperation");
    }
}
