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
package io.github.cameltencent.im;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** The options that only calls of IM have. */
@UriParams
public class ImConfiguration {

    @UriParam(
            label = "producer,im",
            description =
                    "The user, or the users, that a text body is sent to: one, or the text of a JSON array. The header CamelTencentToAccount goes before it.")
    private String toAccount;

    @UriParam(
            label = "producer,im",
            description =
                    "The user that a message is sent in the name of; the administrator by default. The header CamelTencentFromAccount goes before it.")
    private String fromAccount;

    @UriParam(
            label = "producer,im",
            description = "The group that a text body is sent to. The header CamelTencentGroupId goes before it.")
    private String groupId;

    public String getToAccount() {
        return toAccount;
    }

    public void setToAccount(String toAccount) {
        this.toAccount = toAccount;
    }

    public String getFromAccount() {
        return fromAccount;
    }

    public void setFromAccount(String fromAccount) {
        this.fromAccount = fromAccount;
    }

    public String getGroupId() {
        return groupId;
    }

    public void setGroupId(String groupId) {
        this.groupId = groupId;
    }
}
