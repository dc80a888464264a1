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
import java.util.Arrays;
import java.util.List;

/** The operations of {@code tencent:usersig}. */
enum UserSigOperation {
    GENERATE("generate"),
    PRIVATE_MAP_KEY("privateMapKey"),
    VERIFY("verify");

    private final String label;

    UserSigOperation(String label) {
        this.label = label;
    }

    /** Returns the operation of an endpoint URI; none means {@link #GENERATE}. */
    static UserSigOperation of(String name) {
        if (name == null || name.isEmpty()) {
            return GENERATE;
        }
        for (UserSigOperation operation : values()) {
            if (operation.label.equals(name)) {
                return operation;
            }
        }
        List<String> labels =
                Arrays.stream(values()).map(UserSigOperation::label).toList();
        throw new IllegalArgumentException("tencent:usersig/" + name + " does not exist: use one of " + labels);
    }

    String label() {
        return label;
    }

    UserSigHandler handler(EndpointOptions endpointOptions, UserSigConfiguration options) {
        UserSigErrors errors = new UserSigErrors(label);
        UserSigParameters parameters = new UserSigParameters(errors, endpointOptions, options);
        return switch (this) {
            case GENERATE -> new GenerateHandler(parameters, new TicketIssuer(errors, options));
            case PRIVATE_MAP_KEY -> new PrivateMapKeyHandler(errors, parameters, new TicketIssuer(errors, options));
            case VERIFY -> new VerifyHandler(parameters, options);
        };
    }
}
