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

/** The stored files, limited in number and in total size; the oldest are dropped. Call with the lock of the state. */
public final class UploadedFiles {

    private static final int MAX_FILES = 1000;
    private static final long MAX_BYTES = 256L << 20;

    private final Map<String, StoredFile> files = new LinkedHashMap<>();
    private final Map<String, StoredFile> byHash = new HashMap<>();
    private int maxFiles;
    private long maxBytes;
    private long bytes;
    /** The size of uploads in progress. */
    private long incoming;

    UploadedFiles() {
        clear();
    }

    public void limit(int number, long size) {
        maxFiles = number;
        maxBytes = size;
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
        while (!files.isEmpty() && (files.size() > maxFiles || bytes > maxBytes)) {
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

    /** Reserves space for an upload; returns false if there is not enough. */
    public boolean reserve(long size) {
        if (incoming + size > maxBytes) {
            return false;
        }
        incoming += size;
        return true;
    }

    public void release(long size) {
        incoming -= size;
    }

    /** Deletes all files; uploads end with their connections. */
    void clear() {
        maxFiles = MAX_FILES;
        maxBytes = Math.min(MAX_BYTES, Runtime.getRuntime().maxMemory() / 8);
        files.clear();
        byHash.clear();
        bytes = 0;
    }
}
