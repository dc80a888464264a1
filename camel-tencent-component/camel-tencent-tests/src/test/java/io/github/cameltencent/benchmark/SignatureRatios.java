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
package io.github.cameltencent.benchmark;

import io.github.cameltencent.benchmark.PairedRuns.Contender;
import io.github.cameltencent.sign.UserSigVerification;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Compares all signatures with the vendor's libraries in one run, and prints their ratios. Each is checked before it is
 * timed: the vendor's UserSigs are verified by ours, all others are equal or verified by the vendor. Kept keys are the same
 * steps with Bouncy Castle's provider, whose keys are parsed once. Arguments: slices
 * (60), a pattern of the names to measure (all).
 */
public final class SignatureRatios {

    private static final long SLICE_NANOS = 100_000_000;
    private static final int WARM_UP = 80;

    private static volatile Object result;

    private SignatureRatios() {}

    /** One signature. */
    @FunctionalInterface
    private interface Kernel {
        Object run() throws Throwable;
    }

    public static void main(String[] arguments) throws Throwable {
        BenchmarkReport.begin();
        PairedRuns runs = new PairedRuns(WARM_UP, arguments.length > 0 ? Integer.parseInt(arguments[0]) : 60);
        Pattern chosen = Pattern.compile(arguments.length > 1 ? arguments[1] : "");
        UserSigBenchmark userSig = new UserSigBenchmark();
        userSig.setUp();
        requireValid(userSig.userSigVendor());
        requireValid(userSig.privateMapKeyVendor());
        requireValid(userSig.userBufVendor());
        compare(runs, chosen, "UserSig, create", userSig::userSigOurs, userSig::userSigVendor);
        compare(runs, chosen, "UserSig with a userbuf of 34 bytes", userSig::userBufOurs, userSig::userBufVendor);
        compare(runs, chosen, "room key, create", userSig::privateMapKeyOurs, userSig::privateMapKeyVendor);
        for (String curve : new String[] {"secp256k1", "P-256"}) {
            LegacyUserSigBenchmark legacy = LegacyUserSigBenchmark.of(curve);
            compare(runs, chosen, "legacy, " + curve + ", create", legacy::signOurs, legacy::signVendor);
            compare(runs, chosen, "legacy, " + curve + ", verify", legacy::verifyOurs, legacy::verifyVendor);
            compare(runs, chosen, "the same, create, kept keys", legacy::signOurs, legacy::signKeptKeys);
            compare(runs, chosen, "the same, verify, kept keys", legacy::verifyOurs, legacy::verifyKeptKeys);
        }
        for (int length : new int[] {300, 4096}) {
            TpnsSignatureBenchmark tpns = TpnsSignatureBenchmark.of(length);
            compare(runs, chosen, "TPNS, " + length + " bytes", tpns::signOurs, tpns::signVendor);
        }
        for (int length : new int[] {1024, 65536}) {
            CloudSignatureTc3Benchmark tc3 = CloudSignatureTc3Benchmark.of(length);
            compare(runs, chosen, "TC3, " + length + " bytes", tc3::signOurs, tc3::signVendor);
            compare(runs, chosen, "TC3, " + length + " bytes, against its digests only", tc3::signOurs, tc3::floor);
        }
        CloudSignatureV1Benchmark v1 = new CloudSignatureV1Benchmark();
        v1.setUp();
        compare(runs, chosen, "Cloud API, v1, 20 parameters", v1::signOurs, v1::signVendor);
        runs.print("signatures");
    }

    private static void requireValid(String ticket) {
        UserSigVerification.of(UserSigBenchmark.APP)
                .withSecretKey(UserSigBenchmark.KEY)
                .verify(ticket, Instant.now());
    }

    private static void compare(PairedRuns runs, Pattern chosen, String name, Kernel ours, Kernel theirs)
            throws Throwable {
        if (chosen.matcher(name).find()) {
            runs.compare(name, PairedRuns.Cost::ofThread, repeated(ours), repeated(theirs));
        }
    }

    private static Contender repeated(Kernel kernel) {
        return () -> {
            long until = System.nanoTime() + SLICE_NANOS;
            long count = 0;
            do {
                result = kernel.run();
                count++;
            } while (System.nanoTime() < until);
            return count;
        };
    }
}
