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

import io.github.cameltencent.transport.HostCircuitBreakers;
import io.github.cameltencent.transport.HostFailover;
import java.net.URI;

/**
 * The addresses of a call.
 *
 * @param backup the backup address, used while the primary fails; null for none
 */
record CloudAddresses(CloudAddress primary, CloudAddress backup) {

    HostFailover begin(HostCircuitBreakers hosts) {
        return hosts.failover(primary.uri(), backup == null ? null : backup.uri());
    }

    CloudAddress of(URI chosen) {
        return chosen == primary.uri() ? primary : backup; // one of the two that begin() passed
    }
}
