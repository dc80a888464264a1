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
package io.github.cameltencent.kamelets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Makes the request of {@code sms/SendSms} from a message: its body gives the parameters of the template, and the header
 * {@link #PHONE_NUMBERS} the receivers. Used by the Kamelet {@code tencent-sms-sink}; thread-safe once configured.
 */
public class SmsRequestProcessor implements Processor {

    /** The header with the receivers: one number, a collection, an array, or a JSON array. */
    public static final String PHONE_NUMBERS = "CamelTencentPhoneNumbers";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private String smsSdkAppId;
    private String templateId;
    private String signName;
    private String phoneNumbers;

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        Object receivers = message.removeHeader(PHONE_NUMBERS);
        List<String> numbers = texts(exchange, PHONE_NUMBERS, receivers == null ? phoneNumbers : receivers);
        if (numbers.isEmpty()) {
            throw new IllegalArgumentException(
                    "No phone number: set the header " + PHONE_NUMBERS + ", or phoneNumbers of the Kamelet");
        }
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("SmsSdkAppId", smsSdkAppId);
        request.put("TemplateId", templateId);
        if (signName != null && !signName.isBlank()) {
            request.put("SignName", signName);
        }
        request.put("PhoneNumberSet", numbers);
        request.put("TemplateParamSet", texts(exchange, "The body", message.getBody()));
        message.setBody(request);
    }

    /** Returns the elements of a list or of a JSON array; any other text is the only element, and a blank one is none. */
    private static List<String> texts(Exchange exchange, String what, Object value) {
        if (value instanceof Collection<?> values) {
            return values.stream().map(each -> text(exchange, what, each)).toList();
        }
        if (value instanceof Object[] values) {
            return Stream.of(values).map(each -> text(exchange, what, each)).toList();
        }
        String text = value == null ? "" : text(exchange, what, value);
        if (text.stripLeading().startsWith("[")) {
            return elements(what, text);
        }
        return text.isBlank() ? List.of() : List.of(text);
    }

    private static List<String> elements(String what, String text) {
        try {
            JsonNode array = JSON.readTree(text);
            return StreamSupport.stream(array.spliterator(), false)
                    .map(JsonNode::asText)
                    .toList();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(what + " begins like a JSON array, but is none"); // without its text
        }
    }

    private static String text(Exchange exchange, String what, Object value) {
        String text = value == null
                ? null
                : exchange.getContext().getTypeConverter().tryConvertTo(String.class, exchange, value);
        if (text == null) {
            throw new IllegalArgumentException(what + " has an element that is no text");
        }
        return text;
    }

    public void setSmsSdkAppId(String smsSdkAppId) {
        this.smsSdkAppId = smsSdkAppId;
    }

    public void setTemplateId(String templateId) {
        this.templateId = templateId;
    }

    public void setSignName(String signName) {
        this.signName = signName;
    }

    public void setPhoneNumbers(String phoneNumbers) {
        this.phoneNumbers = phoneNumbers;
    }
}
