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
package io.github.cameltencent.emulator.cloud.signing;

/**
 * The reason for refusing a request. Used for control flow inside this package only, therefore without a stack trace.
 */
public final class CloudAuthenticationException extends RuntimeException {

    public static final String SIGNATURE = "AuthFailure.SignatureFailure";
    static final String EXPIRED = "AuthFailure.SignatureExpire";
    static final String UNKNOWN_ID = "AuthFailure.SecretIdNotFound";
    static final String TOKEN = "AuthFailure.TokenFailure";
    static final String AUTHORIZATION = "AuthFailure.InvalidAuthorization";
    static final String MISSING = "MissingParameter";

    /** The verification stages in their order. */
    public enum Stage {
        REQUEST("Request", "request refused"),
        AUTHORIZATION("Authorization", "authorization malformed"),
        PARAMETERS("Common values", "common value missing"),
        TIMESTAMP("Timestamp", "timestamp stale"),
        SECRET_ID("SecretId", "unknown secret id"),
        TOKEN("Token", "token wrong"),
        SCOPE("Scope", "scope wrong"),
        SIGNATURE("Signature", "signature wrong"),
        NONCE("Nonce", "nonce repeated");

        public final String title;
        final String words;

        Stage(String title, String words) {
            this.title = title;
            this.words = words;
        }
    }

    private final Stage stage;
    private final String code;

    CloudAuthenticationException(Stage stage, String code, String message) {
        super(message, null, false, false);
        this.stage = stage;
        this.code = code;
    }

    static CloudAuthenticationException missing(String name) {
        return new CloudAuthenticationException(
                Stage.PARAMETERS, MISSING, "the required parameter " + name + " is missing");
    }

    static CloudAuthenticationException malformed(String message) {
        return new CloudAuthenticationException(Stage.AUTHORIZATION, AUTHORIZATION, message);
    }

    static CloudAuthenticationException wrong(Stage stage, String message) {
        return new CloudAuthenticationException(stage, SIGNATURE, message);
    }

    Stage stage() {
        return stage;
    }

    String code() {
        return code;
    }
}
