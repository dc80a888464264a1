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

/** The numbers of the flat envelope, and what they are called. */
public record OldCode(int number, String name) {

    /** Told apart at the old addresses only. */
    static final String REPLAY = "ReplayAttack";

    private static final List<OldCode> CODES = List.of(
            new OldCode(4000, "InvalidParameter"),
            new OldCode(4100, Denial.SIGNATURE),
            new OldCode(4100, "AuthFailure"),
            new OldCode(4101, "UnauthorizedOperation"),
            new OldCode(4104, Denial.UNKNOWN_ID),
            new OldCode(4105, Denial.TOKEN),
            new OldCode(4106, "AuthFailure.MFAFailure"),
            new OldCode(4200, Denial.EXPIRED),
            new OldCode(4300, "AccessDenied"),
            new OldCode(4400, "RequestLimitExceeded"),
            new OldCode(4500, REPLAY),
            new OldCode(4600, "UnsupportedProtocol"),
            new OldCode(5000, "ResourceNotFound"),
            new OldCode(5100, "FailedOperation"),
            new OldCode(5200, "PurchaseFailed"),
            new OldCode(5300, "BalanceInsufficient"),
            new OldCode(5400, "PartiallyDone"),
            new OldCode(5500, "AccountNotVerified"),
            new OldCode(6000, "InternalError"),
            new OldCode(6100, "NoSuchVersion"),
            new OldCode(6200, "ServiceUnavailable"));

    /** The number for a code of either kind: itself, or that of the code, or of its root, or 4000. */
    public static OldCode of(String code) {
        if (code.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(code);
            return new OldCode(number, nameOf(number));
        }
        int dot = code.indexOf('.');
        String root = dot < 0 ? code : code.substring(0, dot);
        for (String name : List.of(code, root)) {
            for (OldCode old : CODES) {
                if (old.name.equals(name)) {
                    return new OldCode(old.number, code);
                }
            }
        }
        return new OldCode(4000, code);
    }

    private static String nameOf(int number) {
        return CODES.stream()
                .filter(old -> old.number == number)
                .map(OldCode::name)
                .findFirst()
                .orElse("FailedOperation");
    }
}
