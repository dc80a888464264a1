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
import com.tencentyun.TLSSigAPIv2;

/** Makes a UserSig for each user and a ticket for a room. Arguments: SDKAppID, key, users. */
public final class UserSigs {

    public static void main(String[] arguments) {
        TLSSigAPIv2 api = new TLSSigAPIv2(Long.parseLong(arguments[0]), arguments[1]);
        for (int i = 2; i < arguments.length; i++) {
            System.out.println(api.genUserSig(arguments[i], 3600));
            System.out.println(api.genPrivateMapKey(arguments[i], 3600, 42, 255));
        }
    }
}
