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
package io.github.cameltencent.credential;

import io.github.cameltencent.sign.EcKeys;
import io.github.cameltencent.sign.LegacyUserSig;
import io.github.cameltencent.sign.UserSig;
import io.github.cameltencent.sign.UserSigVerification;
import org.apache.camel.CamelContext;

/**
 * The keys of one application for UserSigs, parsed and ready. Immutable and thread-safe; {@link TicketKeyRing} tells when
 * they are out of date.
 */
public final class TicketKeys {

    private final ImKeys keys;
    private final UserSig userSig;
    private final LegacyUserSig legacy;
    private final UserSigVerification verification;

    private TicketKeys(ImKeys keys, UserSig userSig, LegacyUserSig legacy, UserSigVerification verification) {
        this.keys = keys;
        this.userSig = userSig;
        this.legacy = legacy;
        this.verification = verification;
    }

    /**
     * Parses keys; those that are named by a resource are read from there.
     *
     * @throws IllegalArgumentException when one is no good; its text says what to do and holds no key
     */
    public static TicketKeys of(CamelContext context, ImKeys keys) {
        UserSigVerification verification = UserSigVerification.of(keys.sdkAppId());
        UserSig userSig = null;
        if (keys.hasSecretKey()) {
            userSig = UserSig.of(keys.sdkAppId(), keys.secretKey());
            verification = verification.withSecretKey(keys.secretKey());
        }
        if (keys.hasPreviousSecretKey()) {
            verification = verification.withSecretKey(keys.previousSecretKey());
        }
        LegacyUserSig legacy = keys.hasPrivateKey()
                ? LegacyUserSig.of(
                        keys.sdkAppId(), EcKeys.privateKey(PemText.load(context, "privateKey", keys.privateKey())))
                : null;
        if (keys.hasPublicKey()) {
            verification =
                    verification.withPublicKey(EcKeys.publicKey(PemText.load(context, "publicKey", keys.publicKey())));
        }
        return new TicketKeys(keys, userSig, legacy, verification);
    }

    /** What these were parsed from. */
    public ImKeys keys() {
        return keys;
    }

    /**
     * Makes UserSigs of the present kind.
     *
     * @throws IllegalArgumentException when there is no secret key
     */
    public UserSig userSig() {
        if (userSig == null) {
            throw missing(
                    "secretKey", "a UserSig is made with it (a legacy one, algorithm=ECDSA_SHA256, with privateKey)");
        }
        return userSig;
    }

    /**
     * Makes legacy UserSigs.
     *
     * @throws IllegalArgumentException when there is no private key
     */
    public LegacyUserSig legacy() {
        if (legacy == null) {
            throw missing("privateKey", "a legacy UserSig (algorithm=ECDSA_SHA256) is made with it");
        }
        return legacy;
    }

    /**
     * Checks UserSigs of the kinds that there are keys for.
     *
     * @throws IllegalArgumentException when there are none
     */
    public UserSigVerification verification() {
        if (!keys.hasSecretKey() && !keys.hasPreviousSecretKey() && !keys.hasPublicKey()) {
            throw missing("secretKey nor publicKey", "a UserSig is checked with the one, a legacy one with the other");
        }
        return verification;
    }

    private IllegalArgumentException missing(String what, String why) {
        return new IllegalArgumentException("There is no " + what + " for " + keys.scope() + ": " + why);
    }

    @Override
    public String toString() {
        return "TicketKeys[" + keys + "]";
    }
}
