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

import io.github.cameltencent.birdtalk.dsl.endpoint.BirdtalkEndpointBuilderFactory.BirdtalkBuilders;
import io.github.cameltencent.dsl.endpoint.TencentEndpointBuilderFactory.TencentBuilders;
import org.apache.camel.builder.endpoint.EndpointRouteBuilder;

/** The routes of docs/tools.md. */
class EndpointDslRoutes {

    static class Pushes extends EndpointRouteBuilder implements TencentBuilders {

        @Override
        public void configure() {
            from(direct("order"))
                    .to(tencent("push")
                            .application("orders")
                            .title("Shipped")
                            .tokens("05da87c0ae0a1b2c3d4e5f60718293a4b5c6"))
                    .log("${header.CamelTencentOutcome}");
        }
    }

    static class Chat extends EndpointRouteBuilder implements BirdtalkBuilders {

        @Override
        public void configure() {
            from(direct("say")).to(birdtalk("chat").account("bot").toId(10002L));
        }
    }
}
