package io.github.cameltencent.emulator.engine;

/** One step of the verification of a request, in words that help whoever sent it. */
public record Step(String name, boolean ok, String detail) {}
