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
 * How one action is paged.
 *
 * @param position the parameter that says which page: an offset, a number or the token
 * @param size the parameter for the length of a page, null for none
 * @param token where the answer has the next token, null for none
 * @param total where the answer has the number of all items, null for nowhere
 * @param lists where the items may be; empty for where the answer has its longest array
 * @param offset the parameter that takes over where an answer has no token although there is more; null for none
 * @param endFlag the field that says whether this was the last page, null for none
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

    /** A rule with what the options of an endpoint say, where they say something. */
    public static PageRule of(PageRule known, PagingConfiguration options, String operation) {
        PageStyle style = options.getPageStyle() != null ? options.getPageStyle() : known == null ? null : known.style;
        if (style == null) {
            throw new IllegalArgumentException("paginate=true: it is not known how " + operation
                    + " is paged. Say pageStyle=offset, page or token, and pagePosition, pageToken and pageItems where"
                    + " they have other names than usual");
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

    /** The names that most actions of a style have. */
    private static PageRule usual(PageStyle style) {
        return switch (style) {
            case OFFSET -> new PageRule(style, "Offset", "Limit", null, "TotalCount", List.of(), null, null);
            case PAGE -> new PageRule(style, "PageNumber", "PageSize", null, "TotalCount", List.of(), null, null);
            case TOKEN -> new PageRule(style, "NextToken", "MaxResults", "NextToken", null, List.of(), null, null);
        };
    }

    private static String first(String wanted, String otherwise) {
        return wanted != null ? wanted : otherwise;
    }
}
