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
package io.github.cameltencent.cloud.streaming;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** The options of streaming. */
@UriParams
public class StreamingConfiguration {

    @UriParam(
            label = "cloud",
            description =
                    "Reads the answer as a stream of events (text/event-stream): the body is an iterator over the events; a consumer creates an exchange for each",
            defaultValue = "false")
    private boolean streaming;

    @UriParam(
            label = "cloud",
            description = "The maximum time without data from a stream, in milliseconds",
            defaultValue = "60000",
            javaType = "java.time.Duration")
    private int streamIdleTimeout = 60_000;

    @UriParam(
            label = "cloud",
            description = "The maximum duration of a stream, in milliseconds",
            defaultValue = "600000",
            javaType = "java.time.Duration")
    private int maxStreamDuration = 600_000;

    public boolean isStreaming() {
        return streaming;
    }

    public void setStreaming(boolean streaming) {
        this.streaming = streaming;
    }

    public int getStreamIdleTimeout() {
        return streamIdleTimeout;
    }

    public void setStreamIdleTimeout(int streamIdleTimeout) {
        this.streamIdleTimeout = streamIdleTimeout;
    }

    public int getMaxStreamDuration() {
        return maxStreamDuration;
    }

    public void setMaxStreamDuration(int maxStreamDuration) {
        this.maxStreamDuration = maxStreamDuration;
    }
}
