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
 * Where an answer has the results of the items of a call.
 *
 * @param request the list with the items in the request
 * @param list the list with the results in the answer
 * @param item the field with the name of the item, null if each entry is the name of a failed item
 * @param code the field with the code, null if all entries are failures
 * @param good the code of success
 */
public record ItemRule(String request, String list, String item, String code, String good) {

    static ItemRule parse(String request, String answer) {
        String[] words = answer.split(" ");
        String[] code = words.length > 2 ? words[2].split("=") : new String[2];
        return new ItemRule(request, words[0], words.length > 1 ? words[1] : null, code[0], code[1]);
    }
}
