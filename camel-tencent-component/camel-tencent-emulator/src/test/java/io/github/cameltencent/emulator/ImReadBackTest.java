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
package io.github.cameltencent.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameltencent.testing.SettableClock;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Values set by a client are read back in the fields that other vendors' clients expect. */
class ImReadBackTest {

    private static final SettableClock CLOCK = new SettableClock(1_700_000_000);

    @RegisterExtension
    static final TencentEmulatorExtension EMULATOR = new TencentEmulatorExtension(new EmulatorOptions().clock(CLOCK));

    private ImClient client;

    @BeforeEach
    void makeClient() {
        client = new ImClient(EMULATOR.emulator());
        client.clock = CLOCK;
    }

    private JsonNode call(String command, String body) throws IOException {
        JsonNode answer = client.call(command, body);
        assertThat(answer.path("ErrorCode").asInt(-1))
                .as(command + " " + answer)
                .isZero();
        return answer;
    }

    private void reads(String command, String body, String pointer, String value) throws IOException {
        assertThat(call(command, body).at(pointer).asText()).as(command).isEqualTo(value);
    }

    @Test
    void robots() throws IOException {
        assertThat(call("openim_robot_http_svc/get_all_robots", "{}")
                        .path("Robot_Account")
                        .isArray())
                .isTrue();
        call("openim_robot_http_svc/create_robot", "{'UserID':'@RBT#1','Nick':'Robo'}");
        reads("openim_robot_http_svc/get_all_robots", "{}", "/Robot_Account/0", "@RBT#1");
        String nick = "{'To_Account':['@RBT#1'],'TagList':['Tag_Profile_IM_Nick']}";
        reads("profile/portrait_get", nick, "/UserProfileItem/0/ProfileItem/0/Value", "Robo");
        call("openim_robot_http_svc/delete_robot", "{'Robot_Account':'@RBT#1'}");
        assertThat(call("openim_robot_http_svc/get_all_robots", "{}").path("Robot_Account"))
                .isEmpty();
    }

    @Test
    void friends() throws IOException {
        call(
                "sns/friend_add",
                "{'From_Account':'a','AddFriendItem':[{'To_Account':'b','Remark':'Bee','AddSource':'AddSource_Type_X'}]}");
        reads("sns/friend_get", "{'From_Account':'a','StartIndex':0}", "/UserDataItem/0/To_Account", "b");
        reads("sns/friend_get", "{'From_Account':'a','StartIndex':0}", "/FriendNum", "1");
        String requested = "{'From_Account':'a','To_Account':['b'],'TagList':['Tag_SNS_IM_Remark']}";
        reads("sns/friend_get_list", requested, "/InfoItem/0/SnsProfileItem/0/Value", "Bee");
        String check = "{'From_Account':'a','To_Account':['b'],'CheckType':'CheckResult_Type_Both'}";
        reads("sns/friend_check", check, "/InfoItem/0/Relation", "CheckResult_Type_BothWay");
        call("sns/friend_delete", "{'From_Account':'b','To_Account':['a'],'DeleteType':'Delete_Type_Single'}");
        reads("sns/friend_check", check, "/InfoItem/0/Relation", "CheckResult_Type_AWithB");
        call("sns/friend_delete_all", "{'From_Account':'a'}");
        reads("sns/friend_get", "{'From_Account':'a','StartIndex':0}", "/FriendNum", "0");
    }

    @Test
    void importedFriendsMayBeInSeveralGroups() throws IOException {
        String item = "[{'To_Account':'b','AddSource':'AddSource_Type_X','GroupName':['work','tennis']}]";
        call("sns/friend_import", "{'From_Account':'a','AddFriendItem':" + item + "}");
        String requested = "{'From_Account':'a','To_Account':['b'],'TagList':['Tag_SNS_IM_Group']}";
        reads("sns/friend_get_list", requested, "/InfoItem/0/SnsProfileItem/0/Value/1", "tennis");
    }

    @Test
    void aFriendThatIsNoAccountIsToldByItself() throws IOException {
        String items = "[{'To_Account':'b'},{'To_Account':'dead1'}]";
        JsonNode answer = call("sns/friend_add", "{'From_Account':'a','AddFriendItem':" + items + "}");
        assertThat(answer.at("/ResultItem/0/ResultCode").asInt()).isZero();
        assertThat(answer.at("/ResultItem/1/ResultCode").asInt()).isEqualTo(30003);
        assertThat(answer.at("/Fail_Account/0").asText()).isEqualTo("dead1");
    }

    @Test
    void groupsOfFriendsAndBlackLists() throws IOException {
        call("sns/group_add", "{'From_Account':'a','GroupName':['work'],'To_Account':['b']}");
        String groups = "{'From_Account':'a','NeedFriend':'Need_Friend_Type_Yes'}";
        reads("sns/group_get", groups, "/ResultItem/0/GroupName", "work");
        reads("sns/group_get", groups, "/ResultItem/0/To_Account/0", "b");
        call("sns/black_list_add", "{'From_Account':'a','To_Account':['c']}");
        String list = "{'From_Account':'a','StartIndex':0,'MaxLimited':30,'LastSequence':0}";
        reads("sns/black_list_get", list, "/BlackListItem/0/To_Account", "c");
        String check = "{'From_Account':'a','To_Account':['c'],'CheckType':'BlackCheckResult_Type_Both'}";
        reads("sns/black_list_check", check, "/BlackListCheckItem/0/Relation", "BlackCheckResult_Type_AWithB");
    }

    @Test
    void followersAreReadBack() throws IOException {
        call("follow/follow_add", "{'From_Account':'a','FollowItem':[{'To_Account':'b'}]}");
        reads("follow/follow_get", "{'From_Account':'a','FollowType':2}", "/FollowItem/0/To_Account", "b");
        reads("follow/follow_get", "{'From_Account':'b','FollowType':1}", "/FollowItem/0/To_Account", "a");
        reads("follow/follow_get_info", "{'To_Account':['b']}", "/FollowInfo/0/FollowerCount", "1");
        reads("follow/follow_check", "{'From_Account':'a','To_Account':['b']}", "/ResultItem/0/FollowType", "2");
        call("follow/follow_delete", "{'From_Account':'a','To_Account':['b']}");
        reads("follow/follow_check", "{'From_Account':'a','To_Account':['b']}", "/ResultItem/0/FollowType", "0");
    }

    @Test
    void profiles() throws IOException {
        call("im_open_login_svc/account_import", "{'UserID':'a','Nick':'Alpha'}");
        call("profile/portrait_set", "{'From_Account':'a','ProfileItem':[{'Tag':'Tag_Profile_IM_Level','Value':7}]}");
        String requested = "{'To_Account':['a'],'TagList':['Tag_Profile_IM_Nick','Tag_Profile_IM_Level']}";
        JsonNode items = call("profile/portrait_get", requested).at("/UserProfileItem/0/ProfileItem");
        assertThat(items.toString())
                .isEqualTo(
                        "[{\"Tag\":\"Tag_Profile_IM_Level\",\"Value\":7},{\"Tag\":\"Tag_Profile_IM_Nick\",\"Value\":\"Alpha\"}]");
    }

    @Test
    void recentContacts() throws IOException {
        call("openim/sendmsg", ImClient.text("b", 1, "hello").replace("{'To", "{'From_Account':'a','To"));
        String list = "{'From_Account':'a','TimeStamp':0,'StartIndex':0,'TopTimeStamp':0,'TopStartIndex':0}";
        reads("recentcontact/get_list", list, "/SessionItem/0/To_Account", "b");
        reads("recentcontact/get_list", list, "/SessionItem/0/Type", "1");
        String groups = "{'From_Account':'a','GroupContactItem':[{'GroupName':'g','ContactItem':"
                + "[{'Type':1,'To_Account':'b'}]}]}";
        reads("recentcontact/create_contact_group", groups, "/GroupResultItem/0/ResultItem/0/ResultCode", "0");
        String mark = "{'From_Account':'a','MarkItem':[{'OptType':1,'SetMark':[0,2],'ContactItem':"
                + "{'Type':1,'To_Account':'b'}}]}";
        call("recentcontact/mark_contact", mark);
        JsonNode contacts = call("recentcontact/get_contact_group", "{'From_Account':'a','StartIndex':0}");
        assertThat(contacts.at("/ContactItem/0/StandardMark").asText()).isEqualTo("5");
        assertThat(contacts.at("/ContactItem/0/ContactGroupId/0")).isEqualTo(contacts.at("/GroupItem/0/GroupId"));
        call("recentcontact/delete", "{'From_Account':'a','Type':1,'To_Account':'b'}");
        assertThat(call("recentcontact/get_list", list).path("SessionItem")).isEmpty();
    }

    @Test
    void attributesAndCountersOfGroups() throws IOException {
        String service = "group_open_http_svc/";
        call(service + "create_group", "{'Type':'Public','Name':'n','GroupId':'g1'}");
        call(service + "set_group_attr", "{'GroupId':'g1','GroupAttr':[{'key':'k','value':'v'}]}");
        reads("group_open_attr_http_svc/get_group_attr", "{'GroupId':'g1'}", "/GroupAttrAry/0/value", "v");
        String count = "{'GroupId':'g1','Mode':'Increase','GroupCounter':[{'Key':'likes','Value':3}]}";
        reads(service + "update_group_counter", count, "/GroupCounter/0/Value", "3");
        call(service + "update_group_counter", count);
        reads(service + "get_group_counter", "{'GroupId':'g1'}", "/GroupCounter/0/Value", "6");
        call(service + "delete_group_counter", "{'GroupId':'g1','GroupCounterKeys':['likes']}");
        assertThat(call(service + "get_group_counter", "{'GroupId':'g1'}").path("GroupCounter"))
                .isEmpty();
        call(service + "ban_group_member", "{'GroupId':'g1','Members_Account':['u1'],'Duration':60}");
        reads(
                service + "get_group_ban_member",
                "{'GroupId':'g1','Offset':0}",
                "/BannedAccountList/0/Member_Account",
                "u1");
    }

    @Test
    void topicsOfCommunities() throws IOException {
        String community = call("group_open_http_svc/create_group", "{'Type':'Community','Name':'n','SupportTopic':1}")
                .path("GroupId")
                .asText();
        String create = "{'GroupId':'" + community + "','TopicName':'first'}";
        String topic = call("million_group_open_http_svc/create_topic", create)
                .path("TopicId")
                .asText();
        String get = "{'GroupId':'" + community + "'}";
        reads("million_group_open_http_svc/get_topic", get, "/TopicAndSelfInfo/0/TopicInfo/TopicName", "first");
        String destroy = "{'GroupId':'" + community + "','TopicIdList':['" + topic + "','none']}";
        JsonNode results =
                call("million_group_open_http_svc/destroy_topic", destroy).path("DestroyResultItem");
        assertThat(results.at("/0/ErrorCode").asInt()).isZero();
        assertThat(results.at("/1/ErrorCode").asInt()).isEqualTo(10010);
    }

    @Test
    void extensionsOfMessages() throws IOException {
        String key = "'From_Account':'a','To_Account':'b','MsgKey':'1_2_3'";
        String set = "{" + key + ",'OperateType':1,'ExtensionList':[{'Key':'k','Value':'v'}]}";
        reads("openim_msg_ext_http_svc/set_key_values", set, "/ExtensionList/0/Extension/Value", "v");
        reads("openim_msg_ext_http_svc/get_key_values", "{" + key + "}", "/ExtensionList/0/Value", "v");
    }

    @Test
    void mutedUsersAndAuditWordsAreReadBack() throws IOException {
        call("openconfigsvr/setnospeaking", "{'Set_Account':'a','C2CmsgNospeakingTime':60}");
        reads("openconfigsvr/getnospeaking", "{'Get_Account':'a'}", "/C2CmsgNospeakingTime", "60");
        String words = "{'SdkAppId':1400000001,'LocalAuditWords':[{'Keyword':'casino','WordType':1,'FilterType':1}]}";
        call("im_msg_audit_mgr/add_local_audit_keywords", words);
        reads("im_msg_audit_mgr/get_local_audit_keywords", "{}", "/LocalAuditWords/0/Keyword", "casino");
        String cloud = "{'LibID':'lib1','UserKeywords':[{'Content':'casino','Label':'Ad'}]}";
        call("im_msg_audit_mgr/add_cloud_audit_keywords", cloud);
        reads("im_msg_audit_mgr/get_cloud_audit_keywords_ids", "{}", "/Infos/0/ID", "lib1");
        reads("im_msg_audit_mgr/get_cloud_audit_keywords", "{'LibID':'lib1'}", "/Infos/0/Content", "casino");
        reads(
                "im_msg_audit_mgr/delete_cloud_audit_keywords",
                "{'LibID':'lib1','Keywords':['casino','none']}",
                "/Details/1/Deleted",
                "false");
    }

    @Test
    void officialAccounts() throws IOException {
        String service = "official_account_open_http_svc/";
        call(
                service + "create_official_account",
                "{'Owner_Account':'a','OfficialAccountUserID':'@TOA#_1','Name':'News'}");
        String subscribe = "{'Official_Account':'@TOA#_1','SubscriberList':[{'Subscriber_Account':'b'}]}";
        reads(service + "add_subscriber", subscribe, "/SubscriberList/0/Result", "1");
        reads(service + "add_subscriber", subscribe, "/SubscriberList/0/Result", "2");
        reads(
                service + "get_subscriber_info",
                "{'Official_Account':'@TOA#_1'}",
                "/SubscriberList/0/Subscriber_Account",
                "b");
        reads(
                service + "get_subscribed_official_account_list",
                "{'Subscriber_Account':'b','Limit':10}",
                "/OfficialAccountInfoList/0/Name",
                "News");
        String send = "{'Official_Account':'@TOA#_1','Random':1,'MsgBody':[{'MsgType':'TIMTextElem','MsgContent':"
                + "{'Text':'hi'}}]}";
        String key =
                call(service + "send_official_account_msg", send).path("MsgKey").asText();
        String read = "{'Official_Account':'@TOA#_1','ReqMsgNumber':5}";
        reads(service + "official_account_msg_get_simple", read, "/RspMsgList/0/MsgKey", key);
        reads(
                service + "official_account_msg_recall",
                "{'Official_Account':'@TOA#_1','MsgKeyList':['" + key + "']}",
                "/RecallRetList/0/RetCode",
                "0");
        reads(service + "official_account_msg_get_simple", read, "/RspMsgList/0/IsPlaceMsg", "1");
    }
}
