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

import java.util.StringJoiner;

/** The privileges that a private map key grants in a room. Tencent's comments give 200 for the last one; it is 128. */
public enum RoomPrivilege {
    CREATE_ROOM("createRoom"),
    ENTER_ROOM("enterRoom"),
    SEND_AUDIO("sendAudio"),
    RECEIVE_AUDIO("receiveAudio"),
    SEND_VIDEO("sendVideo"),
    RECEIVE_VIDEO("receiveVideo"),
    SEND_SUBSTREAM("sendSubstream"),
    RECEIVE_SUBSTREAM("receiveSubstream");

    /** The sum of all privileges. */
    public static final int ALL = 255;

    private final String label;

    RoomPrivilege(String label) {
        this.label = label;
    }

    /** The name in options and headers, such as {@code enterRoom}. */
    public String label() {
        return label;
    }

    /** The value of this privilege in the sum. */
    public int bit() {
        return 1 << ordinal();
    }

    /**
     * Parses a number from 0 to 255, or names separated by commas, and returns the sum.
     *
     * @throws IllegalArgumentException for any other text; the message lists the names
     */
    public static int parse(String text) {
        String trimmed = text == null ? "" : text.trim();
        if (trimmed.matches("[0-9]{1,9}")) {
            int sum = Integer.parseInt(trimmed);
            if (sum <= ALL) {
                return sum;
            }
        }
        int sum = 0;
        for (String name : trimmed.split(",", -1)) {
            sum |= named(name.trim()).bit();
        }
        return sum;
    }

    private static RoomPrivilege named(String name) {
        StringJoiner names = new StringJoiner(", ");
        for (RoomPrivilege privilege : values()) {
            if (privilege.label.equals(name)) {
                return privilege;
            }
            names.add(privilege.label);
        }
        throw new IllegalArgumentException("The privileges must be a number from 0 to " + ALL
                + ", or some of these separated by commas: " + names);
    }
}
