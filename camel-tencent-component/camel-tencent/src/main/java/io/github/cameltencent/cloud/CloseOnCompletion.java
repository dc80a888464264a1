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
package io.github.cameltencent.cloud;

import java.io.Closeable;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.apache.camel.util.IOHelper;

/** Closes the body of an exchange when the exchange is done. */
final class CloseOnCompletion extends SynchronizationAdapter {

    private final Closeable closeable;

    CloseOnCompletion(Closeable closeable) {
        this.closeable = closeable;
    }

    @Override
    public void onDone(Exchange exchange) {
        IOHelper.close(closeable);
    }
}
