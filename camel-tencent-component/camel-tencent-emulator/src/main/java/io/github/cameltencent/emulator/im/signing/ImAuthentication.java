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
package io.github.cameltencent.emulator.im.signing;

import io.github.cameltencent.emulator.engine.Call;
import io.github.cameltencent.emulator.im.request.ImQuery;
import io.github.cameltencent.emulator.im.request.ImRefusal;
import io.github.cameltencent.emulator.im.signing.ImVerdict.Stage;
import java.util.Map;

/** Checks the query of a call: its parameters, the UserSig, and that its user is an administrator. */
public final class ImAuthentication {

    private final Map<String, ImApp> apps;
    private final UserSigReader reader = new UserSigReader();

    public ImAuthentication(Map<String, ImApp> apps) {
        this.apps = apps;
    }

    public ImVerdict check(Call call, String operation) {
        ImQuery query = ImQuery.of(call.query());
        return new Check(query, operation, call.received().getEpochSecond()).run();
    }

    /** One check in progress. */
    private final class Check {

        private final ImQuery query;
        private final String operation;
        private final long now;
        private ImApp app;
        private long end;

        Check(ImQuery query, String operation, long now) {
            this.query = query;
            this.operation = operation;
            this.now = now;
        }

        ImVerdict run() {
            ImVerdict missing = parameters();
            if (missing != null) {
                return missing;
            }
            app = apps.get(query.sdkAppId());
            if (app == null) {
                String trouble = "no application of this emulator has the SDKAppID; or another region's host";
                return refused(Stage.APPLICATION, ImRefusal.APP_UNKNOWN, trouble);
            }
            try {
                return ticket(reader.read(query.userSig()));
            } catch (UserSigException trouble) {
                return refused(Stage.TICKET, trouble.code(), trouble.getMessage());
            }
        }

        private ImVerdict parameters() {
            if (operation.isEmpty()) {
                return refused(Stage.QUERY, ImRefusal.URL, "the path must be /v4/<service>/<command>");
            }
            if (query.sdkAppId() == null) {
                return refused(Stage.QUERY, ImRefusal.NO_APP, "sdkappid is missing");
            }
            if (!query.sdkAppId().matches("\\d{1,19}")) {
                return refused(Stage.QUERY, ImRefusal.APP_INVALID, "sdkappid is not a number");
            }
            if (query.identifier() == null || query.identifier().isEmpty()) {
                return refused(Stage.QUERY, ImRefusal.ACCOUNT, "identifier is missing");
            }
            if (query.userSig() == null || query.userSig().isEmpty()) {
                return refused(Stage.QUERY, ImRefusal.TICKET_EMPTY, "usersig is missing");
            }
            if (!query.randomIsRight()) {
                return refused(Stage.QUERY, ImRefusal.URL, "random must be a number from 0 to 4294967295");
            }
            if (!"json".equals(query.contentType())) {
                return refused(Stage.QUERY, ImRefusal.URL, "contenttype must be json");
            }
            return null;
        }

        private ImVerdict ticket(ReceivedUserSig ticket) {
            end = ticket.end();
            if (!ticket.identifier().equals(query.identifier())) {
                String trouble = "identifier is " + query.identifier() + ", the UserSig is of " + ticket.identifier();
                return refused(Stage.IDENTIFIER, ImRefusal.OTHER_USER, trouble);
            }
            if (!ticket.sdkAppId().equals(app.sdkAppId)) {
                String trouble = "sdkappid is " + app.sdkAppId + ", the UserSig is of " + ticket.sdkAppId();
                return refused(Stage.TICKET_APP, ImRefusal.OTHER_APP, trouble);
            }
            if (now > end) {
                return refused(Stage.EXPIRY, ImRefusal.TICKET_EXPIRED, "it ended " + (now - end) + " s ago");
            }
            if (!app.hasKey(ticket.legacy())) {
                String kind = ticket.legacy() ? "public key for ECDSA" : "secret key";
                return refused(Stage.SIGNATURE, ImRefusal.NO_KEY, "the application has no " + kind);
            }
            if (!app.signed(ticket)) {
                return refused(Stage.SIGNATURE, ImRefusal.TICKET_WRONG, diagnosis(ticket));
            }
            return app.administrators.contains(query.identifier())
                    ? new ImVerdict(Stage.ROLE, 0, "", query.sdkAppId(), operation, app, query.identifier(), end)
                    : refused(Stage.ROLE, ImRefusal.NOT_ADMIN, query.identifier() + " is an ordinary user");
        }

        private String diagnosis(ReceivedUserSig ticket) {
            for (ImApp other : apps.values()) {
                if (other != app && other.signed(ticket)) {
                    return "it was signed with the key of the application " + other.sdkAppId;
                }
            }
            return "it was signed with another key, or changed afterwards";
        }

        private ImVerdict refused(Stage stage, int code, String trouble) {
            String application = query.sdkAppId() == null ? "" : query.sdkAppId();
            return new ImVerdict(stage, code, trouble, application, operation, app, query.identifier(), end);
        }
    }
}
