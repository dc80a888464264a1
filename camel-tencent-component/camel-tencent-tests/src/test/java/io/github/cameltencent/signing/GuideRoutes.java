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

import io.github.cameltencent.TencentConstants;
import java.io.IOException;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.http.base.HttpOperationFailedException;

/** The Java of the guides, word for word. */
class GuideRoutes extends RouteBuilder {

    @Override
    public void configure() {
        TpnsSigner signer = TencentSigners.tpns().application("orders");
        onException(HttpOperationFailedException.class, IOException.class)
                .maximumRedeliveries(3)
                .onRedelivery(signer);
        from("direct:push-again").process(signer).to("https:api.tpns.tencent.com/v3/push/app");
        userSigs();
        signers();
        cloud();
    }

    private void cloud() {
        from("direct:instances-in-java")
                .process(TencentSigners.cloud()
                        .application("orders")
                        .product("cvm")
                        .action("DescribeInstances")
                        .version("2017-03-12"))
                .to("https:cvm.tencentcloudapi.com")
                .process(TencentSigners.cleaner());
        from("direct:old")
                .process(TencentSigners.cloud()
                        .application("orders")
                        .product("eip")
                        .action("DescribeEip")
                        .region("gz")
                        .path("/v2/index.php"))
                .to("https:eip.api.qcloud.com/v2/index.php")
                .process(TencentSigners.cleaner());
    }

    private void userSigs() {
        from("direct:login").to("tencent:usersig?application=orders&expire=86400");
        from("direct:watch")
                .setHeader(TencentConstants.ROOM_ID, header("lecture"))
                .to("tencent:usersig/privateMapKey?application=orders&expire=7200"
                        + "&privileges=enterRoom,receiveAudio,receiveVideo");
        from("direct:check").to("tencent:usersig/verify?application=orders").convertBodyTo(Map.class);
    }

    private void signers() {
        from("direct:push")
                .process(TencentSigners.tpns().application("orders").platform("android"))
                .to("https:api.tpns.tencent.com/v3/push/app")
                .process(TencentSigners.cleaner());
        from("direct:push-whole")
                .errorHandler(defaultErrorHandler().maximumRedeliveries(3))
                .to("direct:signed-push");
        from("direct:signed-push")
                .errorHandler(noErrorHandler())
                .process(TencentSigners.tpns().application("orders"))
                .to("https:api.tpns.tencent.com/v3/push/app");
        from("direct:im")
                .process(TencentSigners.userSig().application("orders"))
                .to("https:console.tim.qq.com/v4/openim/sendmsg")
                .process(TencentSigners.cleaner());
        from("direct:profile")
                .process(TencentSigners.userSigVerifier().application("orders").header("X-UserSig"))
                .setBody(simple("profile of ${header.CamelTencentUserId}"));
    }
}
