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
package io.github.cameltencent.credential;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.Metadata;

/**
 * The keys of one application, for each Tencent service that it uses. Declare it as a bean, or by properties such as
 * {@code camel.component.tencent.applications[orders].tpns[android].access-id}. It can be replaced while routes run:
 * the next call uses the new one.
 */
@Configurer(extended = true)
public class TencentApplication {

    @Metadata(description = "The keys of TPNS by platform: android, ios")
    private volatile Map<String, TpnsApplication> tpns = new ConcurrentHashMap<>();

    @Metadata(description = "The keys of IM, for UserSigs and the IM REST API")
    private ImApplication im;

    @Metadata(description = "The keys of the Cloud API")
    private CloudApplication cloud;

    /** The TPNS parts by platform, {@code android} and {@code ios}. */
    public Map<String, TpnsApplication> getTpns() {
        return tpns;
    }

    public void setTpns(Map<String, TpnsApplication> tpns) {
        this.tpns = new ConcurrentHashMap<>(tpns);
    }

    /** The IM part, null where the application has none. */
    public ImApplication getIm() {
        return im;
    }

    public void setIm(ImApplication im) {
        this.im = im;
    }

    /** The part for the Cloud API, null where the application has none. */
    public CloudApplication getCloud() {
        return cloud;
    }

    public void setCloud(CloudApplication cloud) {
        this.cloud = cloud;
    }

    /** Returns the TPNS part of a platform, and creates it if it is missing; for configuration in code. */
    public TpnsApplication tpns(String platform) {
        return tpns.computeIfAbsent(platform, any -> new TpnsApplication());
    }
}
