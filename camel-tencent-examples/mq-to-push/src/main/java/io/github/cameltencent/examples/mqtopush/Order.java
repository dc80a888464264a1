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
package io.github.cameltencent.examples.mqtopush;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.cameltencent.push.PushMessage;
import java.util.Map;

/**
 * An order on the queue.
 *
 * @param id the number of the order
 * @param device the token of the customer's phone
 * @param status the text for the customer
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Order(String id, String device, String status) {

    static final String TITLE = "Order ";

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int ONE_DAY = 86_400;

    static Order ofJson(String json) throws BadOrderException {
        Order order;
        try {
            order = MAPPER.readValue(json, Order.class);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new BadOrderException("the message is not an order in JSON", e);
        }
        if (order == null || order.id == null || order.device == null || order.status == null) {
            throw new BadOrderException("the order has no id, device or status", null);
        }
        return order;
    }

    String toJson() {
        try {
            return MAPPER.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    PushMessage toPush() {
        return PushMessage.builder()
                .tokens(device)
                .title(TITLE + id)
                .content("Your order is " + status)
                .custom(Map.of("order", id))
                .timeToLive(ONE_DAY)
                .build();
    }
}
