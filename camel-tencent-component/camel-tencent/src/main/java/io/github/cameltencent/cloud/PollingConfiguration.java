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
package io.github.cameltencent.cloud;

import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** The options of polling consumers. */
@UriParams
public class PollingConfiguration {

    @UriParam(
            label = "consumer,cloud",
            description =
                    "The parameters of each call as JSON: text, or a resource such as classpath:NAME or file:NAME",
            defaultValue = "{}")
    private String requestBody;

    @UriParam(
            label = "consumer,cloud",
            description =
                    "Creates an exchange for each item of the answer, instead of one for the answer. With paginate=true all pages are read.",
            defaultValue = "false")
    private boolean splitItems;

    @UriParam(
            label = "consumer,cloud",
            description = "The maximum number of exchanges per poll, 0 for no limit",
            defaultValue = "0")
    private int maxMessagesPerPoll;

    @UriParam(
            label = "consumer,cloud",
            description = "Skips items that were already processed successfully by the route",
            defaultValue = "false")
    private boolean idempotent;

    @UriParam(
            label = "consumer,cloud",
            description =
                    "The key that identifies an item, in the simple language, such as ${body.get('InstanceId')} with responseType=map. The default is a digest of the item.")
    private String idempotentKey;

    @UriParam(
            label = "consumer,cloud",
            description = "The repository of the processed items. The default keeps the last 100,000 in memory.")
    private IdempotentRepository idempotentRepository;

    public String getRequestBody() {
        return requestBody;
    }

    public void setRequestBody(String requestBody) {
        this.requestBody = requestBody;
    }

    public boolean isSplitItems() {
        return splitItems;
    }

    public void setSplitItems(boolean splitItems) {
        this.splitItems = splitItems;
    }

    public int getMaxMessagesPerPoll() {
        return maxMessagesPerPoll;
    }

    public void setMaxMessagesPerPoll(int maxMessagesPerPoll) {
        this.maxMessagesPerPoll = maxMessagesPerPoll;
    }

    public boolean isIdempotent() {
        return idempotent;
    }

    public void setIdempotent(boolean idempotent) {
        this.idempotent = idempotent;
    }

    public String getIdempotentKey() {
        return idempotentKey;
    }

    public void setIdempotentKey(String idempotentKey) {
        this.idempotentKey = idempotentKey;
    }

    public IdempotentRepository getIdempotentRepository() {
        return idempotentRepository;
    }

    public void setIdempotentRepository(IdempotentRepository idempotentRepository) {
        this.idempotentRepository = idempotentRepository;
    }
}
