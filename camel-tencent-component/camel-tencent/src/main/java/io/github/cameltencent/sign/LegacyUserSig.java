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
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Objects;

/**
 * Creates legacy UserSigs (ECDSA-SHA256) for one application. Equal input gives equal UserSigs, because the signatures
 * are deterministic (RFC 6979). Immutable and thread-safe; reuse it.
 */
public final class LegacyUserSig {

    private static final byte[] APPID_AT_3RD = ascii("TLS.appid_at_3rd:");
    private static final byte[] ACCOUNT_TYPE = ascii("TLS.account_type:");
    private static final byte[] IDENTIFIER = ascii("TLS.identifier:");
    private static final byte[] SDK_APPID = ascii("TLS.sdk_appid:");
    private static final byte[] TIME = ascii("TLS.time:");
    private static final byte[] EXPIRE_AFTER = ascii("TLS.expire_after:");
    private static final byte[] USERBUF = ascii("TLS.userbuf:");

    private static final byte[] JSON_ACCOUNT_TYPE = ascii("{\"TLS.account_type\":");
    private static final byte[] JSON_IDENTIFIER = ascii(",\"TLS.identifier\":");
    private static final byte[] JSON_APPID_AT_3RD = ascii(",\"TLS.appid_at_3rd\":");
    private static final byte[] JSON_SDK_APPID = ascii(",\"TLS.sdk_appid\":\"");
    private static final byte[] JSON_EXPIRE_AFTER = ascii("\",\"TLS.expire_after\":\"");
    private static final byte[] JSON_TIME = ascii("\",\"TLS.time\":\"");
    private static final byte[] JSON_USERBUF = ascii("\",\"TLS.userbuf\":\"");
    private static final byte[] JSON_SIG = ascii("\",\"TLS.sig\":\"");
    private static final byte[] JSON_END = ascii("\"}");

    private final long sdkAppId;
    private final EcdsaSha256 ecdsa;
    private final String accountType;
    private final String appIdAt3rd;
    private final BoundedPool<TicketDeflater> deflaters;

    private LegacyUserSig(
            long sdkAppId,
            EcdsaSha256 ecdsa,
            String accountType,
            String appIdAt3rd,
            BoundedPool<TicketDeflater> deflaters) {
        this.sdkAppId = sdkAppId;
        this.ecdsa = ecdsa;
        this.accountType = accountType;
        this.appIdAt3rd = appIdAt3rd;
        this.deflaters = deflaters;
    }

    /**
     * Creates a generator for the application and its private key, with account type and third-party app id "0".
     *
     * @param privateKey on secp256k1 or P-256; {@link EcKeys#privateKey} reads it from PEM
     * @throws IllegalArgumentException when the key is on another curve or not an EC key
     */
    public static LegacyUserSig of(long sdkAppId, PrivateKey privateKey) {
        return new LegacyUserSig(
                Texts.requireSdkAppId(sdkAppId), EcdsaSha256.signer(privateKey), "0", "0", TicketDeflater.pool());
    }

    /** Returns a copy with another account type, which only old applications have. */
    public LegacyUserSig withAccountType(String accountType) {
        Texts.requirePlain("accountType", Objects.requireNonNull(accountType, "accountType"));
        return new LegacyUserSig(sdkAppId, ecdsa, accountType, appIdAt3rd, deflaters);
    }

    /** Returns a copy with another third-party app id; null leaves it out of UserSig and signature. */
    public LegacyUserSig withAppIdAt3rd(String appIdAt3rd) {
        if (appIdAt3rd != null) {
            Texts.requirePlain("appIdAt3rd", appIdAt3rd);
        }
        return new LegacyUserSig(sdkAppId, ecdsa, accountType, appIdAt3rd, deflaters);
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
        String time = Long.toString(Validity.requireSeconds(now));
        String expire = Long.toString(expireSeconds);
        String appId = Long.toString(sdkAppId);
        TicketDeflater deflater = deflaters.acquire().clear();
        signedText(deflater.signed, appIdAt3rd, accountType, userId, appId, time, expire);
        if (userBufOrNull != null) {
            userBufLine(deflater.signed, TicketBase64.STANDARD.encode(userBufOrNull));
        }
        byte[] signature = ecdsa.sign(deflater.signed.array(), deflater.signed.length());
        deflater.json.literal(JSON_ACCOUNT_TYPE).json(accountType);
        deflater.json.literal(JSON_IDENTIFIER).json(userId);
        if (appIdAt3rd != null) {
            deflater.json.literal(JSON_APPID_AT_3RD).json(appIdAt3rd);
        }
        deflater.json.literal(JSON_SDK_APPID).utf8(appId);
        deflater.json.literal(JSON_EXPIRE_AFTER).utf8(expire);
        deflater.json.literal(JSON_TIME).utf8(time);
        if (userBufOrNull != null) {
            deflater.json.literal(JSON_USERBUF).base64(userBufOrNull, TicketBase64.STANDARD);
        }
        deflater.json.literal(JSON_SIG).base64(signature, TicketBase64.STANDARD).literal(JSON_END);
        String ticket = deflater.deflate();
        deflaters.release(deflater);
        return ticket;
    }

    /** Appends the signed lines except for the userbuf; all values are text, as in the ticket. */
    public static void signedText(
            ByteSink into,
            String appIdAt3rd,
            String accountType,
            String userId,
            String appId,
            String time,
            String expire) {
        if (appIdAt3rd != null) {
            line(into, APPID_AT_3RD, appIdAt3rd);
        }
        line(into, ACCOUNT_TYPE, accountType);
        line(into, IDENTIFIER, userId);
        line(into, SDK_APPID, appId);
        line(into, TIME, time);
        line(into, EXPIRE_AFTER, expire);
    }

    /** Appends the signed line of the userbuf, the last one in both kinds of UserSigs. */
    public static void userBufLine(ByteSink into, String base64) {
        line(into, USERBUF, base64);
    }

    private static void line(ByteSink into, byte[] name, String value) {
        into.literal(name).utf8(value).character('\n');
    }

    @Override
    public String toString() {
        return "LegacyUserSig[sdkAppId=" + sdkAppId + "]";
    }
}
