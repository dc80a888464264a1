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
package io.github.cameltencent.emulator.tpns.request;

import com.fasterxml.jackson.databind.JsonNode;

/** An error code of TPNS. Used for control flow inside the emulator only, therefore without a stack trace. */
public final class TpnsErrorException extends RuntimeException {

    public static final String NOT_PARSED = "1008001";
    public static final String MISSING = "1008002";
    public static final String AUTHENTICATION = "1008003";
    public static final String INTERNAL = "1008004";
    public static final String BAD_TOKEN = "1008006";
    static final String INVALID = "1008007";
    public static final String UPLOAD = "1008011";
    public static final String EMPTY_FILE = "1008012";
    public static final String UNKNOWN_PUSH = "1008015";
    public static final String BAD_DATE = "1008016";
    public static final String SOME_FAILED = "1008026";
    public static final String ALL_FAILED = "1008027";
    public static final String TOO_FAST = "1008028";
    public static final String INVALID_TOKEN = "1008029";
    public static final String NO_TARGET = "10010005";
    public static final String PUSH_TIME = "10010012";
    public static final String REPEATED = "10010018";
    public static final String UNKNOWN_BINDING = "10110008";

    private static final int MOST_SHOWN = 60;

    private final String code;

    public TpnsErrorException(String code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    public static TpnsErrorException missing(String field) {
        return new TpnsErrorException(MISSING, "field " + field + " is missing");
    }

    /** An error for a missing field, with its empty value if it has one. */
    public static TpnsErrorException missing(String field, JsonNode value) {
        boolean there = value != null && !value.isNull();
        return new TpnsErrorException(
                MISSING, "field " + field + " is missing" + (there ? ": it is " + shown(value) : ""));
    }

    public static TpnsErrorException invalid(String field, String rule) {
        return new TpnsErrorException(INVALID, field + " " + rule);
    }

    /** An error for a field that violates a rule, with its value. */
    public static TpnsErrorException invalid(String field, String rule, JsonNode value) {
        return new TpnsErrorException(INVALID, field + " " + rule + ", not " + shown(value));
    }

    /** A value as JSON, shortened if it is long. */
    private static String shown(JsonNode value) {
        String text = String.valueOf(value);
        return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…";
    }

    public String code() {
        return code;
    }
}
