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
package io.github.cameltencent.emulator.chat.state;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The files of the server. The oldest go when there are too many or they are too large. To be called with the world's lock. */
public final class UploadedFiles {

    private static final int MOST_FILES = 1000;
    private static final long MOST_BYTES = 256L << 20;

    private final Map<String, StoredFile> files = new LinkedHashMap<>();
    private final Map<String, StoredFile> byHash = new HashMap<>();
    private int mostFiles;
    private long mostBytes;
    private long bytes;
    /** Of uploads in progress. */
    private long incoming;

    UploadedFiles() {
        clear();
    }

    public void limit(int number, long size) {
        mostFiles = number;
        mostBytes = size;
        trim();
    }

    public StoredFile get(String name) {
        return files.get(name);
    }

    public StoredFile byHash(String hash) {
        return byHash.get(hash);
    }

    public void put(StoredFile file) {
        forget(files.get(file.name()));
        files.put(file.name(), file);
        byHash.put(file.hash(), file);
        bytes += file.bytes().length;
        trim();
    }

    private void trim() {
        while (!files.isEmpty() && (files.size() > mostFiles || bytes > mostBytes)) {
            forget(files.values().iterator().next());
        }
    }

    private void forget(StoredFile file) {
        if (file != null) {
            files.remove(file.name());
            byHash.remove(file.hash(), file);
            bytes -= file.bytes().length;
        }
    }

    /** Whether there is room for so many bytes more of uploads; then they are counted until they are released. */
    public boolean reserve(long size) {
        if (incoming + size > mostBytes) {
            return false;
        }
        incoming += size;
        return true;
    }

    public void release(long size) {
        incoming -= size;
    }

    /** Forgets the files; uploads end with their connections. */
    void clear() {
        mostFiles = MOST_FILES;
        mostBytes = Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / 8);
        files.clear();
        byHash.clear();
        bytes = 0;
    }
}
