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
package io.github.cameltencent.observe;

import io.github.cameltencent.cloud.call.CloudCalls;
import io.github.cameltencent.exchange.DataTable;
import io.github.cameltencent.im.ImCalls;
import io.github.cameltencent.tpns.TpnsCalls;
import io.github.cameltencent.usersig.UserSigProducer;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The operations and codes of the shipped lists, which alone become values of tags: others come from outside and their
 * number is unbounded. Reads no file after its creation. Thread-safe.
 */
public final class KnownNames {

    static final String OTHER = "other";

    /** The code of an accepted call. */
    static final String NONE = "none";

    private static final Pattern HTTP_STATUS = Pattern.compile("HTTP_[1-5][0-9]{2}");

    /** Calls that load credentials. */
    private static final Set<String> CREDENTIAL_CALLS =
            Set.of("metadata", "sts/AssumeRole", "sts/AssumeRoleWithWebIdentity");

    private final TpnsCalls tpns;
    private final ImCalls im;
    private final Supplier<CloudCalls> cloud;
    private final Set<String> ownCodes = new HashSet<>();

    public KnownNames(TpnsCalls tpns, ImCalls im, Supplier<CloudCalls> cloud) {
        this.tpns = tpns;
        this.im = im;
        this.cloud = cloud;
        DataTable.read(KnownNames.class, "own-codes.txt").forEach(row -> ownCodes.add(row[0]));
    }

    /** Returns the operation if it is in the list of its service, otherwise {@value #OTHER}. */
    String operation(String service, String operation) {
        // those of IM and of the Cloud API last, since they may have to be read
        boolean known = tpns.facts().operations().contains(operation)
                || CREDENTIAL_CALLS.contains(operation)
                || (UserSigProducer.SERVICE.equals(service) && UserSigProducer.OPERATIONS.contains(operation))
                || im.facts().operations().contains(operation)
                || cloud.get().catalog().isInUse(operation);
        return known ? operation : OTHER;
    }

    /**
     * Returns the code if it is listed, the listed code that a sub-code of the Cloud API counts as, {@value #NONE} for
     * null, otherwise {@value #OTHER}.
     */
    String code(String code) {
        if (code == null) {
            return NONE;
        }
        boolean known = ownCodes.contains(code)
                || tpns.facts().code(code) != null
                || HTTP_STATUS.matcher(code).matches()
                || im.facts().code(code) != null;
        if (known) {
            return code;
        }
        String listed = cloud.get().facts().listedCode(code);
        return listed == null ? OTHER : listed;
    }
}
