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
 * The BirdTalk chat as a Camel component.
 *
 * <pre>
 *   socket ──▶ session ──▶ connection ──▶ account ──▶ inbox ──▶ route
 *              log-in,      comes back     one for     order,    birdtalk:chat
 *              keys         by itself      all its     history,
 *                                          endpoints   receipts
 * </pre>
 *
 * <p>This package is the API: {@link io.github.cameltencent.birdtalk.BirdtalkComponent} and its accounts, header names,
 * {@link io.github.cameltencent.birdtalk.CodeProvider}, and {@link io.github.cameltencent.birdtalk.ChatStateStore} with what
 * it stores. All packages below it are internal but for {@code protocol}, and lie in layers, of which each may use those
 * behind it: {@code component → operation, inbox, file → account → send → request → connection → session → frame →
 * crypto, state}.
 */
package io.github.cameltencent.birdtalk;
