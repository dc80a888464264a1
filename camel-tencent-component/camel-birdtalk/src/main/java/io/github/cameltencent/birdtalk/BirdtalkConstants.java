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
package io.github.cameltencent.birdtalk;

import io.github.cameltencent.TencentConstants;
import org.apache.camel.spi.Metadata;

/** The scheme and the header names of the component. */
public final class BirdtalkConstants {

    /** The scheme of the component's endpoints. */
    public static final String SCHEME = "birdtalk";

    @Metadata(description = "The id that the server gave to the message.", javaType = "Long")
    public static final String MSG_ID = "CamelBirdtalkMsgId";

    @Metadata(label = "consumer", description = "The user that the message is of.", javaType = "Long")
    public static final String FROM_ID = "CamelBirdtalkFromId";

    @Metadata(description = "The user or the group that the message is for.", javaType = "Long")
    public static final String TO_ID = "CamelBirdtalkToId";

    @Metadata(description = "p2p or group.", javaType = "String")
    public static final String CHAT_TYPE = "CamelBirdtalkChatType";

    @Metadata(
            description = "What the message is: TEXT, IMAGE, VOICE, VIDEO, FILE, DELETE, KEY or PLUGIN.",
            javaType = "String")
    public static final String MSG_TYPE = "CamelBirdtalkMsgType";

    @Metadata(
            description = "The number that the sender gave to the message; not unique among clients.",
            javaType = "Long")
    public static final String SEND_ID = "CamelBirdtalkSendId";

    @Metadata(description = "When the server took the message, in Unix milliseconds.", javaType = "Long")
    public static final String TIME = "CamelBirdtalkTime";

    @Metadata(description = "The id of the message that this one quotes or takes back.", javaType = "Long")
    public static final String REF_MSG_ID = "CamelBirdtalkRefMsgId";

    @Metadata(
            label = "consumer",
            description = "What the exchange is made of: message, receipt, presence, friend or group.",
            javaType = "String")
    public static final String EVENT = "CamelBirdtalkEvent";

    @Metadata(
            label = "producer",
            description = "What is done, such as add of birdtalk:friend; before the option action.",
            javaType = "String")
    public static final String ACTION = "CamelBirdtalkAction";

    @Metadata(
            label = "producer",
            description =
                    "The name under which the server keeps a file: told by an upload, and for a download before the body.",
            javaType = "String")
    public static final String STORED_NAME = "CamelBirdtalkStoredName";

    @Metadata(
            label = "producer",
            description = "How the call ended: ACCEPTED, REJECTED, AUTH, THROTTLED, TRANSIENT or AMBIGUOUS.",
            javaType = "String")
    public static final String OUTCOME = TencentConstants.OUTCOME;

    @Metadata(label = "producer", description = "The code of a failure, the server's or our own.", javaType = "String")
    public static final String ERROR_CODE = TencentConstants.ERROR_CODE;

    @Metadata(label = "producer", description = "What the failure was.", javaType = "String")
    public static final String ERROR_MESSAGE = TencentConstants.ERROR_MESSAGE;

    @Metadata(label = "producer", description = "How often the server was asked.", javaType = "Integer")
    public static final String ATTEMPTS = TencentConstants.ATTEMPTS;

    private BirdtalkConstants() {}
}
