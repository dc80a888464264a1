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

import io.github.cameltencent.sign.bytes.ByteSink;
import io.github.cameltencent.sign.bytes.TicketBase64;
import io.github.cameltencent.sign.ticket.Ticket;
import io.github.cameltencent.sign.ticket.TicketDecoder;
import io.github.cameltencent.sign.ticket.TicketMembers;
import io.github.cameltencent.sign.ticket.UserSigErrorCode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;

/** Parses the text of a UserSig, current or legacy, into a {@link Ticket}. */
public final class TicketReader {

    private static final String USERBUF = "TLS.userbuf";
    private static final String SIG = "TLS.sig";
    private static final String TIME = "TLS.time";
    private static final String IDENTIFIER = "TLS.identifier";
    private static final String APPID_AT_3RD = "TLS.appid_at_3rd";

    private TicketReader() {}

    public static Ticket read(String text) {
        TicketMembers members = TicketMembers.read(TicketDecoder.decode(text));
        if (members.has("TLS.ver")) {
            return hmac(members);
        }
        if (members.has("TLS.sdk_appid")) {
            return ecdsa(members);
        }
        throw UserSigErrorCode.MISSING_FIELD.exception(
                "neither TLS.ver nor TLS.sdk_appid is present; every UserSig has one of them");
    }

    private static Ticket hmac(TicketMembers members) {
        members.line("TLS.ver");
        String userId = userId(members);
        long sdkAppId = members.number("TLS.sdkappid");
        long time = members.number(TIME);
        long expire = members.number("TLS.expire");
        String userBuf = members.has(USERBUF) ? members.text(USERBUF) : null;
        byte[] signature = TicketBase64.STANDARD.decode(members.text(SIG));
        ByteSink signed = new ByteSink(256);
        UserSig.signedText(signed, userId, sdkAppId, time, expire);
        return ticket(Ticket.HMAC_SHA256, userId, sdkAppId, time, expire, userBuf, signed, signature);
    }

    private static Ticket ecdsa(TicketMembers members) {
        String accountType = members.line("TLS.account_type");
        String userId = userId(members);
        String appIdAt3rd = members.has(APPID_AT_3RD) ? members.line(APPID_AT_3RD) : null;
        long sdkAppId = members.digits("TLS.sdk_appid");
        long expire = members.digits("TLS.expire_after");
        long time = legacyTime(members);
        String userBuf = members.has(USERBUF) ? members.text(USERBUF) : null;
        // the oldest issuers put line breaks into the signature
        byte[] signature = TicketBase64.STANDARD.decode(members.text(SIG).replaceAll("[ \\t\\r\\n]", ""));
        ByteSink signed = new ByteSink(256);
        LegacyUserSig.signedText(
                signed,
                appIdAt3rd,
                accountType,
                userId,
                members.line("TLS.sdk_appid"),
                members.line(TIME),
                members.line("TLS.expire_after"));
        return ticket(Ticket.ECDSA_SHA256, userId, sdkAppId, time, expire, userBuf, signed, signature);
    }

    private static String userId(TicketMembers members) {
        String userId = members.line(IDENTIFIER);
        if (userId.isEmpty()) {
            throw UserSigErrorCode.MISSING_FIELD.exception(IDENTIFIER + " is empty");
        }
        return userId;
    }

    // the oldest UserSigs have 2014-01-31T13:25:01-08:00 instead of Unix seconds
    private static long legacyTime(TicketMembers members) {
        String text = members.line(TIME);
        if (text.indexOf('T') < 0) {
            return members.digits(TIME);
        }
        try {
            return OffsetDateTime.parse(text).toEpochSecond();
        } catch (DateTimeException e) {
            throw TicketMembers.missing(TIME, "Unix seconds in a string, or a local time with its offset");
        }
    }

    private static Ticket ticket(
            String algorithm,
            String userId,
            long sdkAppId,
            long time,
            long expire,
            String userBuf,
            ByteSink signed,
            byte[] signature) {
        byte[] content = null;
        if (userBuf != null) {
            // release 1.1 of Tencent's library put line breaks into this text and signed them
            content = TicketBase64.STANDARD.decode(userBuf.replaceAll("[\\r\\n]", ""));
            if (content == null) {
                throw TicketMembers.missing(USERBUF, "Base64");
            }
            LegacyUserSig.userBufLine(signed, userBuf);
        }
        return new Ticket(algorithm, userId, sdkAppId, time, expire, content, signed.toByteArray(), signature);
    }
}
