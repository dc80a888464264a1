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
import io.github.cameltencent.emulator.cloud.key.KnownCloudKeys;
import io.github.cameltencent.emulator.cloud.request.Digests;
import io.github.cameltencent.emulator.cloud.request.ReceivedCloudCall;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tries the mistakes that people make with TC3, to say what is wrong instead of just that it is. */
final class Tc3Diagnosis {

    private final ReceivedCloudCall call;
    private final ReceivedTc3 given;
    private final CloudKey key;
    private final Tc3Text text;
    private final KnownCloudKeys keys;

    Tc3Diagnosis(ReceivedCloudCall call, ReceivedTc3 given, CloudKey key, Tc3Text text, KnownCloudKeys keys) {
        this.call = call;
        this.given = given;
        this.key = key;
        this.text = text;
        this.keys = keys;
    }

    String explain() {
        byte[] signing = key.tc3Key(given.date(), given.service());
        for (Map.Entry<String, Tc3Text> variant : variants().entrySet()) {
            if (fits(variant.getValue(), signing)) {
                return variant.getKey();
            }
        }
        if (fits(text, key.tc3Key("", given.date(), given.service()))) {
            return "the first key must be the text TC3 followed by the SecretKey";
        }
        for (CloudKey other : keys.permanent()) {
            if (other != key && fits(text, other.tc3Key(given.date(), given.service()))) {
                return "it is made with the SecretKey of " + other.id();
            }
        }
        return "wrong SecretKey, or something was changed after signing: method, query, signed headers and the very bytes"
                + " of the body are covered";
    }

    private Map<String, Tc3Text> variants() {
        Map<String, Tc3Text> variants = new LinkedHashMap<>();
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
                text.withBody(Digests.sha256Hex(Digests.utf8(Tc3Text.UNSIGNED))));
        variants.put(
                "it covers an empty body, but " + call.call.body().length + " bytes arrived",
                text.withBody(Digests.sha256Hex(new byte[0])));
        String other = call.isGet() ? "POST" : "GET";
        variants.put("it was made for " + other, text.withTarget(other, text.path(), text.query()));
        variants.put("it leaves the query out", text.withTarget(text.method(), text.path(), ""));
        variants.put("it leaves the path out, which must be /", text.withTarget(text.method(), "", text.query()));
        return variants;
    }

    private boolean fits(Tc3Text variant, byte[] signing) {
        return Tc3Verification.matches(variant, true, call, given, signing)
                || Tc3Verification.matches(variant, false, call, given, signing);
    }
}
