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
import io.github.cameltencent.sign.ticket.UserSigRefusal;
import io.github.cameltencent.sign.ticket.Validity;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Checks UserSigs of one application against its keys. Several secret keys are tried, so that a changed key and the one
 * before it are both good; a ticket of a kind for which there is no key is refused. Immutable and thread-safe; keep one
 * for many tickets.
 *
 * <p>A refusal is a {@link io.github.cameltencent.TencentAuthException} whose code is one of {@code EMPTY},
 * {@code BAD_BASE64}, {@code BAD_ZLIB}, {@code BAD_JSON}, {@code MISSING_FIELD}, {@code IDENTIFIER_MISMATCH},
 * {@code SDKAPPID_MISMATCH}, {@code EXPIRED}, {@code SIG_MISMATCH}, {@code USERBUF_MISMATCH}: the first that applies, in
 * this order. Tell it to yourself, not to strangers. A ticket is good until its last second; one that begins in the
 * future is good too, as with every verifier of the vendor.
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

    /** For tickets of this application. It refuses everything until it is given a key. */
    public static UserSigVerification of(long sdkAppId) {
        return new UserSigVerification(Texts.requireSdkAppId(sdkAppId), List.of(), List.of(), 0);
    }

    /**
     * Takes tickets of the present kind too that were made with this key, besides any given before.
     *
     * @throws IllegalArgumentException when the key is empty, holds a line break, or has white space around it
     */
    public UserSigVerification withSecretKey(String secretKey) {
        Hmac key = Hmac.sha256(Secrets.bytes("secretKey of the application", secretKey));
        return new UserSigVerification(sdkAppId, plus(secretKeys, key), publicKeys, skewSeconds);
    }

    /**
     * Takes legacy tickets too that were made with the private key of this public one, besides any given before.
     *
     * @throws IllegalArgumentException when the key is not on secp256k1 or P-256
     */
    public UserSigVerification withPublicKey(PublicKey publicKey) {
        EcdsaSha256 key = EcdsaSha256.verifier(publicKey);
        return new UserSigVerification(sdkAppId, secretKeys, plus(publicKeys, key), skewSeconds);
    }

    /** Takes tickets for a while after their end, since clocks differ; by default not at all. */
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

    /** What the ticket of any user says, after everything about it was found right. */
    public UserSigClaims verify(String ticket, Instant now) {
        return verify(ticket, null, null, now);
    }

    /**
     * What the ticket says, after everything about it was found right.
     *
     * @param expectedUserId  the user that it must be of, case-sensitively; null for any
     * @param expectedUserBuf the userbuf that must be in it; null when there may be any or none
     */
    public UserSigClaims verify(String ticket, String expectedUserId, byte[] expectedUserBuf, Instant now) {
        Objects.requireNonNull(now, "now");
        Ticket read = TicketReader.read(ticket);
        if (expectedUserId != null && !expectedUserId.equals(read.userId())) {
            throw UserSigRefusal.IDENTIFIER_MISMATCH.because("the ticket is of another user than the expected one");
        }
        if (read.sdkAppId() != sdkAppId) {
            throw UserSigRefusal.SDKAPPID_MISMATCH.because(
                    "the ticket is of application " + read.sdkAppId() + ", expected is " + sdkAppId);
        }
        requireInTime(read, now.getEpochSecond());
        requireSigned(read);
        if (expectedUserBuf != null
                && (read.userBuf() == null || !MessageDigest.isEqual(expectedUserBuf, read.userBuf()))) {
            throw UserSigRefusal.USERBUF_MISMATCH.because(
                    read.userBuf() == null
                            ? "the ticket has no userbuf, one is expected"
                            : "the ticket has another userbuf than the expected one");
        }
        return new UserSigClaims(read);
    }

    /**
     * What the ticket says, <b>without any proof</b>: anyone can make a ticket that says anything. For diagnosis only.
     */
    public static UserSigClaims decodeUnverified(String ticket) {
        return new UserSigClaims(TicketReader.read(ticket));
    }

    private void requireInTime(Ticket ticket, long now) {
        long end = ticket.expiresAt();
        if (now > Validity.add(end, skewSeconds)) {
            throw UserSigRefusal.EXPIRED.because("the ticket ended at " + end + " (Unix seconds), now is " + now
                    + (skewSeconds > 0 ? ", allowed are " + skewSeconds + " s more" : ""));
        }
    }

    private void requireSigned(Ticket ticket) {
        boolean isHmac = ticket.algorithm().equals(Ticket.HMAC_SHA256);
        if (isHmac ? secretKeys.isEmpty() : publicKeys.isEmpty()) {
            throw UserSigRefusal.SIG_MISMATCH.because("the ticket is of kind " + ticket.algorithm() + ", for which no "
                    + (isHmac ? "secretKey" : "publicKey") + " is configured");
        }
        byte[] signature = ticket.signature();
        boolean right = signature != null && (isHmac ? isMac(ticket, signature) : isEcdsa(ticket, signature));
        if (!right) {
            throw UserSigRefusal.SIG_MISMATCH.because(
                    "the ticket was altered, or made with another key than that of application " + sdkAppId);
        }
    }

    private boolean isMac(Ticket ticket, byte[] signature) {
        boolean right = false;
        for (Hmac key : secretKeys) {
            right |= MessageDigest.isEqual(key.of(ticket.signed(), ticket.signed().length), signature);
        }
        return right;
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
