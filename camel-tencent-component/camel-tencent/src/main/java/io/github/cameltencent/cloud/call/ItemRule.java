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
package io.github.cameltencent.cloud.call;

/**
 * How an answer tells item by item what became of a call.
 *
 * @param request the list of the request that names the items
 * @param list the list of the answer
 * @param item the field of its entries that names the item, null where each entry is the name of what failed
 * @param code the field with the code, null where all entries are of what failed
 * @param good the code of an item that is fine
 */
public record ItemRule(String request, String list, String item, String code, String good) {

    static ItemRule parse(String request, String answer) {
        String[] words = answer.split(" ");
        String[] code = words.length > 2 ? words[2].split("=") : new String[2];
        return new ItemRule(request, words[0], words.length > 1 ? words[1] : null, code[0], code[1]);
    }
}
