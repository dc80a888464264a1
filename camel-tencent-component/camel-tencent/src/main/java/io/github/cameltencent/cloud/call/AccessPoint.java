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
package io.github.cameltencent.cloud.call;

/** The host name that calls use to enter Tencent's network; independent of the region of the resources. */
public enum AccessPoint {
    /** The access point nearest to the caller: {@code {product}.tencentcloudapi.com}. */
    NEAREST,

    /** The access point of the region: {@code {product}.{region}.tencentcloudapi.com}. */
    REGION,

    /** The access point inside a VPC, without a public route: {@code {product}.internal.tencentcloudapi.com}. */
    INTERNAL,

    /** The nearest access point of the international site: {@code {product}.intl.tencentcloudapi.com}. */
    INTL
}
