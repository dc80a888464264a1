package io.github.cameltencent.emulator.engine;

/** Paths of the emulator itself, which no service knows: the page, the control. */
public interface Site {

    /** Answers if the request is for this site. */
    boolean serve(Call call, Reply reply);
}
