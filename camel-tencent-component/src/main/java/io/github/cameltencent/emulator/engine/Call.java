package io.github.cameltencent.emulator.engine;

import io.netty.handler.codec.http.HttpHeaders;
import java.time.Instant;

/**
 * One HTTP request as it arrived. The body is the bytes of the wire: signatures are checked on them.
 *
 * @param path the path without the query
 * @param query the raw query without its question mark, empty if there is none
 */
public record Call(String method, String path, String query, HttpHeaders headers, byte[] body, Instant received) {}
