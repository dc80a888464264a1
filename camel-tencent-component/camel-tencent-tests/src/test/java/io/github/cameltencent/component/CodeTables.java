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
package io.github.cameltencent.component;

import io.github.cameltencent.birdtalk.request.ChatExceptions;
import io.github.cameltencent.cloud.call.CloudFacts;
import io.github.cameltencent.exchange.DataTable;
import io.github.cameltencent.im.ImFacts;
import io.github.cameltencent.tpns.TpnsFacts;
import java.util.List;

/** The tables of codes in the jars: code, outcome with marks for the component, meaning in English and in Chinese. */
final class CodeTables {

    private CodeTables() {}

    static List<String[]> cloud() {
        return DataTable.read(CloudFacts.class, "cloud-codes.txt");
    }

    static List<String[]> im() {
        return DataTable.read(ImFacts.class, "im-codes.txt");
    }

    static List<String[]> tpns() {
        return DataTable.read(TpnsFacts.class, "tpns-codes.txt");
    }

    static List<String[]> chat() {
        return DataTable.read(ChatExceptions.class, "chat-codes.txt");
    }

    /** Returns the outcome of a row without what follows for the component. */
    static String outcome(String[] row) {
        return row[1].split(" ")[0];
    }
}
