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
package io.github.cameltencent.birdtalk.observe;

import io.github.cameltencent.birdtalk.account.AccountUse;
import io.github.cameltencent.observe.ConsoleText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.spi.annotations.DevConsole;
import org.apache.camel.support.console.AbstractDevConsole;

/** Shows the accounts in use with their connections, message streams and buffers. Contains no secret and no message. */
@DevConsole(
        name = "birdtalk",
        displayName = "BirdTalk",
        description = "Accounts of the birdtalk component, their connections, message streams and buffers")
public final class BirdtalkDevConsole extends AbstractDevConsole {

    private static final long WAIT_SECONDS = 2;

    public BirdtalkDevConsole() {
        super(
                "camel",
                "birdtalk",
                "BirdTalk",
                "Accounts of the birdtalk component, their connections, message streams and buffers");
    }

    @Override
    protected Map<String, Object> doCallJson(Map<String, Object> options) {
        List<Object> components = new ArrayList<>();
        for (String name : new TreeSet<>(getCamelContext().getComponentNames())) {
            if (getCamelContext().hasComponent(name) instanceof ObservedChat chat && chat.clients() != null) {
                Map<String, Object> component = new LinkedHashMap<>();
                component.put("name", name);
                component.put(
                        "accounts",
                        chat.clients().inUse().stream()
                                .map(BirdtalkDevConsole::account)
                                .toList());
                components.add(component);
            }
        }
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("components", components);
        return root;
    }

    @Override
    protected String doCallText(Map<String, Object> options) {
        return ConsoleText.of(doCallJson(options));
    }

    private static Map<String, Object> account(AccountUse use) {
        Map<String, Object> account = new LinkedHashMap<>();
        account.put("name", String.join(", ", new TreeSet<>(use.names())));
        account.put(
                "server", use.serverUri().getScheme() + "://" + use.serverUri().getAuthority());
        account.put("users", use.users());
        try {
            account.putAll(use.client().status().get(WAIT_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            account.put("status", "the connection's thread does not answer");
        }
        return account;
    }
}
