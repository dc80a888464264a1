package io.github.cameltencent.emulator.tpns;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameltencent.emulator.engine.Answer;
import io.github.cameltencent.emulator.engine.Decision;
import java.util.List;

/** Stops, revokes or cancels a push. */
final class PushControl implements TpnsOperation {

    private final String becomes;

    PushControl(String becomes) {
        this.becomes = becomes;
    }

    @Override
    public Answer run(TpnsCall call) {
        // the manual's tables say pushId, its samples pushid
        JsonNode id = call.body().has("pushId") ? call.body().get("pushId") : call.body().path("pushid");
        if (!id.isValueNode() || id.asText().isEmpty()) {
            throw Refusal.missing("pushId");
        }
        if (call.app().ios() && becomes.equals("PUSH_FINISHED")) {
            throw Refusal.invalid("stop_push_msg", "is for Android only");
        }
        return call.state().locked(() -> {
            Pushes.Push push = call.state().pushes.get(id.asText());
            if (becomes.equals("PUSH_CANCELED") && !push.statusAt(call.now()).equals("PUSH_WAIT")) {
                throw Refusal.invalid("pushId", "is not a timed push that is still to start");
            }
            push.status = becomes;
            Decision decision = new Decision(true, "0", "", List.of(push.id), List.of());
            return Answer.json(call.reply().body(call.seq(), "0", ""), decision);
        });
    }
}
