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
package io.github.cameltencent.signing;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * A received call of the Cloud API that is not verified yet.
 *
 * @param query the encoded query of the request, empty for none
 * @param form the form that the HTTP consumer has parsed from the body, null for none
 */
record IncomingCloudCall(
        Message message, String method, String host, String path, String query, Map<?, ?> form, byte[] body) {

    static IncomingCloudCall of(Message message, Map<?, ?> form, byte[] body, String host, String path) {
        Object method = message.getHeader(Exchange.HTTP_METHOD);
        String own = host != null ? host : text(message, "Host");
        if (own == null) {
            throw refused(
                    "InvalidAuthorization", "The message has no header Host: set host to the host that callers sign");
        }
        return new IncomingCloudCall(
                message,
                method == null ? "POST" : method.toString(),
                own,
                path,
                HttpQuery.of(message).text(),
                form,
                body);
    }

    /** Returns the value of a header that occurs once and is not empty, otherwise null. */
    String header(String name) {
        return text(message, name);
    }

    private static String text(Message message, String name) {
        return message.getHeader(name) instanceof CharSequence value && !value.isEmpty() ? value.toString() : null;
    }

    /** Creates an exception whose code is one of the Cloud API's codes under AuthFailure. */
    static TencentException refused(String code, String message) {
        return SigningSupport.refusal(Outcome.AUTH, "cloud", "verify", "AuthFailure." + code, message);
    }
}
