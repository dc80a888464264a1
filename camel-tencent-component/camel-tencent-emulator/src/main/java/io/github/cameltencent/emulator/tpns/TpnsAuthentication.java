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
package io.github.cameltencent.emulator.tpns;

import io.github.cameltencent.emulator.engine.Call;
import io.github.cameltencent.emulator.tpns.TpnsVerdict.Kind;
import io.github.cameltencent.emulator.tpns.state.TpnsApp;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;

/**
 * Authenticates requests by {@code AccessId}, {@code TimeStamp} and {@code Sign}, or by Basic, as the manual describes.
 */
final class TpnsAuthentication {

    private final Map<String, TpnsApp> apps;
    private final long skewSeconds;

    TpnsAuthentication(Map<String, TpnsApp> apps, long skewSeconds) {
        this.apps = apps;
        this.skewSeconds = skewSeconds;
    }

    TpnsVerdict check(Call call) {
        HttpHeaders headers = call.headers();
        String accessId = headers.get("AccessId");
        String sign = headers.get("Sign");
        String timestamp = headers.get("TimeStamp");
        if (sign != null || accessId != null) {
            return accessId == null || sign == null || timestamp == null
                    ? none("AccessId, TimeStamp and Sign are all required: one of them is missing")
                    : checkSign(call, accessId, timestamp, sign);
        }
        String authorization = headers.get("Authorization");
        return authorization != null && authorization.regionMatches(true, 0, "Basic ", 0, 6)
                ? checkBasic(authorization.substring(6).trim())
                : none("neither Sign nor Basic authorization");
    }

    private TpnsVerdict checkSign(Call call, String accessId, String timestamp, String sign) {
        TpnsApp app = apps.get(accessId);
        if (app == null) {
            return unknown(accessId);
        }
        long skew;
        try {
            skew = Math.subtractExact(call.received().getEpochSecond(), Long.parseLong(timestamp));
        } catch (NumberFormatException | ArithmeticException e) {
            return refused(Kind.BAD_TIMESTAMP, app, 0, "it must be Unix seconds in decimal");
        }
        if (skew > skewSeconds || skew < -skewSeconds) {
            String side = skew < 0 ? " s ahead of" : " s behind";
            String problem =
                    "it is " + Math.abs(skew) + side + " the server's clock: check yours, or sign each attempt anew";
            return refused(Kind.STALE, app, skew, problem);
        }
        byte[] given = sign.getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(app.sign(timestamp, call.body()), given)) {
            String problem = SignDiagnosis.of(app, timestamp, call.body(), sign, apps.values());
            return refused(Kind.SIGNATURE_WRONG, app, skew, problem);
        }
        return new TpnsVerdict(Kind.SIGNATURE_OK, accessId, app, skew, skewSeconds, "");
    }

    private TpnsVerdict checkBasic(String base64) {
        String accessId;
        try {
            String pair = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
            accessId = pair.substring(0, Math.max(0, pair.indexOf(':')));
        } catch (IllegalArgumentException e) {
            return none("Basic is not followed by Base64");
        }
        TpnsApp app = apps.get(accessId);
        if (app == null) {
            return unknown(accessId);
        }
        return app.basicMatches(base64)
                ? new TpnsVerdict(Kind.BASIC_OK, accessId, app, 0, skewSeconds, "")
                : refused(Kind.BASIC_WRONG, app, 0, wrongSecretKey(accessId, base64));
    }

    /** Names the application that the key belongs to, such as that of the other platform. */
    private String wrongSecretKey(String accessId, String base64) {
        String pair = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        String secretKey = pair.substring(accessId.length() + 1);
        for (TpnsApp other : apps.values()) {
            if (other.hasSecretKey(secretKey)) {
                return "it is the SecretKey of " + other.accessId() + " (" + other.platform() + ")";
            }
        }
        return "wrong SecretKey";
    }

    private TpnsVerdict none(String problem) {
        return new TpnsVerdict(Kind.NO_CREDENTIALS, "", null, 0, skewSeconds, problem);
    }

    private TpnsVerdict unknown(String accessId) {
        String problem = "this emulator has no application with this AccessId";
        return new TpnsVerdict(Kind.UNKNOWN_ACCESS_ID, accessId, null, 0, skewSeconds, problem);
    }

    private TpnsVerdict refused(Kind kind, TpnsApp app, long skew, String problem) {
        return new TpnsVerdict(kind, app.accessId(), app, skew, skewSeconds, problem);
    }
}
