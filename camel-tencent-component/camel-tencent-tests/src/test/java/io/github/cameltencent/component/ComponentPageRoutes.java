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

import io.github.cameltencent.TencentThrottledException;
import io.github.cameltencent.TencentTransientException;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;

/** The Java of the components' pages, word for word. */
final class ComponentPageRoutes {

    private ComponentPageRoutes() {}

    static RouteBuilder tencent() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:shipped")
                        .setHeader("CamelTencentTokens", header("device"))
                        .to("tencent:push?application=orders&title=Your order");
                from("direct:maintenance")
                        .to("tencent:push?application=orders&audience=tag&tags=beta&title=Maintenance tonight");
                from("direct:shipped-reliably")
                        .onException(TencentThrottledException.class, TencentTransientException.class)
                        .maximumRedeliveries(5)
                        .redeliveryDelay(30000)
                        .end()
                        .to("tencent:push?application=orders&title=Your order");
                from("direct:welcome")
                        .setHeader("CamelTencentToAccount", header("userId"))
                        .setBody(constant("Welcome to the shop"))
                        .to("tencent:im/openim/sendmsg?application=chat");
                from("webhook:tencent:im?webhookComponentName=netty-http&webhookPath=/callbacks")
                        .to("seda:callbacks?waitForTaskToComplete=Never")
                        .setBody(constant(""));
                from("direct:instances")
                        .setBody(constant("{\"Limit\":20}"))
                        .to("tencent:cloud/cvm/DescribeInstances?application=shop&responseType=map");
                from("direct:all-instances")
                        .to("tencent:cloud/cvm/DescribeInstances?application=shop&paginate=true&responseType=map")
                        .split(body())
                        .streaming()
                        .to("seda:instance")
                        .end();
                from("tencent:cloud/monitor/DescribeAlarmHistories?application=shop&delay=60000"
                                + "&requestBody=RAW({\"Module\":\"monitor\"})&splitItems=true&idempotent=true")
                        .to("seda:alarm");
                from("direct:login").to("tencent:usersig?application=chat&expire=86400");
                from("direct:check")
                        .to("tencent:usersig/verify?application=chat")
                        .setBody(simple("${body.userId}"));
            }
        };
    }

    static RouteBuilder birdtalk() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("birdtalk:chat?account=bot")
                        .setBody(simple("You said: ${body}"))
                        .setHeader("CamelBirdtalkToId", header("CamelBirdtalkFromId"))
                        .to("birdtalk:chat?account=bot");
                from("direct:greet").setBody(constant("Good morning")).to("birdtalk:chat?account=bot&toId=10002");
                from("direct:announce")
                        .setHeader("CamelBirdtalkToId", header("room"))
                        .to("birdtalk:chat?account=bot&chatType=group");
                from("direct:take-back")
                        .setHeader("CamelBirdtalkRefMsgId", header("CamelBirdtalkMsgId"))
                        .to("birdtalk:chat?account=bot&toId=10002&msgType=DELETE");
                from("birdtalk:chat?account=bot")
                        .choice()
                        .when(header("CamelBirdtalkMsgType").isEqualTo("TEXT"))
                        .to("seda:texts")
                        .otherwise()
                        .to("seda:others")
                        .end();
                from("birdtalk:chat?account=bot&events=message,presence,receipt")
                        .toD("seda:${header.CamelBirdtalkEvent}");
                from("direct:find")
                        .setBody(constant(Map.of("value", "10002")))
                        .to("birdtalk:friend?account=bot&action=find");
                from("direct:followers")
                        .setBody(constant(Map.of("mode", "fans", "all", true)))
                        .to("birdtalk:friend?account=bot&action=list");
                from("file:outbox").to("birdtalk:upload?account=bot").to("seda:stored-names");
                from("seda:stored-names")
                        .to("birdtalk:download?account=bot")
                        .convertBodyTo(byte[].class)
                        .to("seda:files");
            }
        };
    }
}
