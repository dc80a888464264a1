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
package io.github.cameltencent.examples.kafkafleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FleetSimulationTest {

    private static final int MANY = 1_000_000;

    @Test
    void aBatchOfOneWorkerTakesFourLatenciesAndItsOverhead() {
        // 256 pushes in 4 * 50 + 56 ms
        assertThat(rate(new FleetSimulation(1, 12, 64, 50, 56, 0, 0), 25_600, MANY))
                .isCloseTo(1000, within(10.0));
    }

    @Test
    void oneKeyHasOnePushInFlight() {
        assertThat(rate(new FleetSimulation(3, 12, 64, 50, 0, 0, 0), 2_000, 1)).isCloseTo(20, within(0.1));
    }

    @Test
    void aQuotaIsUsedByAnyNumberOfWorkersAndNeverExceeded() {
        for (int workers : new int[] {1, 3, 30}) {
            assertThat(rate(new FleetSimulation(workers, 120, 64, 50, 0, 0, 200), 40_000, MANY))
                    .as("%d workers", workers)
                    .isBetween(170.0, 200.0);
        }
    }

    @Test
    void workersWithoutAPartitionAddNothing() {
        double twelve = rate(new FleetSimulation(12, 12, 32, 50, 20, 0, 0), 40_000, MANY);
        double thirty = rate(new FleetSimulation(30, 12, 32, 50, 20, 0, 0), 40_000, MANY);
        assertThat(thirty).isEqualTo(twelve);
    }

    @Test
    void twiceTheWorkersPushNearlyTwiceAsMuch() {
        double ten = rate(new FleetSimulation(10, 1200, 64, 50, 20, 0.1, 0), 256_000, MANY);
        double twenty = rate(new FleetSimulation(20, 1200, 64, 50, 20, 0.1, 0), 512_000, MANY);
        assertThat(twenty / ten).isBetween(1.8, 2.2);
    }

    @Test
    void theProcessorIsALimitToo() {
        assertThat(rate(new FleetSimulation(1, 12, 1000, 50, 0, 1, 0), 40_000, MANY))
                .isBetween(900.0, 1000.0);
    }

    private static double rate(FleetSimulation fleet, int events, int keys) {
        return fleet.rate(events, keys, new Random(1));
    }
}
