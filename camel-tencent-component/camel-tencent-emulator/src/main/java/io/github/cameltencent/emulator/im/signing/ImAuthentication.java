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
import io.github.cameltencent.emulator.im.request.ImErrorException;
import io.github.cameltencent.emulator.im.request.ImQuery;
import io.github.cameltencent.emulator.im.signing.ImVerdict.Stage;
import java.util.Map;

/** Authenticates a call: its query parameters, the UserSig, and the administrator role. */
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

    /** The check of one call. */
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
                String problem = "this emulator has no application with the SDKAppID";
                return refused(Stage.APPLICATION, ImErrorException.APP_UNKNOWN, problem);
            }
            try {
                return ticket(reader.read(query.userSig()));
            } catch (UserSigException problem) {
                return refused(Stage.TICKET, problem.code(), problem.getMessage());
            }
        }

        private ImVerdict parameters() {
            if (operation.isEmpty()) {
                return refused(Stage.QUERY, ImErrorException.URL, "the path must be /v4/<service>/<command>");
            }
            if (query.sdkAppId() == null) {
                return refused(Stage.QUERY, ImErrorException.NO_APP, "sdkappid is missing");
            }
            if (!query.sdkAppId().matches("\\d{1,19}")) {
                return refused(Stage.QUERY, ImErrorException.APP_INVALID, "sdkappid is not a number");
            }
            if (query.identifier() == null || query.identifier().isEmpty()) {
                return refused(Stage.QUERY, ImErrorException.ACCOUNT, "identifier is missing");
            }
            if (query.userSig() == null || query.userSig().isEmpty()) {
                return refused(Stage.QUERY, ImErrorException.TICKET_EMPTY, "usersig is missing");
            }
            if (!query.randomIsRight()) {
                return refused(Stage.QUERY, ImErrorException.URL, "random must be a number from 0 to 4294967295");
            }
            if (!"json".equals(query.contentType())) {
                return refused(Stage.QUERY, ImErrorException.URL, "contenttype must be json");
            }
            return null;
        }

        private ImVerdict ticket(ReceivedUserSig ticket) {
            end = ticket.end();
            if (!ticket.identifier().equals(query.identifier())) {
                String problem =
                        "identifier is " + query.identifier() + ", but the UserSig is of " + ticket.identifier();
                return refused(Stage.IDENTIFIER, ImErrorException.OTHER_USER, problem);
            }
            if (!ticket.sdkAppId().equals(app.sdkAppId)) {
                String problem = "sdkappid is " + app.sdkAppId + ", but the UserSig is of " + ticket.sdkAppId();
                return refused(Stage.TICKET_APP, ImErrorException.OTHER_APP, problem);
            }
            if (now > end) {
                return refused(
                        Stage.EXPIRY, ImErrorException.TICKET_EXPIRED, "it expired at " + (now - end) + " s ago");
            }
            if (!app.hasKey(ticket.legacy())) {
                String kind = ticket.legacy() ? "public key for ECDSA" : "secret key";
                return refused(Stage.SIGNATURE, ImErrorException.NO_KEY, "the application has no " + kind);
            }
            if (!app.signed(ticket)) {
                return refused(Stage.SIGNATURE, ImErrorException.TICKET_WRONG, diagnosis(ticket));
            }
            return app.administrators.contains(query.identifier())
                    ? new ImVerdict(Stage.ROLE, 0, "", query.sdkAppId(), operation, app, query.identifier(), end)
                    : refused(Stage.ROLE, ImErrorException.NOT_ADMIN, query.identifier() + " is an ordinary user");
        }

        private String diagnosis(ReceivedUserSig ticket) {
            for (ImApp other : apps.values()) {
                if (other != app && other.signed(ticket)) {
                    return "it was signed with the key of the application " + other.sdkAppId;
                }
            }
            return "it was signed with another key, or changed after signing";
        }

        private ImVerdict refused(Stage stage, int code, String problem) {
            String application = query.sdkAppId() == null ? "" : query.sdkAppId();
            return new ImVerdict(stage, code, problem, application, operation, app, query.identifier(), end);
        }
    }
}
