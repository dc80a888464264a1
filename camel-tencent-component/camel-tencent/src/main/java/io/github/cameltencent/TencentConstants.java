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
package io.github.cameltencent;

import org.apache.camel.spi.Metadata;

/** The URI scheme and the headers that endpoints read and write. */
public final class TencentConstants {

    /** The scheme of endpoint URIs. */
    public static final String SCHEME = "tencent";

    /** The prefix of every header of the component. */
    public static final String HEADER_PREFIX = "CamelTencent";

    // ---- results of every call

    @Metadata(
            label = "producer",
            description =
                    "The outcome of the call: ACCEPTED, REJECTED, AUTH, THROTTLED, TRANSIENT, AMBIGUOUS or PARTIAL. Also an exchange property.",
            javaType = "String")
    public static final String OUTCOME = "CamelTencentOutcome";

    @Metadata(
            label = "producer",
            description =
                    "The error code of a failed call: the service's own, or one of this component in capitals. Also an exchange property.",
            javaType = "String")
    public static final String ERROR_CODE = "CamelTencentErrorCode";

    @Metadata(label = "producer", description = "The error message of a failed call.", javaType = "String")
    public static final String ERROR_MESSAGE = "CamelTencentErrorMessage";

    @Metadata(
            label = "producer",
            description = "The request id of the service, if it returns one. Also an exchange property.",
            javaType = "String")
    public static final String REQUEST_ID = "CamelTencentRequestId";

    @Metadata(label = "producer", description = "The HTTP status of the last answer.", javaType = "Integer")
    public static final String HTTP_STATUS = "CamelTencentHttpStatus";

    @Metadata(label = "producer", description = "How many times the request was sent.", javaType = "Integer")
    public static final String ATTEMPTS = "CamelTencentAttempts";

    @Metadata(label = "producer", description = "The service that was called, such as push.", javaType = "String")
    public static final String SERVICE = "CamelTencentService";

    @Metadata(label = "producer", description = "The operation that was called, such as push/app.", javaType = "String")
    public static final String OPERATION = "CamelTencentOperation";

    @Metadata(
            label = "producer",
            description =
                    "True if the call was accepted by a retry and an earlier attempt may have been executed, too.",
            javaType = "Boolean")
    public static final String POSSIBLY_DUPLICATE = "CamelTencentPossiblyDuplicate";

    // ---- push: results

    @Metadata(
            label = "producer push",
            description = "The ids that the provider gave to the push.",
            javaType = "java.util.List<String>")
    public static final String PUSH_IDS = "CamelTencentPushIds";

    @Metadata(
            label = "producer push",
            description = "The targets that the provider no longer knows; remove them from your data.",
            javaType = "java.util.List<String>")
    public static final String INVALID_TARGETS = "CamelTencentInvalidTargets";

    // ---- push: fields of the message

    @Metadata(
            label = "producer push",
            description =
                    "Who receives the push: token, account, tag or all. The header may say tag or all only if the option audience says the same, or allowBroadcast=true.",
            javaType = "String")
    public static final String AUDIENCE = "CamelTencentAudience";

    @Metadata(
            label = "producer push",
            description =
                    "Device tokens: one as a String; several as a Collection, an array or the text of a JSON array.",
            javaType = "Object")
    public static final String TOKENS = "CamelTencentTokens";

    @Metadata(
            label = "producer push",
            description = "Accounts: one as a String; several as a Collection, an array or the text of a JSON array.",
            javaType = "Object")
    public static final String ACCOUNTS = "CamelTencentAccounts";

    @Metadata(
            label = "producer push",
            description = "Tags: one as a String; several as a Collection, an array or the text of a JSON array.",
            javaType = "Object")
    public static final String TAGS = "CamelTencentTags";

    @Metadata(label = "producer push", description = "How several tags are combined: AND or OR.", javaType = "String")
    public static final String TAG_OPERATOR = "CamelTencentTagOperator";

    @Metadata(label = "producer push", description = "The platform: android, ios or all.", javaType = "String")
    public static final String PLATFORM = "CamelTencentPlatform";

    @Metadata(label = "producer push", description = "The title of the notification.", javaType = "String")
    public static final String TITLE = "CamelTencentTitle";

    @Metadata(
            label = "producer push",
            description = "The text of the notification, if it is not in the body.",
            javaType = "String")
    public static final String CONTENT = "CamelTencentContent";

    @Metadata(
            label = "producer push",
            description = "The kind of push: notify (shown by the system) or message (passed to the app).",
            javaType = "String")
    public static final String MESSAGE_TYPE = "CamelTencentMessageType";

    @Metadata(
            label = "producer push",
            description = "Data for the app: a Map or the text of a JSON object.",
            javaType = "Object")
    public static final String CUSTOM = "CamelTencentCustom";

    @Metadata(
            label = "producer push",
            description = "The environment of the iOS tokens: product or dev.",
            javaType = "String")
    public static final String ENVIRONMENT = "CamelTencentEnvironment";

    @Metadata(
            label = "producer push",
            description = "How many seconds the provider stores the push for devices that are offline.",
            javaType = "Integer")
    public static final String TIME_TO_LIVE = "CamelTencentTimeToLive";

    @Metadata(
            label = "producer push",
            description = "When to send: an Instant, or ISO-8601 text with an offset.",
            javaType = "Object")
    public static final String SEND_TIME = "CamelTencentSendTime";

    @Metadata(
            label = "producer push",
            description = "The number on the app's icon: 0 or more sets it, -1 leaves it unchanged, -2 adds one.",
            javaType = "Integer")
    public static final String BADGE = "CamelTencentBadge";

    @Metadata(label = "producer push", description = "The sound to play.", javaType = "String")
    public static final String SOUND = "CamelTencentSound";

    @Metadata(label = "producer push", description = "The notification channel on Android.", javaType = "String")
    public static final String CHANNEL_ID = "CamelTencentChannelId";

    @Metadata(
            label = "producer push",
            description =
                    "A Map or JSON object that is merged into the request to TPNS, for fields without a header of their own.",
            javaType = "Object")
    public static final String TPNS = "CamelTencentTpns";

    @Metadata(
            label = "producer push",
            description =
                    "A Map or JSON object that is merged into the request to TIMPush, for fields without a header of their own.",
            javaType = "Object")
    public static final String TIMPUSH = "CamelTencentTimpush";

    // ---- IM: messages and results

    @Metadata(
            label = "producer im push",
            description =
                    "Identifies a message for deduplication: the message number (MsgRandom), by which IM drops duplicates, is derived from it.",
            javaType = "String")
    public static final String IDEMPOTENCY_KEY = "CamelTencentIdempotencyKey";

    @Metadata(
            label = "producer im",
            description =
                    "The users that the text in the body is sent to: one as a String; several as a Collection, an array or the text of a JSON array.",
            javaType = "Object")
    public static final String TO_ACCOUNT = "CamelTencentToAccount";

    @Metadata(
            label = "producer im",
            description =
                    "The group members that receive the text in the body: one as a String; several as a Collection, an array or the text of a JSON array. The default is all members.",
            javaType = "Object")
    public static final String TO_MEMBERS_ACCOUNT = "CamelTencentToMembersAccount";

    @Metadata(label = "producer im", description = "The user in whose name the message is sent.", javaType = "String")
    public static final String FROM_ACCOUNT = "CamelTencentFromAccount";

    @Metadata(
            label = "producer im",
            description = "The group that the text in the body is sent to.",
            javaType = "String")
    public static final String GROUP_ID = "CamelTencentGroupId";

    @Metadata(
            label = "producer im",
            description = "The OfflinePushInfo of the message: a Map or the text of a JSON object.",
            javaType = "Object")
    public static final String OFFLINE_PUSH_INFO = "CamelTencentOfflinePushInfo";

    @Metadata(
            label = "producer im",
            description = "Custom data of the app that is stored with the message.",
            javaType = "String")
    public static final String CLOUD_CUSTOM_DATA = "CamelTencentCloudCustomData";

    @Metadata(
            label = "producer im",
            description = "How many seconds the message is stored for users who are offline: 0 (not stored) to 604800.",
            javaType = "Integer")
    public static final String MSG_LIFE_TIME = "CamelTencentMsgLifeTime";

    @Metadata(label = "producer im", description = "The key that IM gave to the message.", javaType = "String")
    public static final String MSG_KEY = "CamelTencentMsgKey";

    @Metadata(
            label = "producer im",
            description = "The sequence number of the message in its group.",
            javaType = "Long")
    public static final String MSG_SEQ = "CamelTencentMsgSeq";

    @Metadata(label = "producer im", description = "When IM accepted the message, in Unix seconds.", javaType = "Long")
    public static final String MSG_TIME = "CamelTencentMsgTime";

    // ---- UserSig

    @Metadata(
            label = "producer usersig",
            description = "The user that the UserSig is for; when verifying, the user that it must belong to.",
            javaType = "String")
    public static final String USER_ID = "CamelTencentUserId";

    @Metadata(
            label = "producer usersig",
            description =
                    "The lifetime of the UserSig in seconds; it can only shorten the lifetime that the endpoint sets.",
            javaType = "Long")
    public static final String EXPIRE = "CamelTencentExpire";

    @Metadata(
            label = "producer usersig",
            description = "The userbuf of the UserSig: Base64 text or a byte array.",
            javaType = "Object")
    public static final String USER_BUF = "CamelTencentUserBuf";

    @Metadata(
            label = "producer usersig",
            description = "The numeric id of the room that a private map key is for.",
            javaType = "Long")
    public static final String ROOM_ID = "CamelTencentRoomId";

    @Metadata(
            label = "producer usersig",
            description = "The string id of the room that a private map key is for.",
            javaType = "String")
    public static final String ROOM_ID_STRING = "CamelTencentRoomIdString";

    @Metadata(
            label = "producer usersig",
            description =
                    "The privileges in the room: a number from 0 to 255, or names such as enterRoom, separated by commas.",
            javaType = "String")
    public static final String PRIVILEGES = "CamelTencentPrivileges";

    @Metadata(
            label = "usersig",
            description =
                    "The claims of the UserSig that a UserSigVerifier has verified. Also an exchange property. A value that arrives with a message is removed.",
            javaType = "io.github.cameltencent.sign.UserSigClaims")
    public static final String USER_SIG_CLAIMS = "CamelTencentUserSigClaims";

    // ---- callbacks of IM

    @Metadata(
            label = "consumer",
            description = "The callback command, such as C2C.CallbackBeforeSendMsg.",
            javaType = "String")
    public static final String CALLBACK_COMMAND = "CamelTencentCallbackCommand";

    @Metadata(
            label = "consumer",
            description = "The SDKAppID of the IM application that the callback belongs to.",
            javaType = "Long")
    public static final String SDK_APP_ID = "CamelTencentSdkAppId";

    @Metadata(
            label = "consumer",
            description = "The IP address of the client that caused the callback, as reported by Tencent.",
            javaType = "String")
    public static final String CLIENT_IP = "CamelTencentClientIp";

    @Metadata(
            label = "consumer",
            description = "The platform that caused the callback: RESTAPI, Web, Android, iOS and others.",
            javaType = "String")
    public static final String OPT_PLATFORM = "CamelTencentOptPlatform";

    @Metadata(
            label = "consumer",
            description = "The time of the event in Unix milliseconds, if the callback has it.",
            javaType = "Long")
    public static final String EVENT_TIME = "CamelTencentEventTime";

    private TencentConstants() {}
}
