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
                    "The receiver of a text body, or several as the text of a JSON array. The header CamelTencentToAccount takes precedence.")
    private String toAccount;

    @UriParam(
            label = "producer,im",
            description =
                    "The sender of a message. The default is the administrator. The header CamelTencentFromAccount takes precedence.")
    private String fromAccount;

    @UriParam(
            label = "producer,im",
            description = "The group that a text body is sent to. The header CamelTencentGroupId takes precedence.")
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
