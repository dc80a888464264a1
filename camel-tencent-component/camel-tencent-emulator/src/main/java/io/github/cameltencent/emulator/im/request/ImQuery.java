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
package io.github.cameltencent.emulator.im.request;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The five query parameters of every call. A repeated parameter counts as missing. */
public record ImQuery(String sdkAppId, String identifier, String userSig, String random, String contentType) {

    public static final long UINT32 = 4_294_967_295L;

    public static ImQuery of(String query) {
        Map<String, List<String>> parameters;
        try {
            parameters = new QueryStringDecoder(query, StandardCharsets.UTF_8, false).parameters();
        } catch (IllegalArgumentException e) {
            parameters = Map.of();
        }
        return new ImQuery(
                one(parameters, "sdkappid"),
                one(parameters, "identifier"),
                one(parameters, "usersig"),
                one(parameters, "random"),
                one(parameters, "contenttype"));
    }

    private static String one(Map<String, List<String>> parameters, String name) {
        List<String> values = parameters.get(name);
        return values == null || values.size() != 1 ? null : values.get(0);
    }

    public boolean randomIsRight() {
        return random != null && random.matches("\\d{1,10}") && Long.parseLong(random) <= UINT32;
    }
}
