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
package io.github.cameltencent.emulator;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Options of an emulator. Every option has a default. The default credentials are invented and always the same, so that
 * tests can rely on them.
 */
public final class EmulatorOptions {

    /** The default Android application of TPNS. */
    public static final KeyPair TPNS_ANDROID = new KeyPair("1500000001", "android-secret-for-tests");

    /** The default iOS application of TPNS. */
    public static final KeyPair TPNS_IOS = new KeyPair("1600000001", "ios-secret-for-tests");

    /** The default application of IM. */
    public static final KeyPair IM = new KeyPair("1400000001", "im-secret-for-tests");

    /** The default keys of the Cloud API. */
    public static final KeyPair CLOUD = new KeyPair("AKIDemulator00000000000000000000001", "cloud-secret-for-tests");

    /** The first default account of the chat; it and {@link #CHAT_BETA} follow each other. */
    public static final KeyPair CHAT_ALPHA = new KeyPair("10001", "alpha-password-for-tests");

    /** The second default account of the chat. */
    public static final KeyPair CHAT_BETA = new KeyPair("10002", "beta-password-for-tests");

    private int port;
    private final List<KeyPair> tpnsAndroid = new ArrayList<>();
    private final List<KeyPair> tpnsIos = new ArrayList<>();
    private final List<KeyPair> im = new ArrayList<>();
    private final List<KeyPair> cloud = new ArrayList<>();
    private boolean imQuotas = true;
    private final List<KeyPair> chat = new ArrayList<>();
    private Duration skew = Duration.ofSeconds(300);
    private Duration cloudTokenLife = Duration.ofHours(12);
    private Duration latency = Duration.ZERO;
    private String faults = "";
    private Clock clock = Clock.systemUTC();
    private int maxRequests = 200_000;
    private long maxRecordedBytes = Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 8);
    private Consumer<String> log = line -> {};

    /** Sets the port on 127.0.0.1; 0, the default, selects a free port. */
    public EmulatorOptions port(int number) {
        if (number < 0 || number > 65_535) {
            throw new IllegalArgumentException("the port must be from 0 to 65535");
        }
        port = number;
        return this;
    }

    /** Adds an Android application of TPNS; the first call replaces the default application. */
    public EmulatorOptions tpnsAndroid(KeyPair accessIdAndSecretKey) {
        tpnsAndroid.add(accessIdAndSecretKey);
        return this;
    }

    /** Adds an iOS application of TPNS; the first call replaces the default application. */
    public EmulatorOptions tpnsIos(KeyPair accessIdAndSecretKey) {
        tpnsIos.add(accessIdAndSecretKey);
        return this;
    }

    /** Adds an IM application; the first call replaces the default application. */
    public EmulatorOptions im(KeyPair sdkAppIdAndSecretKey) {
        im.add(sdkAppIdAndSecretKey);
        return this;
    }

    /** Enforces the quotas of Push in IM; true by default. */
    public EmulatorOptions imQuotas(boolean kept) {
        imQuotas = kept;
        return this;
    }

    /** Adds keys of the Cloud API; the first call replaces the default keys. */
    public EmulatorOptions cloud(KeyPair secretIdAndSecretKey) {
        cloud.add(secretIdAndSecretKey);
        return this;
    }

    /** Adds a chat account; the first call replaces the default accounts. All accounts follow each other. */
    public EmulatorOptions chat(KeyPair userIdAndPassword) {
        if (!userIdAndPassword.id().matches("[1-9][0-9]{0,17}")) {
            throw new IllegalArgumentException("the id of a chat account must be a number");
        }
        chat.add(userIdAndPassword);
        return this;
    }

    /** Limits the lifetime of temporary credentials of the Cloud API; 12 hours by default. */
    public EmulatorOptions cloudTokenLife(Duration longest) {
        cloudTokenLife = notNegative(longest);
        return this;
    }

    /** Sets the allowed difference between a request's timestamp and the clock; 300 seconds by default. */
    public EmulatorOptions skew(Duration allowed) {
        skew = notNegative(allowed);
        return this;
    }

    /** Delays every answer of a service; no delay by default. */
    public EmulatorOptions latency(Duration time) {
        latency = notNegative(time);
        return this;
    }

    /** Sets the initial fault script, in JSON lines. */
    public EmulatorOptions faults(String script) {
        faults = Objects.requireNonNull(script);
        return this;
    }

    /** Sets the clock that timestamps are checked against. */
    public EmulatorOptions clock(Clock source) {
        clock = Objects.requireNonNull(source);
        return this;
    }

    /** Limits the record to a number of requests and to a total size of their bodies; the oldest are dropped first. */
    public EmulatorOptions records(int requests, long bytes) {
        if (requests < 1 || bytes < 1) {
            throw new IllegalArgumentException("at least one request and one byte must be kept");
        }
        maxRequests = requests;
        maxRecordedBytes = bytes;
        return this;
    }

    /** Sets a listener for log lines; none by default. */
    public EmulatorOptions log(Consumer<String> listener) {
        log = Objects.requireNonNull(listener);
        return this;
    }

    private static Duration notNegative(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("a time must not be negative");
        }
        return time;
    }

    private static List<KeyPair> or(List<KeyPair> given, KeyPair defaultValue) {
        return given.isEmpty() ? List.of(defaultValue) : List.copyOf(given);
    }

    int port() {
        return port;
    }

    List<KeyPair> tpnsAndroid() {
        return or(tpnsAndroid, TPNS_ANDROID);
    }

    List<KeyPair> tpnsIos() {
        return or(tpnsIos, TPNS_IOS);
    }

    List<KeyPair> im() {
        return or(im, IM);
    }

    List<KeyPair> cloud() {
        return or(cloud, CLOUD);
    }

    boolean imQuotas() {
        return imQuotas;
    }

    List<KeyPair> chat() {
        return chat.isEmpty() ? List.of(CHAT_ALPHA, CHAT_BETA) : List.copyOf(chat);
    }

    Duration cloudTokenLife() {
        return cloudTokenLife;
    }

    Duration skew() {
        return skew;
    }

    Duration latency() {
        return latency;
    }

    String faults() {
        return faults;
    }

    Clock clock() {
        return clock;
    }

    int maxRequests() {
        return maxRequests;
    }

    long maxRecordedBytes() {
        return maxRecordedBytes;
    }

    Consumer<String> log() {
        return log;
    }
}
