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

import io.github.cameltencent.callback.CallbackConfiguration;
import io.github.cameltencent.cloud.PollingConfiguration;
import io.github.cameltencent.cloud.call.CloudConfiguration;
import io.github.cameltencent.cloud.paging.PagingConfiguration;
import io.github.cameltencent.cloud.streaming.StreamingConfiguration;
import io.github.cameltencent.credential.EndpointOptions;
import io.github.cameltencent.im.ImConfiguration;
import io.github.cameltencent.push.PushConfiguration;
import io.github.cameltencent.usersig.UserSigConfiguration;
import java.util.stream.Stream;
import org.apache.camel.Component;
import org.apache.camel.spi.UriParam;
import org.apache.camel.support.ScheduledPollEndpoint;

/** Base class of the endpoint with its options: the common ones and those of each service. */
abstract class ConfiguredEndpoint extends ScheduledPollEndpoint {

    @UriParam
    private EndpointOptions shared = new EndpointOptions();

    @UriParam
    private PushConfiguration push = new PushConfiguration();

    @UriParam
    private CloudConfiguration cloud = new CloudConfiguration();

    @UriParam
    private PagingConfiguration paging = new PagingConfiguration();

    @UriParam
    private StreamingConfiguration streaming = new StreamingConfiguration();

    @UriParam
    private PollingConfiguration polling = new PollingConfiguration();

    @UriParam
    private UserSigConfiguration usersig = new UserSigConfiguration();

    @UriParam
    private ImConfiguration im = new ImConfiguration();

    @UriParam
    private CallbackConfiguration callback = new CallbackConfiguration();

    @UriParam(
            label = "producer,advanced",
            description =
                    "Blocks the calling thread until the call has ended and continues the route on it. For transactions that are bound to the thread, such as those of a transacted JMS consumer.",
            defaultValue = "false")
    private boolean synchronous;

    ConfiguredEndpoint(String uri, Component component) {
        super(uri, component);
    }

    /**
     * Returns the options of a type, for the services.
     *
     * @throws IllegalArgumentException when there are none of that type
     */
    <T> T options(Class<T> type) {
        return Stream.of(push, cloud, paging, streaming, polling, usersig, im, callback)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There are no options of " + type));
    }

    /** The options that several services have in common. */
    public EndpointOptions getShared() {
        return shared;
    }

    public void setShared(EndpointOptions shared) {
        this.shared = shared;
    }

    /** The options of pushes. */
    public PushConfiguration getPush() {
        return push;
    }

    public void setPush(PushConfiguration push) {
        this.push = push;
    }

    /** The options of the Cloud API. */
    public CloudConfiguration getCloud() {
        return cloud;
    }

    public void setCloud(CloudConfiguration cloud) {
        this.cloud = cloud;
    }

    /** The options of paged lists. */
    public PagingConfiguration getPaging() {
        return paging;
    }

    public void setPaging(PagingConfiguration paging) {
        this.paging = paging;
    }

    /** The options of streaming. */
    public StreamingConfiguration getStreaming() {
        return streaming;
    }

    public void setStreaming(StreamingConfiguration streaming) {
        this.streaming = streaming;
    }

    /** The options of polling consumers. */
    public PollingConfiguration getPolling() {
        return polling;
    }

    public void setPolling(PollingConfiguration polling) {
        this.polling = polling;
    }

    /** The options of UserSigs. */
    public UserSigConfiguration getUsersig() {
        return usersig;
    }

    public void setUsersig(UserSigConfiguration usersig) {
        this.usersig = usersig;
    }

    /** The options of IM calls. */
    public ImConfiguration getIm() {
        return im;
    }

    public void setIm(ImConfiguration im) {
        this.im = im;
    }

    /** The options of callbacks. */
    public CallbackConfiguration getCallback() {
        return callback;
    }

    public void setCallback(CallbackConfiguration callback) {
        this.callback = callback;
    }

    public boolean isSynchronous() {
        return synchronous;
    }

    public void setSynchronous(boolean synchronous) {
        this.synchronous = synchronous;
    }
}
