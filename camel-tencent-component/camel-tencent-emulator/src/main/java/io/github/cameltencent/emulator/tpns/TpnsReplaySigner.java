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
package io.github.cameltencent.emulator.tpns;

import io.github.cameltencent.emulator.RecordedRequest;
import io.github.cameltencent.emulator.engine.SignedReplay;
import io.github.cameltencent.emulator.tpns.state.TpnsApp;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Signs recorded requests of TPNS anew, by the method that they used. */
final class TpnsReplaySigner {

    private TpnsReplaySigner() {}

    static SignedReplay sign(RecordedRequest request, byte[] body, TpnsApp app, Instant now) {
        if (app == null) {
            throw new IllegalArgumentException("this emulator has no application with the AccessId of the request");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        boolean signed = false;
        for (Map.Entry<String, String> header : request.headers().entrySet()) {
            signed |= header.getKey().equalsIgnoreCase("Sign");
            if (header.getKey().equalsIgnoreCase("Content-Type")) {
                headers.put("Content-Type", header.getValue());
            }
        }
        if (signed) {
            String timestamp = Long.toString(now.getEpochSecond());
            headers.put("AccessId", app.accessId());
            headers.put("TimeStamp", timestamp);
            headers.put("Sign", new String(app.sign(timestamp, body), StandardCharsets.US_ASCII));
        } else {
            headers.put("Authorization", "Basic " + app.basic());
        }
        return new SignedReplay(request.query(), headers, body);
    }
}
