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

    /** The scheme of endpoint URIs. */
    public static final String SCHEME = "birdtalk";

    @Metadata(description = "The message id that the server assigned.", javaType = "Long")
    public static final String MSG_ID = "CamelBirdtalkMsgId";

    @Metadata(label = "consumer", description = "The id of the sender.", javaType = "Long")
    public static final String FROM_ID = "CamelBirdtalkFromId";

    @Metadata(description = "The id of the user or group that the message is for.", javaType = "Long")
    public static final String TO_ID = "CamelBirdtalkToId";

    @Metadata(description = "The type of the dialogue: p2p or group.", javaType = "String")
    public static final String CHAT_TYPE = "CamelBirdtalkChatType";

    @Metadata(
            description = "The message type: TEXT, IMAGE, VOICE, VIDEO, FILE, DELETE, KEY or PLUGIN.",
            javaType = "String")
    public static final String MSG_TYPE = "CamelBirdtalkMsgType";

    @Metadata(description = "The send id that the sender assigned; not unique among clients.", javaType = "Long")
    public static final String SEND_ID = "CamelBirdtalkSendId";

    @Metadata(description = "When the server accepted the message, Unix time in milliseconds.", javaType = "Long")
    public static final String TIME = "CamelBirdtalkTime";

    @Metadata(description = "The id of the message that this one quotes or recalls.", javaType = "Long")
    public static final String REF_MSG_ID = "CamelBirdtalkRefMsgId";

    @Metadata(
            label = "consumer",
            description = "The event type: message, receipt, presence, friend or group.",
            javaType = "String")
    public static final String EVENT = "CamelBirdtalkEvent";

    @Metadata(
            label = "producer",
            description = "The action, such as add of birdtalk:friend. Takes precedence over the option action.",
            javaType = "String")
    public static final String ACTION = "CamelBirdtalkAction";

    @Metadata(
            label = "producer",
            description =
                    "The name under which the server stores a file: set by an upload, and read by a download, where it takes precedence over the body.",
            javaType = "String")
    public static final String STORED_NAME = "CamelBirdtalkStoredName";

    @Metadata(
            label = "producer",
            description = "The outcome of the call: ACCEPTED, REJECTED, AUTH, THROTTLED, TRANSIENT or AMBIGUOUS.",
            javaType = "String")
    public static final String OUTCOME = TencentConstants.OUTCOME;

    @Metadata(
            label = "producer",
            description = "The error code, of the server or of the component.",
            javaType = "String")
    public static final String ERROR_CODE = TencentConstants.ERROR_CODE;

    @Metadata(label = "producer", description = "The error message.", javaType = "String")
    public static final String ERROR_MESSAGE = TencentConstants.ERROR_MESSAGE;

    @Metadata(label = "producer", description = "The number of frames sent for the call.", javaType = "Integer")
    public static final String ATTEMPTS = TencentConstants.ATTEMPTS;

    private BirdtalkConstants() {}
}
