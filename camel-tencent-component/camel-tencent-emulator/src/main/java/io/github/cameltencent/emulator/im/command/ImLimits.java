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
package io.github.cameltencent.emulator.im.command;

/** The enforced limits. Written by tests, read by every call. */
public final class ImLimits {

    static final int DAILY_PUSHES = 100;
    static final int BATCHES_PER_SECOND = 40;

    private final boolean quotasAtFirst;
    private volatile boolean quotas;
    private volatile boolean rates;
    private volatile int dailyPushes;
    private volatile int batchesPerSecond;

    public ImLimits(boolean quotas) {
        quotasAtFirst = quotas;
        reset();
    }

    public void reset() {
        quotas = quotasAtFirst;
        rates = false;
        dailyPushes = DAILY_PUSHES;
        batchesPerSecond = BATCHES_PER_SECOND;
    }

    public boolean quotas() {
        return quotas;
    }

    public boolean rates() {
        return rates;
    }

    public int dailyPushes() {
        return dailyPushes;
    }

    public int batchesPerSecond() {
        return batchesPerSecond;
    }

    public void quotas(boolean kept) {
        quotas = kept;
    }

    public void rates(boolean kept) {
        rates = kept;
    }

    public void pushes(int aDay, int batchesASecond) {
        dailyPushes = aDay;
        batchesPerSecond = batchesASecond;
    }
}
