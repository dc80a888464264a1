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
import com.tencent.xinge.XingeApp;
import com.tencent.xinge.XingeAppSimple;
import com.tencent.xinge.bean.AudienceType;
import com.tencent.xinge.bean.ChannelRule;
import com.tencent.xinge.bean.ClickAction;
import com.tencent.xinge.bean.Environment;
import com.tencent.xinge.bean.LoopParam;
import com.tencent.xinge.bean.LoopType;
import com.tencent.xinge.bean.Message;
import com.tencent.xinge.bean.MessageAndroid;
import com.tencent.xinge.bean.MessageIOS;
import com.tencent.xinge.bean.MessageType;
import com.tencent.xinge.bean.OpType;
import com.tencent.xinge.bean.Platform;
import com.tencent.xinge.bean.PushChannel;
import com.tencent.xinge.bean.SmsInfo;
import com.tencent.xinge.bean.TagItem;
import com.tencent.xinge.bean.TagListObject;
import com.tencent.xinge.bean.TagRule;
import com.tencent.xinge.bean.TagTokenPair;
import com.tencent.xinge.bean.TimeInterval;
import com.tencent.xinge.bean.ios.Alert;
import com.tencent.xinge.bean.ios.Aps;
import com.tencent.xinge.device.account.AccountBindOperatorType;
import com.tencent.xinge.device.account.AccountBindRequest;
import com.tencent.xinge.device.account.AccountQueryOperatorType;
import com.tencent.xinge.device.account.AccountQueryRequest;
import com.tencent.xinge.device.account.AccountTypePair;
import com.tencent.xinge.device.account.TokenAccountsPair;
import com.tencent.xinge.device.tag.DeviceTagRequest;
import com.tencent.xinge.device.tag.TagBindOperatorType;
import com.tencent.xinge.push.app.PushAppRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.json.JSONObject;

/**
 * Every kind of typed push and of typed call that the vendor's client for TPNS has. Arguments: the address, the pairs
 * of keys for Android and iOS, whether to sign. Prints a line a call: its name, its code, its message.
 */
public final class PushClientCalls {

    private static XingeApp app;
    private static boolean ios;
    private static int number;

    public static void main(String[] arguments) throws Exception {
        String address = arguments[0];
        boolean sign = Boolean.parseBoolean(arguments[5]);
        for (boolean forIos : new boolean[] {false, true}) {
            ios = forIos;
            app = new XingeApp.Builder()
                    .appId(arguments[forIos ? 3 : 1])
                    .secretKey(arguments[forIos ? 4 : 2])
                    .domainUrl(address)
                    .useSignAuth(sign)
                    .build();
            pushes();
        }
        ios = false;
        app = new XingeApp.Builder()
                .appId(arguments[1])
                .secretKey(arguments[2])
                .domainUrl(address)
                .useSignAuth(sign)
                .build();
        tags();
        accounts();
        if (!sign) {
            simple(new XingeAppSimple(arguments[1], arguments[2], address));
            simpleForIos(new XingeAppSimple(arguments[3], arguments[4], address));
        }
    }

    private static void pushes() throws Exception {
        push("token", AudienceType.token, push -> push.setToken_list(list("token1")));
        push("token list", AudienceType.token_list, push -> push.setToken_list(list("token1", "token2")));
        push("dead tokens left out", AudienceType.token_list, push -> {
            push.setToken_list(list("token1", "dead1"));
            push.setIgnoreInvalidToken(1);
        });
        push("account", AudienceType.account, push -> push.setAccount_list(list("account1")));
        push("account list", AudienceType.account_list, push -> push.setAccount_list(list("account1", "account2")));
        push("all devices of an account", AudienceType.account, push -> {
            push.setAccount_list(list("account1"));
            push.setAccount_push_type(1);
        });
        push("all", AudienceType.all, push -> {});
        push("tag list", AudienceType.tag, push -> {
            TagListObject tags = new TagListObject();
            tags.setTags(list("tag1", "tag2"));
            tags.setOp(OpType.OR);
            push.setTag_list(tags);
        });
        push("tag rules", AudienceType.tag, push -> push.setTagRules(list(rule())));
        push("timed", AudienceType.all, push -> push.setSend_time("2020-01-01 00:00:00"));
        push("slow", AudienceType.all, push -> push.setPush_speed(1000));
        push("overriding", AudienceType.all, push -> {
            push.setCollapseId(7);
            push.setForceCollapse(true);
        });
        push("loop", AudienceType.all, push -> push.setLoopParam(loop()));
        push("plan", AudienceType.all, push -> push.setPlanId("plan1"));
        push("channels", AudienceType.token, push -> {
            push.setToken_list(list("token1"));
            ChannelRule rule = new ChannelRule();
            rule.setChannel(PushChannel.hw);
            rule.setDisable(true);
            push.setChannelRuleList(list(rule));
            push.setTpnsOnlinePushType(1);
        });
        push("personal", AudienceType.token, push -> {
            push.setToken_list(list("token1"));
            push.setNtfWtAttrs(true);
            push.getMessage().setTitleDefault("title");
            push.getMessage().setContentDefault("content");
        });
        push("text message", AudienceType.token, push -> {
            push.setToken_list(list("token1"));
            SmsInfo sms = new SmsInfo();
            sms.setDelayTriggerTime(300);
            sms.setTriggerCondition(1);
            sms.setSmsAppId("app");
            sms.setSmsTemplateId("template");
            push.setResendBySms(true);
            push.setSmsInfo(sms);
        });
        push("message", AudienceType.token, push -> {
            push.setToken_list(list("token1"));
            push.setMessage_type(MessageType.message);
            if (ios) {
                Aps aps = new Aps();
                aps.setContent_available(1);
                push.getMessage().getIos().setAps(aps);
            }
        });
        packages();
    }

    private static void packages() throws Exception {
        Path file = Files.createTempFile("tokens", ".txt");
        try {
            Files.writeString(file, "token1\ntoken2\n");
            var answer = app.Upload(file.toString());
            print("upload", Integer.toString(answer.getRetCode()), answer.getErrMsg());
            push("token package", AudienceType.package_token_push, push -> push.setUploadId(answer.getUploadId()));
            push("account package", AudienceType.package_account_push, push -> push.setUploadId(answer.getUploadId()));
        } finally {
            Files.delete(file);
        }
    }

    private static void push(String name, AudienceType audience, Consumer<PushAppRequest> change) {
        PushAppRequest push = new PushAppRequest();
        push.setAudience_type(audience);
        push.setMessage_type(MessageType.notify);
        push.setPlatform(ios ? Platform.ios : Platform.android);
        push.setMessage(message());
        if (ios) {
            push.setEnvironment(Environment.product);
        }
        change.accept(push);
        JSONObject answer = app.pushApp(push);
        print((ios ? "ios " : "android ") + name, answer.opt("ret_code"), answer.opt("err_msg"));
    }

    /** A message that differs from those before, since equal broadcasts are refused. */
    private static Message message() {
        Message message = new Message();
        message.setTitle("title");
        message.setContent("content " + ++number);
        if (ios) {
            Aps aps = new Aps();
            Alert alert = new Alert();
            alert.setSubtitle("subtitle");
            aps.setAlert(alert);
            aps.setBadge_type(-2);
            aps.setSound("default");
            MessageIOS part = new MessageIOS();
            part.setAps(aps);
            part.setCustom("{\"key\":\"value\"}");
            message.setIos(part);
        } else {
            ClickAction action = new ClickAction();
            action.setAction_type(3);
            action.setIntent("app://page");
            MessageAndroid part = new MessageAndroid();
            part.setAction(action);
            part.setCustom_content("{\"key\":\"value\"}");
            message.setAndroid(part);
            message.setAccept_time(list(new TimeInterval(13, 0, 14, 0)));
        }
        return message;
    }

    private static TagRule rule() {
        TagItem item = new TagItem();
        item.setTags(list("guangdong", "hunan"));
        item.setTagsOperator(OpType.OR);
        item.setItemsOperator(OpType.OR);
        item.setTagType("xg_auto_province");
        TagRule rule = new TagRule();
        rule.setTagItems(list(item));
        rule.setOperator(OpType.OR);
        return rule;
    }

    private static LoopParam loop() {
        String today = java.time.LocalDate.now().toString();
        LoopParam loop = new LoopParam();
        loop.setStartDate(today);
        loop.setEndDate(today);
        loop.setLoopType(LoopType.day);
        loop.setLoopDayIndexs(list(0));
        loop.setDayTimes(list("23:59:59"));
        return loop;
    }

    private static void tags() {
        tag(TagBindOperatorType.ADD_SINGLE_TAG_SINGLE, list("tag1"), list("token1"), null);
        tag(TagBindOperatorType.ADD_MULT_TAGS_SINGLE, list("tag1", "tag2"), list("token1"), null);
        tag(TagBindOperatorType.COVER_SINGLE_TAG, list("tag3"), list("token1"), null);
        tag(TagBindOperatorType.ADD_SINGLE_TAG_MULT, list("tag1"), list("token1", "token2"), null);
        tag(TagBindOperatorType.ADD_BATCH_TAGS, null, null, list(new TagTokenPair("tag1", "token1")));
        tag(TagBindOperatorType.DELE_BATCH_TAGS, null, null, list(new TagTokenPair("tag1", "token1")));
        tag(TagBindOperatorType.DELE_SINGLE_TAG_MULT, list("tag1"), list("token1", "token2"), null);
        tag(TagBindOperatorType.DELE_MULT_TAGS_SINGLE, list("tag1", "tag2"), list("token1"), null);
        tag(TagBindOperatorType.DELE_SINGLE_TAG_SINGLE, list("tag3"), list("token1"), null);
        tag(TagBindOperatorType.DELE_ALL_TAGS_SINGLE, null, list("token1"), null);
    }

    private static void tag(
            TagBindOperatorType type,
            ArrayList<String> tags,
            ArrayList<String> tokens,
            ArrayList<TagTokenPair> pairs) {
        DeviceTagRequest request = new DeviceTagRequest();
        request.setOperatorType(type);
        request.setPlatform(Platform.android);
        if (tags != null) {
            request.setTagList(tags);
        }
        if (tokens != null) {
            request.setTokenList(tokens);
        }
        if (pairs != null) {
            request.setTagTokenList(pairs);
        }
        JSONObject answer = app.tagBind(request);
        print("tag " + type, answer.opt("ret_code"), answer.opt("err_msg"));
    }

    private static void accounts() {
        for (AccountBindOperatorType type : AccountBindOperatorType.values()) {
            if (type == AccountBindOperatorType.AllDeleteTokenFromAccount) {
                // what the one before took away
                bind(AccountBindOperatorType.BatchAppendAccount);
            }
            bind(type);
            if (type == AccountBindOperatorType.BatchAppendAccount) {
                query();
            }
        }
    }

    private static AccountTypePair account() {
        AccountTypePair account = new AccountTypePair();
        account.setAccount("account1");
        return account;
    }

    private static void query() {
        for (AccountQueryOperatorType type : AccountQueryOperatorType.values()) {
            AccountQueryRequest request = new AccountQueryRequest();
            request.setOperatorType(type);
            request.setAccountList(list(account()));
            request.setTokenList(list("token1"));
            JSONObject answer = app.accountQuery(request);
            print("query " + type, answer.opt("retCode"), answer.opt("errMsg"));
        }
    }

    private static void bind(AccountBindOperatorType type) {
        TokenAccountsPair pair = new TokenAccountsPair();
        pair.setToken("token1");
        pair.setAccountList(list(account()));
        AccountBindRequest request = new AccountBindRequest();
        request.setOperatorType(type);
        switch (type) {
            case AllDeleteAccountFromToken -> request.setTokenList(list("token1"));
            case AllDeleteTokenFromAccount -> request.setAccountList(list(account()));
            default -> request.setTokenAccounts(list(pair));
        }
        JSONObject answer = app.accountBind(request);
        print("account " + type, answer.opt("ret_code"), answer.opt("err_msg"));
    }

    private static void simple(XingeAppSimple simple) {
        print("simple token", simple.pushTokenAndroid("t", "s1", "token1"));
        print("simple token list", simple.pushTokenListAndroid("t", "s2", list("token1")));
        print("simple account", simple.pushAccountAndroid("t", "s3", "account1"));
        print("simple account list", simple.pushAccountListAndroid("t", "s4", list("account1")));
        print("simple all", simple.pushAllAndroid("t", "s5"));
        print("simple tag", simple.pushTagAndroid("t", "s6", "tag1"));
    }

    private static void simpleForIos(XingeAppSimple simple) {
        print("simple ios token", simple.pushTokenIos("t", "s1", "token1", "product"));
        print("simple ios token list", simple.pushTokenListIos("t", "s2", list("token1"), "product"));
        print("simple ios account", simple.pushAccountIos("t", "s3", "account1", "product"));
        print("simple ios account list", simple.pushAccountListIos("t", "s4", list("account1"), "product"));
        print("simple ios all", simple.pushAllIos("t", "s5", "product"));
        print("simple ios tag", simple.pushTagIos("t", "s6", "tag1", "product"));
    }

    private static void print(String name, JSONObject answer) {
        print(name, answer.opt("ret_code"), answer.opt("err_msg"));
    }

    private static void print(String name, Object code, Object message) {
        System.out.println(name + "|" + code + "|" + message);
    }

    @SafeVarargs
    private static <T> ArrayList<T> list(T... values) {
        return new ArrayList<>(List.of(values));
    }
}
