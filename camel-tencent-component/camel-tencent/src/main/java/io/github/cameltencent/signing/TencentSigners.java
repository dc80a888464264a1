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
 * Creates signers and verifiers for routes with plain HTTP endpoints:
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

    /** Signs each attempt of a TPNS call in the HTTP client: a bean for the option {@code httpClientConfigurer}. */
    public static TpnsHttpClientConfigurer tpnsOnTheWire() {
        return new TpnsHttpClientConfigurer();
    }

    /** Verifies signatures of TPNS calls. */
    public static TpnsSignatureVerifier tpnsVerifier() {
        return new TpnsSignatureVerifier();
    }

    /** Adds the administrator's UserSig to calls of the IM REST API. */
    public static UserSigSigner userSig() {
        return new UserSigSigner();
    }

    /** Verifies UserSigs. */
    public static UserSigVerifier userSigVerifier() {
        return new UserSigVerifier();
    }

    /** Verifies the Sign of IM callbacks. */
    public static ImCallbackVerifier imCallbackVerifier() {
        return new ImCallbackVerifier();
    }

    /** Signs calls of the Cloud API. */
    public static CloudApiSigner cloud() {
        return new CloudApiSigner();
    }

    /**
     * Signs each attempt of a Cloud API call in the HTTP client: a bean for the option {@code httpClientConfigurer}.
     */
    public static CloudHttpClientConfigurer cloudOnTheWire() {
        return new CloudHttpClientConfigurer();
    }

    /** Verifies signatures of Cloud API calls. */
    public static CloudApiSignatureVerifier cloudVerifier() {
        return new CloudApiSignatureVerifier();
    }

    /** Removes what a signer has added. */
    public static TencentSignatureCleaner cleaner() {
        return new TencentSignatureCleaner();
    }
}
