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
package io.github.cameltencent.emulator.cloud.action;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.cloud.key.CloudKeyStore;
import io.github.cameltencent.emulator.cloud.request.CloudErrorException;
import io.github.cameltencent.emulator.cloud.request.Parameters;
import io.github.cameltencent.emulator.engine.Json;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Actions of STS: temporary credentials for a role, and the caller's identity. */
final class StsActions {

    private static final long ACCOUNT = 100000000001L;
    private static final long LONGEST = 43_200;

    private final CloudKeyStore keys;

    StsActions(CloudKeyStore keys) {
        this.keys = keys;
    }

    CloudResult assumeRole(CloudContext context) {
        Parameters parameters = context.parameters();
        if (parameters.has("SerialNumber") && !parameters.required("TokenCode").matches("[0-9]{6}")) {
            throw new CloudErrorException("AuthFailure.MFAFailure", "a code must have six digits");
        }
        parameters.get("Tags").forEach(tag -> {
            if (tag.path("Key").asText().isEmpty() || !tag.has("Value")) {
                throw new CloudErrorException("InvalidParameter.ParamError", "a tag must have a Key and a Value");
            }
        });
        return role(context);
    }

    CloudResult assumeRoleWithWebIdentity(CloudContext context) {
        context.parameters().required("ProviderId");
        context.parameters().required("WebIdentityToken");
        return role(context);
    }

    CloudResult assumeRoleWithSaml(CloudContext context) {
        context.parameters().required("SAMLAssertion");
        context.parameters().required("PrincipalArn");
        return role(context);
    }

    private CloudResult role(CloudContext context) {
        Parameters parameters = context.parameters();
        if (!parameters.required("RoleArn").startsWith("qcs::cam::")) {
            throw new CloudErrorException("InvalidParameter.ParamError", "RoleArn must be qcs::cam::uin/…:roleName/…");
        }
        if (!parameters.required("RoleSessionName").matches("[A-Za-z0-9=,.@_-]{1,128}")) {
            throw new CloudErrorException(
                    "InvalidParameter.ParamError", "RoleSessionName has letters, digits and =,.@_- only, 128 at most");
        }
        long seconds = parameters.number("DurationSeconds", 7200, 1, Integer.MAX_VALUE);
        if (seconds > LONGEST) {
            throw new CloudErrorException(
                    "InvalidParameter.OverTimeError", "DurationSeconds is " + LONGEST + " at most");
        }
        CloudKeyStore.Issued issued = keys.issue(seconds);
        ObjectNode body = Json.object();
        body.putObject("Credentials")
                .put("Token", issued.token())
                .put("TmpSecretId", issued.id())
                .put("TmpSecretKey", issued.secret());
        body.put("ExpiredTime", issued.end().getEpochSecond());
        body.put("Expiration", issued.end().truncatedTo(ChronoUnit.SECONDS).toString());
        return CloudResult.of(body, List.of(issued.id()));
    }

    CloudResult callerIdentity(CloudContext context) {
        boolean role = context.secretId().startsWith(CloudKeyStore.TEMPORARY);
        String account = Long.toString(ACCOUNT);
        String arn = role ? "qcs::sts:" + account + ":assumed-role/1" : "qcs::cam::uin/" + account + ":uin/" + account;
        return CloudResult.of(Json.object()
                .put("Arn", arn)
                .put("AccountId", account)
                .put("UserId", account)
                .put("PrincipalId", account)
                .put("Type", role ? "CAMRole" : "CAMUser"));
    }
}
