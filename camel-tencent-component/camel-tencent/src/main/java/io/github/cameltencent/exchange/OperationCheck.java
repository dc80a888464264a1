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
package io.github.cameltencent.exchange;

import io.github.cameltencent.credential.ValidateOperation;
import java.util.Collection;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks the operation in the path of an endpoint when the endpoint is created. */
public final class OperationCheck {

    private static final Logger LOG = LoggerFactory.getLogger(OperationCheck.class);
    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9_]+(/[A-Za-z0-9_]+)*");

    private OperationCheck() {}

    /**
     * Checks an operation against the known ones.
     *
     * @throws IllegalArgumentException if it is similar to a known operation, which the message names; if it is not
     *     well-formed; and, with {@code validateOperation=fail}, if it is unknown
     */
    public static void check(String service, String operation, Collection<String> known, ValidateOperation validation) {
        if (known.contains(operation)) {
            return;
        }
        checkWellFormed(service, operation);
        if (validation != ValidateOperation.NONE) {
            checkSimilar(service, "", operation, known, "");
            reportUnknown(service, operation, validation);
        }
    }

    /** Refuses operations that are not well-formed. */
    public static void checkWellFormed(String service, String operation) {
        if (!WELL_FORMED.matcher(operation).matches()) {
            throw new IllegalArgumentException("tencent:" + service + "/" + operation
                    + " is not an operation: a name has only letters, digits, _ and /");
        }
    }

    /** Refuses a name that is similar to a known one; {@code before} and {@code after} are the rest of the operation. */
    public static void checkSimilar(
            String service, String before, String name, Collection<String> known, String after) {
        String suggestion = NameSuggestion.of(name, known);
        if (suggestion != null) {
            String begin = "tencent:" + service + "/" + before;
            throw new IllegalArgumentException(
                    begin + name + after + " is not known; did you mean " + begin + suggestion + after + "?");
        }
    }

    /** Refuses an unknown operation or logs a warning, depending on {@code validateOperation}. */
    public static void reportUnknown(String service, String operation, ValidateOperation validation) {
        String what = "tencent:" + service + "/" + operation;
        if (validation == ValidateOperation.FAIL) {
            throw new IllegalArgumentException(what + " is not in the lists of this release (validateOperation=fail)");
        }
        if (validation == ValidateOperation.WARN) {
            LOG.warn("{} is not in the lists of this release; it is sent as it is (validateOperation=warn)", what);
        }
    }

    /** Refuses an operation of {@code tencent:push}, which has none. */
    public static void checkNone(String operation) {
        if (!operation.isEmpty()) {
            throw new IllegalArgumentException(
                    "tencent:push has no operations: remove /" + operation + ", or call tencent:tpns/push/…");
        }
    }

    /**
     * Checks service and command of an IM call; empty for callbacks.
     *
     * @throws IllegalArgumentException as {@link #check}
     */
    public static void checkImCommand(String operation, Collection<String> known, ValidateOperation validation) {
        if (operation.isEmpty()) {
            return;
        }
        if (operation.indexOf('/') < 0 || operation.indexOf('/') != operation.lastIndexOf('/')) {
            throw new IllegalArgumentException(
                    "tencent:im/" + operation + ": set service and command, such as tencent:im/openim/sendmsg");
        }
        check("im", operation, known, validation);
    }
}
