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
 * The parsed keys of an application for UserSigs. Immutable and thread-safe; {@link TicketKeyCache} replaces them when
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
     * Parses keys, and loads those that are resources.
     *
     * @throws IllegalArgumentException when one is invalid; the message says what to do and contains no key
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
                        keys.sdkAppId(), EcKeys.privateKey(PemLoader.load(context, "privateKey", keys.privateKey())))
                : null;
        if (keys.hasPublicKey()) {
            verification = verification.withPublicKey(
                    EcKeys.publicKey(PemLoader.load(context, "publicKey", keys.publicKey())));
        }
        return new TicketKeys(keys, userSig, legacy, verification);
    }

    /** The keys that these were parsed from. */
    public ImKeys keys() {
        return keys;
    }

    /**
     * Returns the generator of current UserSigs.
     *
     * @throws IllegalArgumentException when there is no secret key
     */
    public UserSig userSig() {
        if (userSig == null) {
            throw missing(
                    "secretKey", "it signs UserSigs (legacy ones, algorithm=ECDSA_SHA256, are signed with privateKey)");
        }
        return userSig;
    }

    /**
     * Returns the generator of legacy UserSigs.
     *
     * @throws IllegalArgumentException when there is no private key
     */
    public LegacyUserSig legacy() {
        if (legacy == null) {
            throw missing("privateKey", "it signs legacy UserSigs (algorithm=ECDSA_SHA256)");
        }
        return legacy;
    }

    /**
     * Returns the verifier, which accepts the kinds of UserSigs for which there are keys.
     *
     * @throws IllegalArgumentException when there are none
     */
    public UserSigVerification verification() {
        if (!keys.hasSecretKey() && !keys.hasPreviousSecretKey() && !keys.hasPublicKey()) {
            throw missing("secretKey nor publicKey", "one verifies current UserSigs, the other legacy ones");
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
