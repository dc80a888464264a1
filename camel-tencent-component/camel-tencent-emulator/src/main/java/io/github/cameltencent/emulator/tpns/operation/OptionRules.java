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
import io.github.cameltencent.emulator.tpns.request.TpnsErrorException;
import io.github.cameltencent.emulator.tpns.request.TpnsRequestFields;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks the options of a push that do not depend on audience or time. */
final class OptionRules {

    private static final int EXPIRE_MOST = 259_200;
    private static final int ATTRIBUTES_MOST = 5;
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{[^{}]+}}");
    private static final Set<String> CHANNELS = Set.of("xg", "hw", "xm", "mz", "vivo", "oppo", "apns", "honor", "fcm");

    private OptionRules() {}

    static void check(ObjectNode body, ObjectNode message, boolean ios) {
        TpnsRequestFields.integerOr(body, "expire_time", 86_400, 0, EXPIRE_MOST);
        TpnsRequestFields.integerOr(body, "tpns_online_push_type", 0, 0, 1);
        TpnsRequestFields.integerOr(body, "seq", 0, Long.MIN_VALUE, Long.MAX_VALUE);
        TpnsRequestFields.flag(body, "multi_pkg");
        TpnsRequestFields.flag(body, "force_collapse");
        if (TpnsRequestFields.has(body, "platform")) {
            TpnsRequestFields.oneOf(body, "platform", Set.of("android", "ios", "all"));
        }
        if (TpnsRequestFields.has(body, "channel_rules")) {
            for (ObjectNode rule : TpnsRequestFields.objects(body, "channel_rules", CHANNELS.size())) {
                TpnsRequestFields.oneOf(rule, "channel", CHANNELS);
                TpnsRequestFields.flag(rule, "disable");
            }
        }
        if (TpnsRequestFields.flag(body, "ntf_wt_attrs")) {
            personalised(message, ios);
        }
        if (TpnsRequestFields.flag(body, "resend_by_sms")) {
            sms(TpnsRequestFields.object(body, "sms_info"));
        }
    }

    private static void personalised(ObjectNode message, boolean ios) {
        TpnsRequestFields.text(message, "default_content");
        if (!ios) {
            TpnsRequestFields.text(message, "default_title");
        }
        String text =
                message.path("title").asText() + " " + message.path("content").asText();
        if (PLACEHOLDER.matcher(text).results().distinct().count() > ATTRIBUTES_MOST) {
            throw TpnsErrorException.invalid("message", "uses more than " + ATTRIBUTES_MOST + " attributes");
        }
    }

    private static void sms(ObjectNode info) {
        if (TpnsRequestFields.integer(info, "delay_trigger_time") < 300) {
            throw TpnsErrorException.invalid(
                    "delay_trigger_time", "must be 300 or more", info.get("delay_trigger_time"));
        }
        long condition = TpnsRequestFields.integer(info, "trigger_condition");
        if (condition < 0 || condition > 2) {
            throw TpnsErrorException.invalid("trigger_condition", "must be from 0 to 2", info.get("trigger_condition"));
        }
        TpnsRequestFields.text(info, "sms_app_id");
        TpnsRequestFields.text(info, "sms_template_id");
    }
}
