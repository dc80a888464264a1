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
package io.github.cameltencent.emulator.engine;

import io.netty.handler.codec.http.HttpHeaders;
import java.time.Instant;

/**
 * A received HTTP request. The body is unchanged, because signatures cover its bytes.
 *
 * @param path the path without the query
 * @param query the raw query without its question mark, empty if there is none
 */
public record Call(String method, String path, String query, HttpHeaders headers, byte[] body, Instant received) {}
