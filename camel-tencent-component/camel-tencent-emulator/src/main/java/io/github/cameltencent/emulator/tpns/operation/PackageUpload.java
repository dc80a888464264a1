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
package io.github.cameltencent.emulator.tpns.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.engine.Answer;
import io.github.cameltencent.emulator.tpns.request.AnswerStyle;
import io.github.cameltencent.emulator.tpns.request.TpnsErrorException;
import io.github.cameltencent.emulator.tpns.request.UploadedPackage;
import java.util.List;
import java.util.Locale;

/** {@code /v3/push/package/upload}: one part named file, with a list of accounts or tokens. */
public final class PackageUpload implements TpnsOperation {

    public static final int MAX_BYTES = 100 * 1024 * 1024;

    @Override
    public Answer run(TpnsCall call) {
        UploadedPackage file = UploadedPackage.of(
                call.http().headers().get("Content-Type", ""), call.http().body());
        String name = file.name();
        int characters = name.codePointCount(0, name.length());
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (characters < 1 || characters > 100 || !List.of("zip", "txt", "csv").contains(extension)) {
            throw TpnsErrorException.invalid("file", "must be .zip, .txt or .csv with a name of 1 to 100 characters");
        }
        if (file.length() == 0) {
            throw new TpnsErrorException(TpnsErrorException.EMPTY_FILE, "the uploaded file is empty");
        }
        if (file.length() > MAX_BYTES) {
            throw new TpnsErrorException(TpnsErrorException.UPLOAD, "the file has more than 100 MB");
        }
        if (extension.equals("zip") && !file.startsWith("PK")) {
            throw new TpnsErrorException(TpnsErrorException.UPLOAD, "not a zip file");
        }
        if (extension.equals("csv") && file.firstLine().contains(",")) {
            throw TpnsErrorException.invalid("file", "must have exactly one column");
        }
        return call.state().locked(() -> {
            long id = 10_001L + Long.parseLong(call.state().nextPushId()) % 1_000_000;
            call.state().uploads.put(id, name);
            ObjectNode answer = call.style().body(call.seq(), "0", "").put("uploadId", id);
            return AnswerStyle.success(answer, List.of(Long.toString(id)), List.of());
        });
    }
}
