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
import io.github.cameltencent.emulator.cloud.request.HashFunctions;
import io.github.cameltencent.emulator.cloud.request.ReceivedCloudCall;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The string to sign of the first method: method, host, path and the sorted raw parameters. One char per byte. */
record V1StringToSign(String method, String host, String path, List<String> pairs) {

    static V1StringToSign of(ReceivedCloudCall call) {
        Map<String, String> sorted = new TreeMap<>(call.pairs.values());
        sorted.remove("Signature");
        List<String> pairs = new ArrayList<>(sorted.size());
        sorted.forEach((name, value) -> pairs.add(name + '=' + value));
        return new V1StringToSign(call.call.method(), call.host, call.call.path(), pairs);
    }

    V1StringToSign method(String other) {
        return new V1StringToSign(other, host, path, pairs);
    }

    V1StringToSign host(String other) {
        return new V1StringToSign(method, other, path, pairs);
    }

    V1StringToSign path(String other) {
        return new V1StringToSign(method, host, other, pairs);
    }

    V1StringToSign pairs(Collection<String> other) {
        return new V1StringToSign(method, host, path, List.copyOf(other));
    }

    byte[] mac(CloudKey key, String algorithm) {
        String text = method + host + path + '?' + String.join("&", pairs);
        return key.hmac(algorithm, HashFunctions.raw(text));
    }

    String sign(CloudKey key, String algorithm) {
        return Base64.getEncoder().encodeToString(mac(key, algorithm));
    }
}
