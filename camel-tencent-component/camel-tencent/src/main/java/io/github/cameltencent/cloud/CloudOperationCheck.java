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
package io.github.cameltencent.cloud;

import io.github.cameltencent.cloud.call.CloudCalls;
import io.github.cameltencent.cloud.call.CloudConfiguration;
import io.github.cameltencent.cloud.call.CloudProduct;
import io.github.cameltencent.credential.EndpointOptions;
import io.github.cameltencent.credential.ValidateOperation;
import io.github.cameltencent.exchange.NameSuggestion;
import io.github.cameltencent.exchange.OperationCheck;
import java.util.Collection;

/** Checks product and action of an endpoint against the shipped lists. */
final class CloudOperationCheck {

    private static final String SERVICE = "cloud";

    private CloudOperationCheck() {}

    /**
     * Checks the operation of an endpoint. * @throws IllegalArgumentException when it is not {@code product/Action}, is
     * a likely misspelling, or is unknown and the options do not allow that
     */
    static void check(String operation, CloudConfiguration cloud, EndpointOptions shared, CloudCalls calls) {
        int slash = operation.indexOf('/');
        if (slash <= 0 || slash == operation.length() - 1 || operation.indexOf('/', slash + 1) >= 0) {
            throw new IllegalArgumentException("tencent:cloud/" + operation
                    + ": use product and action, such as tencent:cloud/cvm/DescribeInstances");
        }
        // the lists are those of API 3.0; the old addresses have other modules and actions
        boolean old = cloud.getApiGeneration() == 2;
        ValidateOperation validation = old ? ValidateOperation.NONE : shared.getValidateOperation();
        String name = operation.substring(0, slash);
        String action = operation.substring(slash + 1);
        OperationCheck.checkWellFormed(SERVICE, operation);
        CloudProduct product = calls.product(name);
        if (old) {
            return;
        }
        boolean known = product != null && product.version(action) != null;
        if (known) {
            return;
        }
        if (validation == ValidateOperation.NONE) {
            if (cloud.getVersion() == null) {
                throw new IllegalArgumentException(
                        "tencent:cloud/" + operation
                                + " is not in the lists of this release: validateOperation=none needs the option version, such as 2017-03-12");
            }
        } else if (product == null) {
            Collection<String> having = calls.catalog().names().stream()
                    .filter(other -> NameSuggestion.isNear(name, other)
                            && calls.product(other).version(action) != null)
                    .toList();
            OperationCheck.checkSimilar(SERVICE, "", name, having, "/" + action);
            OperationCheck.checkSimilar(SERVICE, "", name, calls.catalog().names(), "/" + action);
            OperationCheck.reportUnknown(SERVICE, operation, validation);
        } else {
            OperationCheck.checkSimilar(SERVICE, name + "/", action, product.actions(), "");
            OperationCheck.reportUnknown(SERVICE, operation, validation);
        }
    }
}
