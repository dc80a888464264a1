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

import io.github.cameltencent.transport.CallResult;
import io.github.cameltencent.transport.HttpCall;
import java.util.function.Function;

/**
 * A call, and the conversion of its result to the body.
 *
 * @param call the call to send
 * @param body converts the result of an accepted call; throws if the answer lacks what the options require
 */
record CloudRequest(HttpCall call, Function<CallResult, Object> body) {}
