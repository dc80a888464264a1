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
package io.github.cameltencent.component;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.cameltencent.exchange.ServiceJson;
import io.github.cameltencent.sign.UserSigClaims;
import java.util.Map;
import org.apache.camel.Converter;

/** Converts the claims of a UserSig to a Map and to JSON text. */
@Converter(generateLoader = true)
public final class UserSigTypeConverters {

    private UserSigTypeConverters() {}

    @Converter
    public static Map<String, Object> toMap(UserSigClaims claims) {
        return claims.toMap();
    }

    @Converter
    public static String toJson(UserSigClaims claims) throws JsonProcessingException {
        return ServiceJson.MAPPER.writeValueAsString(claims.toMap());
    }
}
