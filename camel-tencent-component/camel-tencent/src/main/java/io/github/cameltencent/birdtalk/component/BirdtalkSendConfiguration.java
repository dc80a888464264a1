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
package io.github.cameltencent.birdtalk.component;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** The options of what is sent to the BirdTalk chat; a header of the message comes before each. */
@UriParams
public class BirdtalkSendConfiguration {

    @UriParam(label = "birdtalk,producer", description = "The user or the group that messages go to")
    private Long toId;

    @UriParam(
            label = "birdtalk,producer",
            description = "Whether toId is a user or a group",
            defaultValue = "p2p",
            enums = "p2p,group")
    private String chatType = "p2p";

    @UriParam(
            label = "birdtalk,producer",
            description = "What a message is; DELETE takes back the one that the header CamelTencentChatRefMsgId names",
            defaultValue = "TEXT",
            enums = "TEXT,IMAGE,VOICE,VIDEO,FILE,DELETE,KEY,PLUGIN")
    private String msgType;

    @UriParam(
            label = "birdtalk,producer",
            description =
                    "What is done: for friend find, add, remove, block, unblock, permission, remark or list; for group create, set, search, join, invite, quit, kick, dissolve, addAdmin, removeAdmin, transfer, info, members, nick or list; for user info, set, code, unregister, logout, enable or disable; for query messages, receipts or records")
    private String chatOperation;

    public Long getToId() {
        return toId;
    }

    public void setToId(Long toId) {
        this.toId = toId;
    }

    public String getChatType() {
        return chatType;
    }

    public void setChatType(String chatType) {
        this.chatType = chatType;
    }

    public String getMsgType() {
        return msgType;
    }

    public void setMsgType(String msgType) {
        this.msgType = msgType;
    }

    public String getChatOperation() {
        return chatOperation;
    }

    public void setChatOperation(String chatOperation) {
        this.chatOperation = chatOperation;
    }
}
