package io.github.cameltencent.emulator.tpns;

import io.github.cameltencent.emulator.engine.Answer;

/** One operation of TPNS. Refuses by throwing {@link Refusal}. */
interface TpnsOperation {
    Answer run(TpnsCall call);
}
