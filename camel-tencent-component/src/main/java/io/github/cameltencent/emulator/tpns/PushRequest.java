package io.github.cameltencent.emulator.tpns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A push that passed all checks: what of it is remembered. */
record PushRequest(
        String audience, String messageType, ObjectNode message, List<String> targets, List<String> invalid, String planId) {}
