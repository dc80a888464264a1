package io.github.cameltencent.emulator.engine;

/**
 * How many requests came and what became of them, since the start or the last reset.
 *
 * @param received all requests to a service
 * @param accepted those that the service took
 * @param refused those that it did not take
 * @param faulted those that a fault met, accepted or not
 * @param dropped those whose record is gone because there were too many
 */
public record Counters(long received, long accepted, long refused, long faulted, long dropped) {}
