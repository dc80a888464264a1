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

/** The names of the component: its scheme and the headers that its endpoints read and write. */
public final class TencentConstants {

    /** The scheme of the endpoint URIs. */
    public static final String SCHEME = "tencent";

    /** What every header of the component begins with. */
    public static final String HEADER_PREFIX = "CamelTencent";

    // ---- what every call tells

    @Metadata(
            label = "producer",
            description =
                    "What is known of the call: ACCEPTED, REJECTED, AUTH, THROTTLED, TRANSIENT, AMBIGUOUS or PARTIAL. Also an exchange property.",
            javaType = "String")
    public static final String OUTCOME = "CamelTencentOutcome";

    @Metadata(
            label = "producer",
            description =
                    "The code of a failed call, the service's own or a local one in capitals. Also an exchange property.",
            javaType = "String")
    public static final String ERROR_CODE = "CamelTencentErrorCode";

    @Metadata(label = "producer", description = "What went wrong, in words.", javaType = "String")
    public static final String ERROR_MESSAGE = "CamelTencentErrorMessage";

    @Metadata(
            label = "producer",
            description = "The id that the service gave to the request, where it gives one. Also an exchange property.",
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
                    "True when the call was accepted after an earlier attempt of it may have been executed already.",
            javaType = "Boolean")
    public static final String POSSIBLY_DUPLICATE = "CamelTencentPossiblyDuplicate";

    // ---- push: what came of it

    @Metadata(
            label = "producer push",
            description = "The ids that the provider gave to the push.",
            javaType = "java.util.List<String>")
    public static final String PUSH_IDS = "CamelTencentPushIds";

    @Metadata(
            label = "producer push",
            description = "The targets that the provider does not know any more, to be cleaned up.",
            javaType = "java.util.List<String>")
    public static final String INVALID_TARGETS = "CamelTencentInvalidTargets";

    // ---- push: fields of the message

    @Metadata(
            label = "producer push",
            description =
                    "Who gets the push: token, account, tag or all. The last two only where the option of the same name says so too, or allowBroadcast is set.",
            javaType = "String")
    public static final String AUDIENCE = "CamelTencentAudience";

    @Metadata(
            label = "producer push",
            description =
                    "Device tokens: a String is one, several are a Collection, an array or the text of a JSON array.",
            javaType = "Object")
    public static final String TOKENS = "CamelTencentTokens";

    @Metadata(
            label = "producer push",
            description = "Accounts: a String is one, several are a Collection, an array or the text of a JSON array.",
            javaType = "Object")
    public static final String ACCOUNTS = "CamelTencentAccounts";

    @Metadata(
            label = "producer push",
            description = "Tags: a String is one, several are a Collection, an array or the text of a JSON array.",
            javaType = "Object")
    public static final String TAGS = "CamelTencentTags";

    @Metadata(label = "producer push", description = "How tags are joined: AND or OR.", javaType = "String")
    public static final String TAG_OPERATOR = "CamelTencentTagOperator";

    @Metadata(label = "producer push", description = "android, ios or all.", javaType = "String")
    public static final String PLATFORM = "CamelTencentPlatform";

    @Metadata(label = "producer push", description = "The title of the notification.", javaType = "String")
    public static final String TITLE = "CamelTencentTitle";

    @Metadata(
            label = "producer push",
            description = "The text of the notification, where the body is not the text.",
            javaType = "String")
    public static final String CONTENT = "CamelTencentContent";

    @Metadata(
            label = "producer push",
            description = "notify (shown by the system) or message (given to the app).",
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
            description = "How many seconds the provider keeps the push for a device that is offline.",
            javaType = "Integer")
    public static final String TIME_TO_LIVE = "CamelTencentTimeToLive";

    @Metadata(
            label = "producer push",
            description = "When to send: an Instant, or ISO-8601 text with its offset.",
            javaType = "Object")
    public static final String SEND_TIME = "CamelTencentSendTime";

    @Metadata(
            label = "producer push",
            description = "The number on the app's icon: 0 or more sets it, -1 leaves it, -2 adds one.",
            javaType = "Integer")
    public static final String BADGE = "CamelTencentBadge";

    @Metadata(label = "producer push", description = "The sound to play.", javaType = "String")
    public static final String SOUND = "CamelTencentSound";

    @Metadata(label = "producer push", description = "The notification channel on Android.", javaType = "String")
    public static final String CHANNEL_ID = "CamelTencentChannelId";

    @Metadata(
            label = "producer push",
            description = "A Map or JSON object merged into the request of TPNS, for what this model has no name for.",
            javaType = "Object")
    public static final String TPNS = "CamelTencentTpns";

    @Metadata(
            label = "producer push",
            description =
                    "A Map or JSON object merged into the request of TIMPush, for what this model has no name for.",
            javaType = "Object")
    public static final String TIMPUSH = "CamelTencentTimpush";

    // ---- IM: a message and what came of it

    @Metadata(
            label = "producer im push",
            description =
                    "What makes a message the same as an earlier one: the random number by which IM drops the second of two equal messages is derived from it.",
            javaType = "String")
    public static final String IDEMPOTENCY_KEY = "CamelTencentIdempotencyKey";

    @Metadata(
            label = "producer im",
            description =
                    "The user, or the users, that the text in the body is sent to: a String is one, several are a Collection, an array or the text of a JSON array.",
            javaType = "Object")
    public static final String TO_ACCOUNT = "CamelTencentToAccount";

    @Metadata(
            label = "producer im",
            description =
                    "Those members of the group that alone get the text in the body: a String is one, several are a Collection, an array or the text of a JSON array. Without it all members get it.",
            javaType = "Object")
    public static final String TO_MEMBERS_ACCOUNT = "CamelTencentToMembersAccount";

    @Metadata(
            label = "producer im",
            description = "The user that the message is sent in the name of.",
            javaType = "String")
    public static final String FROM_ACCOUNT = "CamelTencentFromAccount";

    @Metadata(
            label = "producer im",
            description = "The group that the text in the body is sent to.",
            javaType = "String")
    public static final String GROUP_ID = "CamelTencentGroupId";

    @Metadata(
            label = "producer im",
            description = "The OfflinePushInfo of the message: a Map, or the text of a JSON object.",
            javaType = "Object")
    public static final String OFFLINE_PUSH_INFO = "CamelTencentOfflinePushInfo";

    @Metadata(
            label = "producer im",
            description = "Data of the app's that is kept with the message.",
            javaType = "String")
    public static final String CLOUD_CUSTOM_DATA = "CamelTencentCloudCustomData";

    @Metadata(
            label = "producer im",
            description =
                    "How many seconds the message is kept for a user who is offline, up to 604800; 0 for not at all.",
            javaType = "Integer")
    public static final String MSG_LIFE_TIME = "CamelTencentMsgLifeTime";

    @Metadata(label = "producer im", description = "The key that IM gave to the message.", javaType = "String")
    public static final String MSG_KEY = "CamelTencentMsgKey";

    @Metadata(
            label = "producer im",
            description = "The number that IM gave to the message in its group.",
            javaType = "Long")
    public static final String MSG_SEQ = "CamelTencentMsgSeq";

    @Metadata(
            label = "producer im",
            description = "When IM took the message, in seconds since 1970.",
            javaType = "Long")
    public static final String MSG_TIME = "CamelTencentMsgTime";

    // ---- UserSig

    @Metadata(
            label = "producer usersig",
            description = "The user that the UserSig is for, or the one it must be of when verifying.",
            javaType = "String")
    public static final String USER_ID = "CamelTencentUserId";

    @Metadata(
            label = "producer usersig",
            description = "Seconds that the UserSig is good for; may only shorten what the endpoint says.",
            javaType = "Long")
    public static final String EXPIRE = "CamelTencentExpire";

    @Metadata(
            label = "producer usersig",
            description = "The userbuf of the UserSig: Base64 text or byte[].",
            javaType = "Object")
    public static final String USER_BUF = "CamelTencentUserBuf";

    @Metadata(
            label = "producer usersig",
            description = "The number of the room that a private map key opens.",
            javaType = "Long")
    public static final String ROOM_ID = "CamelTencentRoomId";

    @Metadata(
            label = "producer usersig",
            description = "The name of the room that a private map key opens.",
            javaType = "String")
    public static final String ROOM_ID_STRING = "CamelTencentRoomIdString";

    @Metadata(
            label = "producer usersig",
            description =
                    "What may be done in the room: a number from 0 to 255, or names such as enterRoom joined by commas.",
            javaType = "String")
    public static final String PRIVILEGES = "CamelTencentPrivileges";

    @Metadata(
            label = "usersig",
            description =
                    "What the UserSig says that a UserSigVerifier found right. Also an exchange property. One that a message brings along is removed.",
            javaType = "io.github.cameltencent.sign.UserSigClaims")
    public static final String USER_SIG_CLAIMS = "CamelTencentUserSigClaims";

    // ---- callbacks of IM

    @Metadata(
            label = "consumer",
            description = "What happened, such as C2C.CallbackBeforeSendMsg.",
            javaType = "String")
    public static final String CALLBACK_COMMAND = "CamelTencentCallbackCommand";

    @Metadata(label = "consumer", description = "The IM application that the callback is of.", javaType = "Long")
    public static final String SDK_APP_ID = "CamelTencentSdkAppId";

    @Metadata(
            label = "consumer",
            description = "The address of who caused the callback, as Tencent tells it.",
            javaType = "String")
    public static final String CLIENT_IP = "CamelTencentClientIp";

    @Metadata(
            label = "consumer",
            description = "From what the callback was caused: RESTAPI, Web, Android, iOS and others.",
            javaType = "String")
    public static final String OPT_PLATFORM = "CamelTencentOptPlatform";

    @Metadata(
            label = "consumer",
            description = "When it happened, in Unix milliseconds, where the callback says so.",
            javaType = "Long")
    public static final String EVENT_TIME = "CamelTencentEventTime";

    private TencentConstants() {}
}
