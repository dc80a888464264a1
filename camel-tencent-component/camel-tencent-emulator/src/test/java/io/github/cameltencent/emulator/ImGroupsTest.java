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
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups: creation, members and messages. */
class ImGroupsTest {

    private static final String SERVICE = "group_open_http_svc/";
    private static final SettableClock CLOCK = new SettableClock(1_700_000_000);

    @RegisterExtension
    static final TencentEmulatorExtension EMULATOR = new TencentEmulatorExtension(new EmulatorOptions().clock(CLOCK));

    private ImClient client;

    @BeforeEach
    void makeClient() throws IOException {
        client = new ImClient(EMULATOR.emulator());
        client.clock = CLOCK;
        assertThat(call(
                                "create_group",
                                "{'Type':'Public','Name':'News','GroupId':'g1','Owner_Account':'boss',"
                                        + "'MemberList':[{'Member_Account':'u1'}]}")
                        .path("GroupId")
                        .asText())
                .isEqualTo("g1");
    }

    private JsonNode call(String command, String body) throws IOException {
        return client.call(SERVICE + command, body);
    }

    private int code(String command, String body) throws IOException {
        return client.code(SERVICE + command, body);
    }

    private static RecordedRequest recorded() {
        List<RecordedRequest> requests = EMULATOR.emulator().requests();
        return requests.get(requests.size() - 1);
    }

    private static String post(long random, String text) {
        return "{'GroupId':'g1','Random':" + random + ",'From_Account':'u1','MsgBody':[{'MsgType':'TIMTextElem',"
                + "'MsgContent':{'Text':'" + text + "'}}]}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"MuteTime", "ShutUpTime"})
    void theMuteTimeHasAFormerName(String name) throws IOException {
        assertThat(code("forbid_send_msg", "{'GroupId':'g1','Members_Account':['u1'],'" + name + "':60}"))
                .isZero();
        assertThat(call("get_group_muted_account", "{'GroupId':'g1'}")
                        .at("/MutedAccountList/0/Member_Account")
                        .asText())
                .isEqualTo("u1");
    }

    @Test
    void rolesOfFirstMembersTakeEffectAndTheTypeIsTold() throws IOException {
        JsonNode made = call(
                "create_group",
                "{'Type':'Private','Name':'n','GroupId':'g2','MemberList':["
                        + "{'Member_Account':'u1','Role':'Admin'},{'Member_Account':'u2'}]}");
        assertThat(made.path("Type").asText()).isEqualTo("Work");
        JsonNode roles = call("get_role_in_group", "{'GroupId':'g2','User_Account':['u1','u2']}");
        assertThat(roles.at("/UserIdList/0/Role").asText()).isEqualTo("Admin");
        assertThat(roles.at("/UserIdList/1/Role").asText()).isEqualTo("Member");
        assertThat(code(
                        "create_group",
                        "{'Type':'Work','Name':'n','MemberList':[{'Member_Account':'u1','Role':'King'}]}"))
                .isEqualTo(10004);
    }

    @ParameterizedTest
    @CsvSource({
        "Public, @TGS#abc, 10004",
        "Public, own-id, 0",
        "Community, own-id, 10004",
        "Community, @TGS#abc, 10004",
        "Community, @TGS#_abc, 0"
    })
    void customIdsMustNotHaveTheServicesPrefix(String type, String id, int code) throws IOException {
        assertThat(code("create_group", "{'Type':'" + type + "','Name':'n','GroupId':'" + id + "'}"))
                .isEqualTo(code);
    }

    @Test
    void groupsAreCreatedShownModifiedAndDestroyed() throws IOException {
        JsonNode group = call("get_group_info", "{'GroupIdList':['g1','g9']}").path("GroupInfo");
        assertThat(group.at("/0/Name").asText()).isEqualTo("News");
        assertThat(group.at("/0/MemberNum").asInt()).isEqualTo(2);
        assertThat(group.at("/1/ErrorCode").asInt()).isEqualTo(10010);
        assertThat(code("modify_group_base_info", "{'GroupId':'g1','Name':'Old news'}"))
                .isZero();
        assertThat(call("get_group_info", "{'GroupIdList':['g1']}")
                        .at("/GroupInfo/0/Name")
                        .asText())
                .isEqualTo("Old news");
        assertThat(call("get_appid_group_list", "{}").path("TotalCount").asInt())
                .isEqualTo(1);
        assertThat(call("get_joined_group_list", "{'Member_Account':'u1'}")
                        .at("/GroupIdList/0/GroupId")
                        .asText())
                .isEqualTo("g1");
        assertThat(code("destroy_group", "{'GroupId':'g1'}")).isZero();
        assertThat(code("destroy_group", "{'GroupId':'g1'}")).isEqualTo(10010);
    }

    @Test
    void aGroupNeedsATypeANameAndAFreeId() throws IOException {
        assertThat(code("create_group", "{'Type':'Odd','Name':'n'}")).isEqualTo(10004);
        assertThat(code("create_group", "{'Type':'Public'}")).isEqualTo(10004);
        assertThat(code("create_group", "{'Type':'Public','Name':'" + "n".repeat(31) + "'}"))
                .isEqualTo(10004);
        assertThat(code("create_group", "{'Type':'Public','Name':'n','GroupId':'g1'}"))
                .isEqualTo(10021);
        assertThat(code("create_group", "{'Type':'Public','Name':'n','GroupId':'g1','Owner_Account':'boss'}"))
                .isEqualTo(10025);
        assertThat(call("create_group", "{'Type':'Private','Name':'n'}")
                        .path("GroupId")
                        .asText())
                .startsWith("@TGS#");
    }

    @Test
    void membersAreAddedAndRemoved() throws IOException {
        JsonNode added = call(
                "add_group_member",
                "{'GroupId':'g1','MemberList':[{'Member_Account':'u2'},{'Member_Account':'u1'},"
                        + "{'Member_Account':'dead1'}]}");
        assertThat(added.path("MemberList").findValuesAsText("Result")).containsExactly("1", "2", "0");
        call("modify_group_member_info", "{'GroupId':'g1','Member_Account':'u2','Role':'Admin'}");
        assertThat(call("get_role_in_group", "{'GroupId':'g1','User_Account':['boss','u2','u1','u9']}")
                        .findValuesAsText("Role"))
                .containsExactly("Owner", "Admin", "Member", "NotMember");
        call("delete_group_member", "{'GroupId':'g1','MemberToDel_Account':['u1']}");
        assertThat(call("get_group_member_info", "{'GroupId':'g1'}").findValuesAsText("Member_Account"))
                .containsExactly("boss", "u2");
        assertThat(code("change_group_owner", "{'GroupId':'g1','NewOwner_Account':'u2'}"))
                .isZero();
    }

    @Test
    void repeatsWithinFiveMinutesAreOneMessage() throws IOException {
        JsonNode first = call("send_group_msg", post(5, "hello"));
        assertThat(first.path("MsgSeq").asInt()).isEqualTo(1);
        CLOCK.advance(Duration.ofMinutes(5));
        assertThat(call("send_group_msg", post(5, "hello"))).isEqualTo(first);
        assertThat(recorded().accepted()).isTrue();
        assertThat(recorded().ids()).containsExactly("g1_1");
        assertThat(recorded().message()).contains("repeat");
        assertThat(call("send_group_msg", post(5, "other words")).path("MsgSeq").asInt())
                .isEqualTo(2);
        CLOCK.advance(Duration.ofMillis(1));
        assertThat(call("send_group_msg", post(5, "hello")).path("MsgSeq").asInt())
                .isEqualTo(3);
    }

    @Test
    void messagesAreReadNewestFirstAndRecalled() throws IOException {
        call("send_group_msg", post(1, "one"));
        call("send_group_msg", post(2, "two"));
        JsonNode recalled = call("group_msg_recall", "{'GroupId':'g1','MsgSeqList':[{'MsgSeq':1},{'MsgSeq':9}]}");
        assertThat(recalled.findValuesAsText("RetCode")).containsExactly("0", "10030");
        JsonNode list = call("group_msg_get_simple", "{'GroupId':'g1','ReqMsgNumber':20}");
        assertThat(list.at("/RspMsgList/0/MsgBody/0/MsgContent/Text").asText()).isEqualTo("two");
        assertThat(list.at("/RspMsgList/1/IsPlaceMsg").asInt()).isEqualTo(1);
    }

    @Test
    void nonMembersAndMutedMembersMayNotSend() throws IOException {
        assertThat(code("send_group_msg", post(1, "x").replace("'u1'", "'u9'"))).isEqualTo(10007);
        assertThat(code("forbid_send_msg", "{'GroupId':'g1','Members_Account':['u1'],'MuteTime':60}"))
                .isZero();
        assertThat(code("send_group_msg", post(1, "x"))).isEqualTo(10017);
        assertThat(call("get_group_muted_account", "{'GroupId':'g1'}").path("MutedAccountList"))
                .hasSize(1);
        CLOCK.advance(Duration.ofSeconds(60));
        assertThat(code("send_group_msg", post(1, "x"))).isZero();
        assertThat(code("send_group_msg", post(1, "x").replace("g1", "g9"))).isEqualTo(10010);
        assertThat(code("send_group_msg", post(2, "x".repeat(8192)))).isEqualTo(80002);
        assertThat(code("send_group_msg", post(2, "x").replace("'Random':2,", "")))
                .isEqualTo(10004);
    }

    @Test
    void systemNotificationsAreSentToAGroup() throws IOException {
        assertThat(code("send_group_system_notification", "{'GroupId':'g1','Content':'closed'}"))
                .isZero();
        assertThat(recorded().targets()).containsExactly("g1");
        assertThat(code("send_group_system_notification", "{'GroupId':'g1'}")).isEqualTo(10004);
        String broadcast = post(9, "to all").replace("'GroupId':'g1',", "");
        assertThat(call("send_broadcast_msg", broadcast).path("MsgSeq").asInt()).isEqualTo(1);
    }
}
