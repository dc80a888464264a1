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
import io.github.cameltencent.credential.SharedConfiguration;
import io.github.cameltencent.im.ImConfiguration;
import io.github.cameltencent.push.PushConfiguration;
import io.github.cameltencent.usersig.UserSigConfiguration;
import java.util.stream.Stream;
import org.apache.camel.Component;
import org.apache.camel.spi.UriParam;
import org.apache.camel.support.ScheduledPollEndpoint;

/** The options of an endpoint: those that services share, and those of each. */
abstract class ConfiguredEndpoint extends ScheduledPollEndpoint {

    @UriParam
    private SharedConfiguration shared = new SharedConfiguration();

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
                    "Holds the calling thread until the call has ended, and goes on with the route on that thread. For routes whose transaction is bound to the thread, such as that of a transacted JMS consumer.",
            defaultValue = "false")
    private boolean synchronous;

    ConfiguredEndpoint(String uri, Component component) {
        super(uri, component);
    }

    /**
     * The options of a type, for the services.
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

    /** The options that more than one service has. */
    public SharedConfiguration getShared() {
        return shared;
    }

    public void setShared(SharedConfiguration shared) {
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

    /** The options of lists in pages. */
    public PagingConfiguration getPaging() {
        return paging;
    }

    public void setPaging(PagingConfiguration paging) {
        this.paging = paging;
    }

    /** The options of streamed answers. */
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

    /** The options of calls of IM. */
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
