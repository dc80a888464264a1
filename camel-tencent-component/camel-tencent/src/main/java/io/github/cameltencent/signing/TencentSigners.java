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
package io.github.cameltencent.signing;

/**
 * Makes signers and verifiers for routes that send with plain {@code https:} endpoints:
 *
 * <pre>{@code
 * from("direct:push")
 *     .process(TencentSigners.tpns().application("orders"))
 *     .to("https:api.tpns.tencent.com/v3/push/app");
 * }</pre>
 */
public final class TencentSigners {

    private TencentSigners() {}

    /** Signs calls of TPNS. */
    public static TpnsSigner tpns() {
        return new TpnsSigner();
    }

    /** Signs calls of TPNS on the wire, each attempt anew: a bean for the option {@code httpClientConfigurer}. */
    public static TpnsHttpClientConfigurer tpnsOnTheWire() {
        return new TpnsHttpClientConfigurer();
    }

    /** Lets only calls pass that are signed as TPNS wants it. */
    public static TpnsSignatureVerifier tpnsVerifier() {
        return new TpnsSignatureVerifier();
    }

    /** Puts the administrator's UserSig into calls of the IM REST API. */
    public static UserSigSigner userSig() {
        return new UserSigSigner();
    }

    /** Lets only messages pass that bring a good UserSig. */
    public static UserSigVerifier userSigVerifier() {
        return new UserSigVerifier();
    }

    /** Lets only callbacks of IM pass that are signed with the application's callback token. */
    public static ImCallbackVerifier imCallbackVerifier() {
        return new ImCallbackVerifier();
    }

    /** Signs calls of the Cloud API. */
    public static CloudApiSigner cloud() {
        return new CloudApiSigner();
    }

    /** Signs calls of the Cloud API on the wire, each attempt anew: a bean for the option {@code httpClientConfigurer}. */
    public static CloudHttpClientConfigurer cloudOnTheWire() {
        return new CloudHttpClientConfigurer();
    }

    /** Lets only calls pass that are signed as the Cloud API wants it. */
    public static CloudApiSignatureVerifier cloudVerifier() {
        return new CloudApiSignatureVerifier();
    }

    /** Removes what a signer added. */
    public static TencentSignatureCleaner cleaner() {
        return new TencentSignatureCleaner();
    }
}
