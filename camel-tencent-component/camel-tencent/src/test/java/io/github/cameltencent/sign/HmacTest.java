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
package io.github.cameltencent.sign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class HmacTest {

    @Property(tries = 500)
    void agreesWithJavasOwn(
            @ForAll @Size(min = 1, max = 200) byte[] key, @ForAll @Size(max = 300) byte[] head, @ForAll byte[] rest)
            throws Exception {
        assertAgrees("HmacSHA256", Hmac.sha256(key), key, head, rest);
        assertAgrees("HmacSHA1", Hmac.sha1(key), key, head, rest);
    }

    private static void assertAgrees(String algorithm, Hmac ours, byte[] key, byte[] head, byte[] rest)
            throws Exception {
        Mac java = Mac.getInstance(algorithm);
        java.init(new SecretKeySpec(key, algorithm));

        assertThat(ours.of(head)).isEqualTo(java.doFinal(head));
        java.update(head);
        assertThat(ours.of(Arrays.copyOf(head, head.length + 9), head.length, rest))
                .isEqualTo(java.doFinal(rest));
    }
}
