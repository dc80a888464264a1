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

import static io.github.cameltencent.sign.ticket.TicketDeflater.ascii;

import io.github.cameltencent.sign.bytes.BoundedPool;
import io.github.cameltencent.sign.bytes.ByteSink;
import io.github.cameltencent.sign.bytes.Texts;
import io.github.cameltencent.sign.bytes.TicketBase64;
import io.github.cameltencent.sign.ticket.TicketDeflater;
import io.github.cameltencent.sign.ticket.Validity;
import java.time.Instant;

/**
 * Creates current UserSigs (v2, HMAC-SHA256) for one application. With a userbuf of {@link PrivateMapKey} the result is
 * a TRTC private map key. Immutable and thread-safe; reuse it.
 */
public final class UserSig {

    private static final byte[] IDENTIFIER = ascii("TLS.identifier:");
    private static final String SDKAPPID = "\nTLS.sdkappid:";
    private static final String TIME = "\nTLS.time:";
    private static final byte[] EXPIRE = ascii("\nTLS.expire:");
    private static final byte[] USERBUF = ascii("TLS.userbuf:");

    private static final byte[] JSON_IDENTIFIER = ascii("{\"TLS.ver\":\"2.0\",\"TLS.identifier\":");
    private static final String JSON_SDKAPPID = ",\"TLS.sdkappid\":";
    private static final String JSON_EXPIRE = ",\"TLS.expire\":";
    private static final byte[] JSON_TIME = ascii(",\"TLS.time\":");
    private static final byte[] JSON_USERBUF = ascii(",\"TLS.userbuf\":\"");
    private static final byte[] JSON_SIG = ascii(",\"TLS.sig\":\"");
    private static final byte[] JSON_END = ascii("\"}");

    private final long sdkAppId;
    private final Hmac hmac;
    private final byte[] signedAppId;
    private final byte[] jsonAppId;
    private final BoundedPool<TicketDeflater> deflaters = TicketDeflater.pool();

    private UserSig(long sdkAppId, Hmac hmac) {
        this.sdkAppId = sdkAppId;
        this.hmac = hmac;
        this.signedAppId = signedAppId(sdkAppId);
        this.jsonAppId = ascii(JSON_SDKAPPID + sdkAppId + JSON_EXPIRE);
    }

    /**
     * Creates a generator for the application and its secret key, as the console shows it.
     *
     * @throws IllegalArgumentException when the key is empty, contains a line break, or is surrounded by white space
     */
    public static UserSig of(long sdkAppId, String secretKey) {
        return new UserSig(
                Texts.requireSdkAppId(sdkAppId), Hmac.sha256(Secrets.bytes("secretKey of the application", secretKey)));
    }

    /**
     * Creates a UserSig for a user of the application.
     *
     * @param expireSeconds the lifetime, 1 second to 50 years
     * @param userBufOrNull up to 4096 bytes that are signed too; null for none, which is not the same as an empty one
     * @throws IllegalArgumentException when the user id is empty or contains control characters or an unpaired
     *     surrogate, or the lifetime is out of range
     */
    public String generate(String userId, long expireSeconds, byte[] userBufOrNull, Instant now) {
        Texts.requireUserId(userId);
        Validity.requireExpire(expireSeconds);
        TicketDeflater.requireUserBuf(userBufOrNull);
        long time = Validity.requireSeconds(now);
        TicketDeflater deflater = deflaters.acquire().clear();
        signedText(deflater.signed, userId, signedAppId, time, expireSeconds);
        if (userBufOrNull != null) {
            deflater.signed
                    .literal(USERBUF)
                    .base64(userBufOrNull, TicketBase64.STANDARD)
                    .character('\n');
        }
        byte[] mac = hmac.of(deflater.signed.array(), deflater.signed.length());
        deflater.json.literal(JSON_IDENTIFIER).json(userId);
        deflater.json.literal(jsonAppId).decimal(expireSeconds);
        deflater.json.literal(JSON_TIME).decimal(time);
        if (userBufOrNull != null) {
            deflater.json
                    .literal(JSON_USERBUF)
                    .base64(userBufOrNull, TicketBase64.STANDARD)
                    .character('"');
        }
        deflater.json.literal(JSON_SIG).base64(mac, TicketBase64.STANDARD).literal(JSON_END);
        String ticket = deflater.deflate();
        deflaters.release(deflater);
        return ticket;
    }

    /** Appends the signed lines except for the userbuf. */
    public static void signedText(ByteSink into, String userId, long sdkAppId, long time, long expire) {
        signedText(into, userId, signedAppId(sdkAppId), time, expire);
    }

    private static void signedText(ByteSink into, String userId, byte[] signedAppId, long time, long expire) {
        into.literal(IDENTIFIER).utf8(userId).literal(signedAppId).decimal(time);
        into.literal(EXPIRE).decimal(expire).character('\n');
    }

    private static byte[] signedAppId(long sdkAppId) {
        return ascii(SDKAPPID + sdkAppId + TIME);
    }

    @Override
    public String toString() {
        return "UserSig[sdkAppId=" + sdkAppId + "]";
    }
}
