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

import io.github.cameltencent.sign.bytes.Texts;
import io.github.cameltencent.sign.ticket.Ticket;
import io.github.cameltencent.sign.ticket.UserSigErrorCode;
import io.github.cameltencent.sign.ticket.Validity;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Verifies UserSigs of one application against its keys. All keys are tried, so that the previous key still works after
 * a key change; a UserSig without a key for its algorithm is refused. Immutable and thread-safe; reuse it.
 *
 * <p>A UserSig that is not valid is refused with a {@link io.github.cameltencent.TencentAuthException} whose code is
 * one of {@code EMPTY}, {@code BAD_BASE64}, {@code BAD_ZLIB}, {@code BAD_JSON}, {@code MISSING_FIELD}, {@code
 * IDENTIFIER_MISMATCH}, {@code SDKAPPID_MISMATCH}, {@code EXPIRED}, {@code SIG_MISMATCH}, {@code USERBUF_MISMATCH}: the
 * first that applies, in this order. Log the code, but do not return it to untrusted clients. A UserSig is valid up to
 * and including its last second; one that was issued in the future is accepted too, as by Tencent's own verifiers.
 */
public final class UserSigVerification {

    private final long sdkAppId;
    private final List<Hmac> secretKeys;
    private final List<EcdsaSha256> publicKeys;
    private final long skewSeconds;

    private UserSigVerification(long sdkAppId, List<Hmac> secretKeys, List<EcdsaSha256> publicKeys, long skewSeconds) {
        this.sdkAppId = sdkAppId;
        this.secretKeys = secretKeys;
        this.publicKeys = publicKeys;
        this.skewSeconds = skewSeconds;
    }

    /** Creates a verifier for the application that has no keys yet and refuses everything. */
    public static UserSigVerification of(long sdkAppId) {
        return new UserSigVerification(Texts.requireSdkAppId(sdkAppId), List.of(), List.of(), 0);
    }

    /**
     * Returns a copy that also accepts current UserSigs signed with this key.
     *
     * @throws IllegalArgumentException when the key is empty, contains a line break, or is surrounded by white space
     */
    public UserSigVerification withSecretKey(String secretKey) {
        Hmac key = Hmac.sha256(Secrets.bytes("secretKey of the application", secretKey));
        return new UserSigVerification(sdkAppId, plus(secretKeys, key), publicKeys, skewSeconds);
    }

    /**
     * Returns a copy that also accepts legacy UserSigs of this public key.
     *
     * @throws IllegalArgumentException when the key is not on secp256k1 or P-256
     */
    public UserSigVerification withPublicKey(PublicKey publicKey) {
        EcdsaSha256 key = EcdsaSha256.verifier(publicKey);
        return new UserSigVerification(sdkAppId, secretKeys, plus(publicKeys, key), skewSeconds);
    }

    /**
     * Returns a copy that accepts UserSigs for some time after they expired, to allow for clock differences; 0 by
     * default.
     */
    public UserSigVerification withAllowedClockSkew(Duration skew) {
        if (skew.isNegative()) {
            throw new IllegalArgumentException("allowedClockSkew is negative: it must be 0 or more");
        }
        return new UserSigVerification(sdkAppId, secretKeys, publicKeys, skew.toSeconds());
    }

    private static <T> List<T> plus(List<T> some, T one) {
        List<T> all = new ArrayList<>(some);
        all.add(one);
        return List.copyOf(all);
    }

    /** Verifies the UserSig of any user and returns its claims. */
    public UserSigClaims verify(String ticket, Instant now) {
        return verify(ticket, null, null, now);
    }

    /**
     * Verifies a UserSig and returns its claims.
     *
     * @param expectedUserId the user that it must belong to, case-sensitive; null for any user
     * @param expectedUserBuf the userbuf that it must have; null for any or none
     */
    public UserSigClaims verify(String ticket, String expectedUserId, byte[] expectedUserBuf, Instant now) {
        Objects.requireNonNull(now, "now");
        Ticket read = TicketReader.read(ticket);
        if (expectedUserId != null && !expectedUserId.equals(read.userId())) {
            throw UserSigErrorCode.IDENTIFIER_MISMATCH.exception("the UserSig belongs to another user than expected");
        }
        if (read.sdkAppId() != sdkAppId) {
            throw UserSigErrorCode.SDKAPPID_MISMATCH.exception(
                    "the UserSig belongs to application " + read.sdkAppId() + ", expected is " + sdkAppId);
        }
        requireInTime(read, now.getEpochSecond());
        requireSigned(read);
        if (expectedUserBuf != null
                && (read.userBuf() == null || !MessageDigest.isEqual(expectedUserBuf, read.userBuf()))) {
            throw UserSigErrorCode.USERBUF_MISMATCH.exception(
                    read.userBuf() == null
                            ? "the UserSig has no userbuf, but one is expected"
                            : "the UserSig has another userbuf than expected");
        }
        return new UserSigClaims(read);
    }

    /** Returns the claims <b>without verification</b>: anybody can create such a UserSig. For diagnosis only. */
    public static UserSigClaims decodeUnverified(String ticket) {
        return new UserSigClaims(TicketReader.read(ticket));
    }

    private void requireInTime(Ticket ticket, long now) {
        long end = ticket.expiresAt();
        if (now > Validity.add(end, skewSeconds)) {
            throw UserSigErrorCode.EXPIRED.exception("the UserSig expired at " + end + " (Unix seconds), now is " + now
                    + (skewSeconds > 0 ? ", allowed clock skew is " + skewSeconds + " s" : ""));
        }
    }

    private void requireSigned(Ticket ticket) {
        boolean isHmac = ticket.algorithm().equals(Ticket.HMAC_SHA256);
        if (isHmac ? secretKeys.isEmpty() : publicKeys.isEmpty()) {
            throw UserSigErrorCode.SIG_MISMATCH.exception("the algorithm of the UserSig is " + ticket.algorithm()
                    + ", for which no " + (isHmac ? "secretKey" : "publicKey") + " is configured");
        }
        byte[] signature = ticket.signature();
        boolean valid = signature != null && (isHmac ? isMac(ticket, signature) : isEcdsa(ticket, signature));
        if (!valid) {
            throw UserSigErrorCode.SIG_MISMATCH.exception(
                    "the UserSig was altered, or signed with another key than that of application " + sdkAppId);
        }
    }

    private boolean isMac(Ticket ticket, byte[] signature) {
        boolean valid = false;
        for (Hmac key : secretKeys) {
            valid |= MessageDigest.isEqual(key.of(ticket.signed(), ticket.signed().length), signature);
        }
        return valid;
    }

    private boolean isEcdsa(Ticket ticket, byte[] signature) {
        return publicKeys.stream().anyMatch(key -> key.verify(ticket.signed(), signature));
    }

    @Override
    public String toString() {
        return "UserSigVerification[sdkAppId=" + sdkAppId + ", secretKeys=" + secretKeys.size() + ", publicKeys="
                + publicKeys.size() + "]";
    }
}
