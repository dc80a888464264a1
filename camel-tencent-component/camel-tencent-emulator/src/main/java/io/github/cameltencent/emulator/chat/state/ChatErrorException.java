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
package io.github.cameltencent.emulator.chat.state;

import java.util.Map;

/** An error code that the server answers with. */
public final class ChatErrorException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int code;
    private final transient Map<String, String> params;

    public ChatErrorException(int code, String detail) {
        this(code, detail, Map.of());
    }

    public ChatErrorException(int code, String detail, Map<String, String> params) {
        super(detail, null, false, false);
        this.code = code;
        this.params = params;
    }

    public int code() {
        return code;
    }

    Map<String, String> params() {
        return params;
    }
}
