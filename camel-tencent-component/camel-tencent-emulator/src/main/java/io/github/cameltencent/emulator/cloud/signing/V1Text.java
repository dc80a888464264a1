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
import io.github.cameltencent.emulator.cloud.request.Digests;
import io.github.cameltencent.emulator.cloud.request.ReceivedCloudCall;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the first signature signs: method, host, path, and the sorted raw parameters. Texts stand for bytes. */
record V1Text(String method, String host, String path, List<String> pairs) {

    static V1Text of(ReceivedCloudCall call) {
        Map<String, String> sorted = new TreeMap<>(call.pairs.values());
        sorted.remove("Signature");
        List<String> pairs = new ArrayList<>(sorted.size());
        sorted.forEach((name, value) -> pairs.add(name + '=' + value));
        return new V1Text(call.call.method(), call.host, call.call.path(), pairs);
    }

    V1Text method(String other) {
        return new V1Text(other, host, path, pairs);
    }

    V1Text host(String other) {
        return new V1Text(method, other, path, pairs);
    }

    V1Text path(String other) {
        return new V1Text(method, host, other, pairs);
    }

    V1Text pairs(Collection<String> other) {
        return new V1Text(method, host, path, List.copyOf(other));
    }

    byte[] mac(CloudKey key, String algorithm) {
        String text = method + host + path + '?' + String.join("&", pairs);
        return key.hmac(algorithm, Digests.raw(text));
    }

    String sign(CloudKey key, String algorithm) {
        return Base64.getEncoder().encodeToString(mac(key, algorithm));
    }
}
