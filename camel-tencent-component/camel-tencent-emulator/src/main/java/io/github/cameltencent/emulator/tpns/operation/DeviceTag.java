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
package io.github.cameltencent.emulator.tpns.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.engine.Answer;
import io.github.cameltencent.emulator.tpns.request.AnswerStyle;
import io.github.cameltencent.emulator.tpns.request.TpnsErrorException;
import io.github.cameltencent.emulator.tpns.request.TpnsRequestFields;
import io.github.cameltencent.emulator.tpns.state.TpnsTags;
import java.util.Collections;
import java.util.List;

/** {@code /v3/device/tag} with its ten operators. */
public final class DeviceTag implements TpnsOperation {

    private static final int LIST = 500;
    private static final int PAIRS = 20;

    @Override
    public Answer run(TpnsCall call) {
        long operator = TpnsRequestFields.integer(call.body(), "operator_type");
        if (operator < 1 || operator > 10) {
            throw TpnsErrorException.invalid(
                    "operator_type", "must be from 1 to 10", call.body().get("operator_type"));
        }
        List<String> tokens = operator < 9 ? tokens(call, operator < 7) : List.of();
        List<String> tags = operator < 9 && operator != 5 ? tags(call.body(), operator) : List.of();
        return call.state().locked(() -> {
            TpnsTags store = call.state().tags;
            int done = operator < 9 ? apply(store, operator, tokens, tags) : pairs(call, operator == 9);
            ObjectNode answer = call.style().body(call.seq(), "0", "");
            answer.put("result", Collections.nCopies(done, 0).toString().replace(" ", ""));
            return AnswerStyle.success(answer, List.of(), tokens);
        });
    }

    private static int apply(TpnsTags store, long operator, List<String> tokens, List<String> tags) {
        for (String token : tokens) {
            switch ((int) operator) {
                case 1, 3, 7 -> store.add(token, tags);
                case 2, 4, 8 -> store.remove(token, tags);
                case 5 -> store.removeAll(token);
                default -> store.replace(token, tags);
            }
        }
        return tokens.size();
    }

    private static int pairs(TpnsCall call, boolean add) {
        List<ObjectNode> pairs = TpnsRequestFields.objects(call.body(), "tag_token_list", PAIRS);
        for (ObjectNode pair : pairs) {
            device(call, TpnsRequestFields.text(pair, "token"));
            TpnsRequestFields.limited(pair, "tag", 50);
        }
        for (ObjectNode pair : pairs) {
            List<String> tag = List.of(pair.get("tag").textValue());
            String token = pair.get("token").textValue();
            if (add) {
                call.state().tags.add(token, tag);
            } else {
                call.state().tags.remove(token, tag);
            }
        }
        return pairs.size();
    }

    private static List<String> tokens(TpnsCall call, boolean firstOnly) {
        List<String> tokens = TpnsRequestFields.texts(call.body(), "token_list", LIST);
        List<String> used = firstOnly ? tokens.subList(0, 1) : tokens;
        used.forEach(token -> device(call, token));
        return used;
    }

    private static List<String> tags(ObjectNode body, long operator) {
        List<String> tags = TpnsRequestFields.texts(body, "tag_list", LIST);
        for (String tag : tags) {
            if (tag.isEmpty() || tag.codePointCount(0, tag.length()) > 50) {
                throw TpnsErrorException.invalid("tag_list", "holds a tag that is empty or longer than 50 characters");
            }
        }
        boolean firstOnly = operator == 1 || operator == 2 || operator >= 7;
        return firstOnly ? tags.subList(0, 1) : tags;
    }

    private static void device(TpnsCall call, String token) {
        if (!call.state().isDevice(token)) {
            throw new TpnsErrorException(TpnsErrorException.BAD_TOKEN, "invalid token");
        }
    }

    /** {@code /v3/device/tag/delete_all_device}. */
    public static Answer deleteEverywhere(TpnsCall call) {
        List<String> tags = TpnsRequestFields.texts(call.body(), "tag_list", LIST);
        return call.state().locked(() -> {
            call.state().tags.removeEverywhere(tags);
            return call.style().success(call.seq());
        });
    }
}
