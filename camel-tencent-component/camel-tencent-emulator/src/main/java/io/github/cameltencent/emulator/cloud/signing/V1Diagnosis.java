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
import io.github.cameltencent.emulator.cloud.request.RawFormParameters;
import io.github.cameltencent.emulator.cloud.request.ReceivedCloudCall;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the cause of a wrong signature of the first method by trying common mistakes. */
final class V1Diagnosis {

    private final ReceivedCloudCall call;
    private final CloudKey key;
    private final V1StringToSign text;
    private final String algorithm;
    private final String given;
    private final CloudKeyStore keys;

    V1Diagnosis(
            ReceivedCloudCall call,
            CloudKey key,
            V1StringToSign text,
            String algorithm,
            String given,
            CloudKeyStore keys) {
        this.call = call;
        this.key = key;
        this.text = text;
        this.algorithm = algorithm;
        this.given = given;
        this.keys = keys;
    }

    String explain() {
        if (text.sign(key, algorithm).equals(given.replace(' ', '+'))) {
            return "it was not percent-encoded: its + arrived as a space";
        }
        String hex = HexFormat.of().formatHex(text.mac(key, algorithm));
        if (given.equals(hex) || given.equals(Base64.getEncoder().encodeToString(HashFunctions.utf8(hex)))) {
            return "it was made of the hex text: Base64 of the binary digest is required";
        }
        String other = algorithm.equals(HashFunctions.SHA256) ? HashFunctions.SHA1 : HashFunctions.SHA256;
        if (text.sign(key, other).equals(given)) {
            boolean named = algorithm.equals(HashFunctions.SHA256);
            String meaning = named ? " says " : " does not say HmacSHA256, which means ";
            return "it was made with " + other + ", but SignatureMethod" + meaning + algorithm;
        }
        for (Map.Entry<String, V1StringToSign> variant : variants().entrySet()) {
            if (variant.getValue().sign(key, algorithm).equals(given)) {
                return variant.getKey();
            }
        }
        for (CloudKey another : keys.permanent()) {
            if (another != key && text.sign(another, algorithm).equals(given)) {
                return "it was made with the SecretKey of " + another.id();
            }
        }
        return "wrong SecretKey, or the request was changed after signing: method, host, path and every parameter are covered";
    }

    private Map<String, V1StringToSign> variants() {
        Map<String, V1StringToSign> variants = new LinkedHashMap<>();
        String method = call.isGet() ? "POST" : "GET";
        variants.put("it was made for " + method, text.method(method));
        variants.put("it was signed for the host without its port", text.host(call.hostWithoutPort()));
        String path = call.old ? "/" : ReceivedCloudCall.OLD_PATH;
        variants.put("it was signed for the path " + path, text.path(path));
        variants.put("it covers encoded values: sign the raw values", text.pairs(encoded()));
        List<String> byText = text.pairs().stream().sorted().toList();
        variants.put("the pairs name=value were sorted: sort by name only", text.pairs(byText));
        return variants;
    }

    private List<String> encoded() {
        return text.pairs().stream()
                .map(pair -> {
                    int equals = pair.indexOf('=');
                    String value = RawFormParameters.text(pair.substring(equals + 1));
                    return pair.substring(0, equals + 1) + URLEncoder.encode(value, StandardCharsets.UTF_8);
                })
                .toList();
    }
}
