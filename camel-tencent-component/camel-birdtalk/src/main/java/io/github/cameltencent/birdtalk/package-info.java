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
/**
 * The Camel component of the BirdTalk chat.
 *
 * <pre>
 *   socket ──▶ session ──▶ connection ──▶ account ──▶ inbox ──▶ route
 *   WebSocket  login,      reconnects     one client   order,    birdtalk:chat
 *   and TLS    keys        by itself      for all      history,
 *                                         endpoints    receipts
 * </pre>
 *
 * <p>This package is the public API: {@link io.github.cameltencent.birdtalk.BirdtalkComponent} with its accounts, the
 * header names, {@link io.github.cameltencent.birdtalk.CodeProvider}, and {@link
 * io.github.cameltencent.birdtalk.ChatStateStore} with the types that it stores. All packages below it except {@code
 * protocol} are internal. They are layers, each of which uses only those after it: {@code component → operation,
 * inbox, file → account → send → request → connection → session → frame → crypto, state}. {@code observe} is beside {@code
 * component}, and uses {@code account}.
 */
package io.github.cameltencent.birdtalk;
