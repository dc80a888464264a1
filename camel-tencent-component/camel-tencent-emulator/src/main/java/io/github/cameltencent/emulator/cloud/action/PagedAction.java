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
package io.github.cameltencent.emulator.cloud.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.cloud.request.CloudErrorException;
import io.github.cameltencent.emulator.cloud.request.Parameters;
import io.github.cameltencent.emulator.engine.Json;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/** Returns a page of items that are generated on request, so that there can be any number of them. */
final class PagedAction implements CloudAction {

    private static final String TOKEN = "page-at-";
    private static final long USUAL = 20;

    private final Paging paging;
    private final LongSupplier count;
    private final LongFunction<ObjectNode> item;

    PagedAction(Paging paging, LongSupplier count, LongFunction<ObjectNode> item) {
        this.paging = paging;
        this.count = count;
        this.item = item;
    }

    @Override
    public CloudResult run(CloudContext context) {
        Parameters parameters = context.parameters();
        long total = count.getAsLong();
        long size = parameters.number(paging.size(), Math.min(USUAL, paging.max()), 1, paging.max());
        long from = from(parameters, size);
        long to = Math.min(total, from + size);
        ObjectNode body = Json.object();
        if (!paging.total().isEmpty()) {
            parent(body, paging.total()).put(last(paging.total()), total);
        }
        ArrayNode list = parent(body, paging.list()).putArray(last(paging.list()));
        for (long i = from; i < to; i++) {
            list.add(item.apply(i));
        }
        boolean more = to < total;
        if (paging.byToken()) {
            body.put(paging.token(), more ? TOKEN + to : "");
        }
        if (!paging.end().isEmpty()) {
            body.put(paging.end(), paging.end().equalsIgnoreCase("ListOver") != more);
        }
        return CloudResult.of(body);
    }

    private long from(Parameters parameters, long size) {
        return switch (paging.style()) {
            case "offset" -> parameters.number(paging.position(), 0, 0, Long.MAX_VALUE / 2);
            case "page" ->
                Math.multiplyExact(
                        parameters.number(paging.position(), paging.first(), paging.first(), Integer.MAX_VALUE)
                                - paging.first(),
                        size);
            case "token" -> at(parameters, paging.position());
            default ->
                parameters.text(paging.token()).isEmpty()
                        ? parameters.number(paging.position(), 0, 0, Long.MAX_VALUE / 2)
                        : at(parameters, paging.token());
        };
    }

    private static long at(Parameters parameters, String name) {
        String token = parameters.text(name);
        if (token.isEmpty()) {
            return 0;
        }
        if (!token.matches(TOKEN + "[0-9]{1,15}")) {
            throw CloudErrorException.invalid(name, "is not a token of a previous page");
        }
        return Long.parseLong(token.substring(TOKEN.length()));
    }

    private static ObjectNode parent(ObjectNode body, String path) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            return body;
        }
        JsonNode known = body.get(path.substring(0, dot));
        return known instanceof ObjectNode object ? object : body.putObject(path.substring(0, dot));
    }

    private static String last(String path) {
        return path.substring(path.indexOf('.') + 1);
    }
}
