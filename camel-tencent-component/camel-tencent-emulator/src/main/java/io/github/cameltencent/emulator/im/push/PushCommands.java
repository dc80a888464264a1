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
package io.github.cameltencent.emulator.im.push;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.engine.Json;
import io.github.cameltencent.emulator.im.command.ImCall;
import io.github.cameltencent.emulator.im.command.ImLimits;
import io.github.cameltencent.emulator.im.command.ImOperation;
import io.github.cameltencent.emulator.im.request.ImCommandResult;
import io.github.cameltencent.emulator.im.request.ImErrorException;
import io.github.cameltencent.emulator.im.request.ImFields;
import io.github.cameltencent.emulator.im.request.ImMessageRules;
import io.github.cameltencent.emulator.im.state.DeduplicationWindow;
import io.github.cameltencent.emulator.im.state.PushTasks.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** The push commands: to everybody, by tags and attributes, to named users; revocation and statistics. */
public final class PushCommands {

    public static final String PUSH = "timpush/push";
    public static final String BATCH = "timpush/batch";
    private static final int PARAMETER = 90001;
    private static final int TOO_FAST = 90024;
    private static final int DAILY = 90047;
    private static final int BAD_TASK = 90049;
    private static final int REVOKED = 90050;
    private static final int REVOKED_TOO_OFTEN = 90051;
    private static final int TOO_OLD = 90052;
    private static final int MAX_USERS = 500;
    private static final long DAY = 86_400;

    /** Days start at midnight in China. */
    private static final Duration DAY_TURNS_EARLIER = Duration.ofHours(8);

    private final ImLimits limits;

    public PushCommands(ImLimits limits) {
        this.limits = limits;
    }

    public void register(BiConsumer<String, ImOperation> commands) {
        commands.accept(PUSH, this::push);
        commands.accept("all_member_push/im_push", this::push);
        commands.accept(BATCH, this::batch);
        commands.accept("timpush/revoke", this::revoke);
        commands.accept("timpush/normal_push_statistics", PushCommands::statistics);
        commands.accept("timpush/all_member_push_statistics", PushCommands::taskStatistics);
    }

    private ImCommandResult push(ImCall call) {
        String from = PushRules.check(call, true);
        boolean older = PushRules.isOlder(call);
        if (!older && !call.state().users.isAdministrator(from)) {
            throw new ImErrorException(PushRules.NOT_ADMIN, "From_Account must be an administrator");
        }
        List<String> audience = PushRules.audience(call);
        long random = call.body().get("MsgRandom").longValue();
        DeduplicationWindow<Task> pushed = older ? call.state().pushes.pushedToMembers : call.state().pushes.pushed;
        Task before = pushed.find(Long.toString(random), call.now());
        if (before != null) {
            String window = older ? "a second" : "7 days";
            return answer(before).note("MsgRandom was used within " + window + ": the same push");
        }
        if (limits.quotas()) {
            if (!call.state().rates.tryAcquireAfter(PUSH, 1000, call.now())) {
                throw new ImErrorException(TOO_FAST, "pushes to everybody must be more than a second apart");
            }
            if (!call.state()
                    .rates
                    .tryAcquire(
                            PUSH + " a day",
                            limits.dailyPushes(),
                            DAY,
                            call.now().plus(DAY_TURNS_EARLIER))) {
                throw new ImErrorException(DAILY, "more than " + limits.dailyPushes() + " pushes to everybody a day");
            }
        }
        Task task = call.state().pushes.add("", call.state().sdkAppId, random, call.now(), audience);
        pushed.keep(Long.toString(random), task, call.now());
        return answer(task);
    }

    private ImCommandResult batch(ImCall call) {
        PushRules.check(call, true);
        List<String> users =
                ImFields.texts(call.body(), "To_Account", MAX_USERS, ImErrorException.TO_ACCOUNT, PushRules.TOO_MANY);
        if (limits.quotas() && !call.state().rates.tryAcquire(BATCH, limits.batchesPerSecond(), 1, call.now())) {
            throw new ImErrorException(
                    ImErrorException.TOO_FAST, "more than " + limits.batchesPerSecond() + " batches a second");
        }
        ArrayNode errors = Json.object().putArray("ErrorList");
        List<String> taken = new ArrayList<>(users.size());
        for (String user : users) {
            if (call.state().users.exists(user)) {
                taken.add(user);
            } else {
                errors.addObject()
                        .put("To_Account", user)
                        .put("ErrorCode", ImErrorException.ACCOUNT_UNKNOWN)
                        .put("ErrorInfo", "To_Account is invalid");
            }
        }
        long random = call.body().get("MsgRandom").longValue();
        Task task = call.state().pushes.add("batch_", call.state().sdkAppId, random, call.now(), taken);
        ImCommandResult result = answer(task);
        if (!errors.isEmpty()) {
            result.fields().set("ErrorList", errors);
        }
        return result;
    }

    private static ImCommandResult answer(Task task) {
        return ImCommandResult.of(Json.object().put("TaskId", task.id))
                .ids(task.id)
                .targets(task.targets);
    }

    private ImCommandResult revoke(ImCall call) {
        String id = ImFields.text(call.body(), "TaskId", BAD_TASK);
        ImMessageRules.offlinePush(call.body(), true);
        if (limits.quotas() && !call.state().rates.tryAcquire("timpush/revoke", 1, 1, call.now())) {
            throw new ImErrorException(REVOKED_TOO_OFTEN, "more than one revocation a second");
        }
        Task task = call.state().pushes.find(id);
        if (task == null) {
            throw new ImErrorException(BAD_TASK, "no such TaskId");
        }
        if (task.revoked) {
            throw new ImErrorException(REVOKED, "revoked before");
        }
        if (Duration.between(task.time, call.now()).toSeconds() > DAY) {
            throw new ImErrorException(TOO_OLD, "the push is more than 24 hours old");
        }
        task.revoked = true;
        return ImCommandResult.empty().ids(id).targets(task.targets);
    }

    private static ImCommandResult statistics(ImCall call) {
        long from = ImFields.uint32(call.body(), "StartTime", PARAMETER);
        long to = ImFields.uint32(call.body(), "EndTime", PARAMETER);
        if (to < from || to - from > 30 * DAY) {
            throw new ImErrorException(PARAMETER, "StartTime to EndTime must be at most 30 days");
        }
        return ImCommandResult.of(counts(call.state().pushes.between(from, to)));
    }

    private static ImCommandResult taskStatistics(ImCall call) {
        Task task = call.state().pushes.find(ImFields.text(call.body(), "TaskId", BAD_TASK));
        if (task == null) {
            throw new ImErrorException(BAD_TASK, "no such TaskId");
        }
        return ImCommandResult.of(counts(List.of(task)));
    }

    /** Counts each target as one device that received the notification and was not clicked. */
    private static ObjectNode counts(List<Task> tasks) {
        int count = tasks.stream().mapToInt(task -> task.targets.size()).sum();
        ObjectNode answer = Json.object()
                .put("TotalCount", count)
                .put("SentCount", count)
                .put("DeliveredCount", count)
                .put("ClickCount", 0);
        answer.putArray("PlatformStatistics");
        return answer;
    }
}
