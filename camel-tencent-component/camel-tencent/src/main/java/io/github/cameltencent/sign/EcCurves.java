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
package io.github.cameltencent.sign;

import java.security.interfaces.ECKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.EllipticCurve;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;

/** The two curves of legacy UserSigs, in Bouncy Castle's fast implementations. */
final class EcCurves {

    private static final String[] NAMES = {"secp256k1", "secp256r1"};

    private EcCurves() {}

    /** Finds the curve of a key by its parameters, because keys of some providers have no curve name. */
    static ECDomainParameters of(ECKey key) {
        ECParameterSpec spec = key.getParams();
        for (String name : NAMES) {
            X9ECParameters curve = CustomNamedCurves.getByName(name);
            if (spec != null && isSame(spec, curve)) {
                return new ECDomainParameters(curve);
            }
        }
        throw new IllegalArgumentException(
                "The EC key is on a curve that UserSigs do not use: it must be on secp256k1 or P-256 (prime256v1)");
    }

    private static boolean isSame(ECParameterSpec spec, X9ECParameters curve) {
        EllipticCurve equation = spec.getCurve();
        return equation.getField() instanceof ECFieldFp field
                && field.getP().equals(curve.getCurve().getField().getCharacteristic())
                && equation.getA().equals(curve.getCurve().getA().toBigInteger())
                && equation.getB().equals(curve.getCurve().getB().toBigInteger())
                && spec.getOrder().equals(curve.getN())
                && spec.getGenerator()
                        .getAffineX()
                        .equals(curve.getG().getAffineXCoord().toBigInteger())
                && spec.getGenerator()
                        .getAffineY()
                        .equals(curve.getG().getAffineYCoord().toBigInteger());
    }
}
