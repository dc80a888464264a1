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
import com.tls.tls_sigature.tls_sigature;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes an older UserSig, and checks one. Arguments: SDKAppID, user, private key, public key, the one to check. */
public final class LegacyUserSigs {

    public static void main(String[] arguments) throws Exception {
        long app = Long.parseLong(arguments[0]);
        String privateKey = Files.readString(Path.of(arguments[2]));
        String publicKey = Files.readString(Path.of(arguments[3]));
        System.out.println(field(tls_sigature.genSig(app, arguments[1], 3600, privateKey), "urlSig"));
        Object checked = tls_sigature.CheckTLSSignatureEx(arguments[4], app, arguments[1], publicKey);
        System.out.println(field(checked, "verifyResult"));
    }

    private static Object field(Object object, String name) throws ReflectiveOperationException {
        Field field = object.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(object);
    }
}
