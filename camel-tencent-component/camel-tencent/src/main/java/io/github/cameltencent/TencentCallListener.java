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
package io.github.cameltencent;

/**
 * Is notified of each call that has ended. Bind an implementation in the Camel registry before the context starts; all
 * beans of this type are notified, one call at a time, on a thread that continues routes. If a listener is slower than
 * the calls, calls are dropped instead of waiting for it. An exception is logged and ignored.
 */
@FunctionalInterface
public interface TencentCallListener {

    /** Called after the call has ended, not before the route continues. */
    void callEnded(TencentCall call);
}
