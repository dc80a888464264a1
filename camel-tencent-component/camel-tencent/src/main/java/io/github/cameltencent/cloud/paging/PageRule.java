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
package io.github.cameltencent.cloud.paging;

import java.util.List;

/**
 * Describes how an action is paged.
 *
 * @param position the parameter that selects the page: an offset, a page number or a token
 * @param size the parameter for the page size, null for none
 * @param token the path of the next token in the answer, null for none
 * @param total the path of the total number of items in the answer, null for none
 * @param lists the possible paths of the items; empty for the longest array of the answer
 * @param offset the parameter to use if an answer has no token although there are more items; null for none
 * @param endFlag the field that marks the last page, null for none
 */
public record PageRule(
        PageStyle style,
        String position,
        String size,
        String token,
        String total,
        List<String> lists,
        String offset,
        String endFlag) {

    /** Returns a rule in which options of an endpoint replace the known values. */
    public static PageRule of(PageRule known, PagingConfiguration options, String operation) {
        PageStyle style = options.getPageStyle() != null ? options.getPageStyle() : known == null ? null : known.style;
        if (style == null) {
            throw new IllegalArgumentException(
                    "paginate=true: it is not known how " + operation
                            + " is paged. Set pageStyle to offset, page or token, and pagePosition, pageToken and pageItems if they have unusual names");
        }
        PageRule usual = usual(style);
        boolean same = known != null && known.style == style;
        return new PageRule(
                style,
                first(options.getPagePosition(), same ? known.position : usual.position),
                first(options.getPageLimit(), same ? known.size : usual.size),
                first(options.getPageToken(), same ? known.token : usual.token),
                first(options.getPageTotal(), known == null ? usual.total : known.total),
                options.getPageItems() != null
                        ? List.of(options.getPageItems())
                        : known == null ? List.of() : known.lists,
                same ? known.offset : null,
                known == null ? null : known.endFlag);
    }

    /** Returns the names that most actions of a style use. */
    private static PageRule usual(PageStyle style) {
        return switch (style) {
            case OFFSET -> new PageRule(style, "Offset", "Limit", null, "TotalCount", List.of(), null, null);
            case PAGE -> new PageRule(style, "PageNumber", "PageSize", null, "TotalCount", List.of(), null, null);
            case TOKEN -> new PageRule(style, "NextToken", "MaxResults", "NextToken", null, List.of(), null, null);
        };
    }

    private static String first(String preferred, String fallback) {
        return preferred != null ? preferred : fallback;
    }
}
