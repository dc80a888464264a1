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
package io.github.cameltencent.emulator.cloud.action;

import io.github.cameltencent.emulator.cloud.request.CloudErrorException;
import io.github.cameltencent.emulator.cloud.request.Parameters;

/** Actions that accept a file in one content type only. */
final class FileActions {

    CloudResult form(CloudContext context) {
        return take(context, "File", "multipart/form-data");
    }

    CloudResult log(CloudContext context) {
        context.parameters().required("TopicId");
        return take(context, Parameters.CONTENT, "application/octet-stream");
    }

    private static CloudResult take(CloudContext context, String name, String form) {
        if (!context.parameters().required(name).endsWith(" bytes")) {
            throw new CloudErrorException("InvalidRequest", "the action takes its file by " + form);
        }
        return CloudResult.empty();
    }
}
