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
package io.github.cameltencent.usersig;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** The options of {@code tencent:usersig} beside the common ones. */
@UriParams
public class UserSigConfiguration {

    @UriParam(
            label = "producer,usersig,security",
            description =
                    "The private key that signs legacy UserSigs of sdkAppId, if no application is named: PEM text (PKCS#8 or SEC 1, not encrypted), or a resource such as file:NAME or classpath:NAME",
            secret = true)
    private String privateKey;

    @UriParam(
            label = "producer,usersig,security",
            description =
                    "The public key that verifies legacy UserSigs of sdkAppId, if no application is named: PEM text, or a resource such as file:NAME or classpath:NAME")
    private String publicKey;

    @UriParam(
            label = "producer,usersig",
            description =
                    "The algorithm of UserSigs that are created: HMAC_SHA256 with the secret key, or ECDSA_SHA256 (legacy) with the private key",
            defaultValue = "HMAC_SHA256",
            enums = "HMAC_SHA256,ECDSA_SHA256")
    private UserSigAlgorithm algorithm = UserSigAlgorithm.HMAC_SHA256;

    @UriParam(
            label = "producer,usersig,advanced",
            description = "The account type in legacy UserSigs, which only old applications need",
            defaultValue = "0")
    private String accountType = "0";

    @UriParam(
            label = "producer,usersig,advanced",
            description = "The third-party app id in legacy UserSigs",
            defaultValue = "0")
    private String appIdAt3rd = "0";

    @UriParam(
            label = "producer,usersig",
            description =
                    "The user that the UserSig is for; when verifying, the user that it must belong to. The header CamelTencentUserId takes precedence; without both, generate uses the body.")
    private String userId;

    @UriParam(
            label = "producer,usersig",
            description =
                    "The userbuf of the UserSig as Base64 text; when verifying, the userbuf that it must have. The header CamelTencentUserBuf takes precedence.")
    private String userBuf;

    @UriParam(
            label = "producer,usersig",
            description =
                    "The numeric id of the room that a private map key is for, 1 to 4294967294. A room in the headers takes precedence.")
    private Long roomId;

    @UriParam(
            label = "producer,usersig",
            description =
                    "The string id of the room that a private map key is for, instead of roomId. A room in the headers takes precedence.")
    private String roomIdString;

    @UriParam(
            label = "producer,usersig",
            description =
                    "The privileges of a private map key: a number from 0 to 255, or some of createRoom, enterRoom, sendAudio, receiveAudio, sendVideo, receiveVideo, sendSubstream, receiveSubstream, separated by commas. There is no default. The header CamelTencentPrivileges takes precedence.")
    private String privileges;

    @UriParam(
            label = "producer,usersig,security",
            description =
                    "Allows UserSigs for the application's administrator, who has all rights in the server's API. The comparison ignores letter case and white space around the id.",
            defaultValue = "false")
    private boolean allowAdminUserSig;

    @UriParam(
            label = "producer,usersig,advanced",
            description = "How long an expired UserSig is still accepted when verifying",
            defaultValue = "0",
            javaType = "java.time.Duration")
    private long allowedClockSkew;

    public String getPrivateKey() {
        return privateKey;
    }

    public void setPrivateKey(String privateKey) {
        this.privateKey = privateKey;
    }

    public String getPublicKey() {
        return publicKey;
    }

    public void setPublicKey(String publicKey) {
        this.publicKey = publicKey;
    }

    public UserSigAlgorithm getAlgorithm() {
        return algorithm;
    }

    public void setAlgorithm(UserSigAlgorithm algorithm) {
        this.algorithm = algorithm;
    }

    public String getAccountType() {
        return accountType;
    }

    public void setAccountType(String accountType) {
        this.accountType = accountType;
    }

    public String getAppIdAt3rd() {
        return appIdAt3rd;
    }

    public void setAppIdAt3rd(String appIdAt3rd) {
        this.appIdAt3rd = appIdAt3rd;
    }

    public String getUserId() {
        return userId;
    }

    public void setUserId(String userId) {
        this.userId = userId;
    }

    public String getUserBuf() {
        return userBuf;
    }

    public void setUserBuf(String userBuf) {
        this.userBuf = userBuf;
    }

    public Long getRoomId() {
        return roomId;
    }

    public void setRoomId(Long roomId) {
        this.roomId = roomId;
    }

    public String getRoomIdString() {
        return roomIdString;
    }

    public void setRoomIdString(String roomIdString) {
        this.roomIdString = roomIdString;
    }

    public String getPrivileges() {
        return privileges;
    }

    public void setPrivileges(String privileges) {
        this.privileges = privileges;
    }

    public boolean isAllowAdminUserSig() {
        return allowAdminUserSig;
    }

    public void setAllowAdminUserSig(boolean allowAdminUserSig) {
        this.allowAdminUserSig = allowAdminUserSig;
    }

    public long getAllowedClockSkew() {
        return allowedClockSkew;
    }

    public void setAllowedClockSkew(long allowedClockSkew) {
        this.allowedClockSkew = allowedClockSkew;
    }
}
