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
package io.github.cameltencent.birdtalk.observe;

import io.github.cameltencent.observe.OutcomeTags;
import org.apache.camel.Exchange;
import org.apache.camel.telemetry.Span;
import org.apache.camel.telemetry.decorators.AbstractSpanDecorator;

/** Tags the spans of {@code birdtalk:} endpoints with the result of the call. Found by Camel's telemetry as a service. */
public final class BirdtalkSpanDecorator extends AbstractSpanDecorator {

    @Override
    public String getComponent() {
        return "birdtalk";
    }

    @Override
    public String getComponentClassName() {
        return "io.github.cameltencent.birdtalk.BirdtalkComponent";
    }

    @Override
    public void afterTracingEvent(Span span, Exchange exchange) {
        super.afterTracingEvent(span, exchange);
        OutcomeTags.set(span, exchange, "camel.birdtalk.");
    }
}
