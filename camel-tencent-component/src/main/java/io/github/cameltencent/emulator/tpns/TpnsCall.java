package io.github.cameltencent.emulator.tpns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.engine.Call;
import java.time.Instant;

/** A verified request on its way into an operation. */
record TpnsCall(Call http, TpnsApp app, TpnsState state, ObjectNode body, TpnsReply reply) {

    Instant now() {
        return http.received();
    }

    /** The number that the answer echoes, 0 where none was sent. */
    long seq() {
        return body.path("seq").asLong(0);
    }

    String path() {
        return http.path();
    }
}
