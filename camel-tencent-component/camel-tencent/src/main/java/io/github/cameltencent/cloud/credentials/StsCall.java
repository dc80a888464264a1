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
package io.github.cameltencent.cloud.credentials;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.Outcome;
import io.github.cameltencent.cloud.call.CloudFacts;
import io.github.cameltencent.credential.CloudCredentials;
import io.github.cameltencent.exchange.ServiceJson;
import io.github.cameltencent.sign.CanonicalRequest;
import io.github.cameltencent.sign.CloudSignatureTc3;
import io.github.cameltencent.transport.AttemptResult;
import io.github.cameltencent.transport.HttpAnswer;
import io.github.cameltencent.transport.RequestBody;
import io.github.cameltencent.transport.SignedRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A call of the security token service (STS) that returns temporary credentials.
 *
 * @param base the address of the service
 * @param credentials the credentials that sign the call; null for a call that is authenticated by a parameter
 */
record StsCall(URI base, String region, String action, ObjectNode parameters, CloudCredentials credentials) {

    static final URI DEFAULT_BASE = URI.create("https://sts.tencentcloudapi.com");
    static final String DEFAULT_REGION = "ap-guangzhou";
    static final int DEFAULT_SECONDS = 7200;

    private static final String VERSION = "2018-08-13";
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.]{1,96}");
    private static final long CONNECT_MILLIS = 3_000;
    private static final long RESPONSE_MILLIS = 5_000;
    private static final long ALL_MILLIS = 12_000;

    private static final CloudFacts FACTS = new CloudFacts();

    /**
     * The clock difference to the server that this call has observed. Not thread-safe: attempts run one after the
     * other.
     */
    private static final class ServerTime {
        private Duration ahead = Duration.ZERO;
        private Instant signed;

        Instant of(Instant now) {
            signed = now.plus(ahead);
            return signed;
        }

        boolean learn(Instant date) {
            if (date == null || !ahead.isZero()) {
                return false;
            }
            ahead = Duration.between(signed, date);
            return !ahead.isZero();
        }
    }

    static ObjectNode noParameters() {
        return ServiceJson.MAPPER.createObjectNode();
    }

    CloudCredentials send(CredentialClient client) throws InterruptedException, JsonProcessingException {
        byte[] body = ServiceJson.MAPPER.writeValueAsBytes(parameters);
        URI uri = base.resolve("/");
        ServerTime time = new ServerTime();
        JsonNode response = (JsonNode) client.send(
                "sts/" + action,
                CredentialClient.optionsWith(CONNECT_MILLIS, RESPONSE_MILLIS, ALL_MILLIS, 2),
                now -> new SignedRequest("POST", uri, headers(uri, body, time.of(now)), RequestBody.of(body)),
                answer -> read(answer, time));
        return TemporaryCredentials.of(response.path("Credentials"), response);
    }

    private Map<String, String> headers(URI uri, byte[] body, Instant now) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", CanonicalRequest.JSON);
        headers.put("X-TC-Action", action);
        headers.put("X-TC-Version", VERSION);
        headers.put("X-TC-Timestamp", Long.toString(now.getEpochSecond()));
        headers.put("X-TC-Region", region);
        if (credentials == null) {
            headers.put("Authorization", "SKIP");
            return headers;
        }
        if (credentials.sessionToken() != null) {
            headers.put("X-TC-Token", credentials.sessionToken());
        }
        CanonicalRequest request =
                CanonicalRequest.post(uri.getAuthority(), body).withService("sts");
        headers.put(
                "Authorization",
                CloudSignatureTc3.authorization(credentials.secretId(), credentials.secretKey(), request, now));
        return headers;
    }

    /** Reads the content of {@code Response}; of an error only the code, because its message may quote the request. */
    private static AttemptResult read(HttpAnswer answer, ServerTime time) {
        JsonNode response;
        try {
            response = ServiceJson.MAPPER.readTree(answer.body()).path("Response");
        } catch (IOException | NumberFormatException e) {
            response = null;
        }
        if (response == null || !response.isObject()) {
            return AttemptResult.failed(
                    Outcome.AMBIGUOUS, "BAD_ANSWER", "the answer does not have the documented format of STS");
        }
        JsonNode error = response.path("Error");
        if (error.isMissingNode()) {
            return AttemptResult.accepted(response.path("RequestId").asText(null), response);
        }
        String code = error.path("Code").asText("");
        CloudFacts.Code known = FACTS.code(code);
        return new AttemptResult(
                known == null || known.outcome() == Outcome.ACCEPTED ? Outcome.REJECTED : known.outcome(),
                CODE.matcher(code).matches() ? code : "UNREADABLE_CODE",
                known != null,
                "STS refused to issue credentials" + (known == null ? "" : ": " + known.english()),
                response.path("RequestId").asText(null),
                null,
                code.equals("AuthFailure.SignatureExpire") && time.learn(answer.date()),
                false,
                null,
                null);
    }

    @Override
    public String toString() {
        return "StsCall[" + action + "]";
    }
}
