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

import io.github.cameltencent.emulator.cloud.key.CloudKey;
import io.github.cameltencent.emulator.cloud.key.CloudKeyStore;
import io.github.cameltencent.emulator.cloud.request.HashFunctions;
import io.github.cameltencent.emulator.cloud.request.ReceivedCloudCall;
import java.util.LinkedHashMap;
import java.util.Map;

/** Finds the cause of a wrong TC3 signature by trying common mistakes. */
final class Tc3Diagnosis {

    private final ReceivedCloudCall call;
    private final ReceivedTc3Authorization given;
    private final CloudKey key;
    private final Tc3CanonicalRequest text;
    private final CloudKeyStore keys;

    Tc3Diagnosis(
            ReceivedCloudCall call,
            ReceivedTc3Authorization given,
            CloudKey key,
            Tc3CanonicalRequest text,
            CloudKeyStore keys) {
        this.call = call;
        this.given = given;
        this.key = key;
        this.text = text;
        this.keys = keys;
    }

    String explain() {
        byte[] signing = key.tc3Key(given.date(), given.service());
        for (Map.Entry<String, Tc3CanonicalRequest> variant : variants().entrySet()) {
            if (matches(variant.getValue(), signing)) {
                return variant.getKey();
            }
        }
        if (matches(text, key.tc3Key("", given.date(), given.service()))) {
            return "the first key must be the text TC3 followed by the SecretKey";
        }
        for (CloudKey other : keys.permanent()) {
            if (other != key && matches(text, other.tc3Key(given.date(), given.service()))) {
                return "it was made with the SecretKey of " + other.id();
            }
        }
        return "wrong SecretKey, or the request was changed after signing: method, query, signed headers and the exact bytes"
                + " of the body are covered";
    }

    private Map<String, Tc3CanonicalRequest> variants() {
        Map<String, Tc3CanonicalRequest> variants = new LinkedHashMap<>();
        String port = call.host.substring(call.hostWithoutPort().length());
        variants.put(
                "it was signed for the host without its port: sign the Host as it is sent",
                text.with("host", call.hostWithoutPort()));
        String official = given.service() + ".tencentcloudapi.com";
        String rewritten = "it was signed for the host " + official + ", but " + call.host + " arrived";
        variants.put(rewritten, text.with("host", official));
        if (port.isEmpty()) {
            variants.put(
                    "it was signed for the host with :443, which was not sent", text.with("host", call.host + ":443"));
        }
        String type = call.header("Content-Type");
        String media = call.mediaType();
        variants.put(
                "it was signed for the content type " + media + ", but " + type + " arrived",
                text.with("content-type", media));
        for (String signed : new String[] {"application/json; charset=utf-8", "application/json"}) {
            variants.putIfAbsent(
                    "it was signed for the content type " + signed + ", but " + type + " arrived",
                    text.with("content-type", signed));
        }
        variants.put(
                "it was made for an unsigned payload: X-TC-Content-SHA256: UNSIGNED-PAYLOAD must be sent",
                text.withBody(HashFunctions.sha256Hex(HashFunctions.utf8(Tc3CanonicalRequest.UNSIGNED))));
        variants.put(
                "it covers an empty body, but " + call.call.body().length + " bytes arrived",
                text.withBody(HashFunctions.sha256Hex(new byte[0])));
        String other = call.isGet() ? "POST" : "GET";
        variants.put("it was made for " + other, text.withTarget(other, text.path(), text.query()));
        variants.put("it does not cover the query", text.withTarget(text.method(), text.path(), ""));
        variants.put("it does not cover the path, which must be /", text.withTarget(text.method(), "", text.query()));
        return variants;
    }

    private boolean matches(Tc3CanonicalRequest variant, byte[] signing) {
        return Tc3Verification.matches(variant, true, call, given, signing)
                || Tc3Verification.matches(variant, false, call, given, signing);
    }
}
