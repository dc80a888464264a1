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
package io.github.cameltencent.emulator.im.signing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.RecordedRequest;
import io.github.cameltencent.emulator.engine.Json;
import io.github.cameltencent.emulator.engine.SignedReplay;
import io.github.cameltencent.emulator.im.request.ImQuery;
import io.netty.handler.codec.http.QueryStringEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;

/** Signs recorded IM requests anew, with a UserSig of the default administrator. */
public final class ImReplaySigner {

    private static final long EXPIRE_SECONDS = 600;

    private ImReplaySigner() {}

    public static SignedReplay sign(RecordedRequest request, byte[] body, Map<String, ImApp> apps, Instant now) {
        ImQuery query = ImQuery.of(request.query());
        ImApp app = query.sdkAppId() == null ? null : apps.get(query.sdkAppId());
        ImKey.Secret key = app == null ? null : secret(app);
        if (key == null) {
            throw new IllegalArgumentException("this emulator has no secret key for the SDKAppID of the request");
        }
        String identifier = query.identifier() != null && app.administrators.contains(query.identifier())
                ? query.identifier()
                : ImApp.ADMINISTRATOR;
        QueryStringEncoder encoder = new QueryStringEncoder("");
        encoder.addParam("sdkappid", app.sdkAppId);
        encoder.addParam("identifier", identifier);
        encoder.addParam("usersig", userSig(app.sdkAppId, identifier, key, now));
        encoder.addParam("random", query.randomIsRight() ? query.random() : "1");
        encoder.addParam("contenttype", "json");
        return new SignedReplay(
                encoder.toString().substring(1), Map.of("Content-Type", "application/json; charset=utf-8"), body);
    }

    private static ImKey.Secret secret(ImApp app) {
        for (ImKey key : app.keys) {
            if (key instanceof ImKey.Secret found) {
                return found;
            }
        }
        return null;
    }

    private static String userSig(String sdkAppId, String identifier, ImKey.Secret key, Instant now) {
        long time = now.getEpochSecond();
        String text = "TLS.identifier:" + identifier + "\nTLS.sdkappid:" + sdkAppId + "\nTLS.time:" + time
                + "\nTLS.expire:" + EXPIRE_SECONDS + "\n";
        ObjectNode members = Json.object()
                .put("TLS.ver", "2.0")
                .put("TLS.identifier", identifier)
                .put("TLS.sdkappid", Long.parseLong(sdkAppId))
                .put("TLS.expire", EXPIRE_SECONDS)
                .put("TLS.time", time)
                .put("TLS.sig", Base64.getEncoder().encodeToString(key.mac(text)));
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
            out.write(Json.bytes(members));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder()
                .encodeToString(packed.toByteArray())
                .replace('+', '*')
                .replace('/', '-')
                .replace('=', '_');
    }
}
