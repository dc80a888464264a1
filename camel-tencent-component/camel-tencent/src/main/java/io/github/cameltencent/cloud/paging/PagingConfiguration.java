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

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** The options of paged lists. */
@UriParams
public class PagingConfiguration {

    @UriParam(
            label = "cloud",
            description =
                    "Returns all items of a paged action, as an iterator for split().streaming(): pages are fetched while it is read",
            defaultValue = "false")
    private boolean paginate;

    @UriParam(
            label = "cloud",
            description =
                    "The number of items per page. The default is that of the service, mostly 20; most actions allow up to 100.")
    private Integer pageSize;

    @UriParam(
            label = "cloud",
            description =
                    "The path of the items in the answer, such as InstanceSet or Data.Items, if it is not known or ambiguous")
    private String pageItems;

    @UriParam(
            label = "cloud",
            description = "How the action is paged, if that is not known",
            enums = "OFFSET,PAGE,TOKEN")
    private PageStyle pageStyle;

    @UriParam(label = "cloud", description = "The parameter that selects the page, if it has an unusual name")
    private String pagePosition;

    @UriParam(label = "cloud", description = "The parameter for the page size, if it has an unusual name")
    private String pageLimit;

    @UriParam(label = "cloud", description = "The path of the next token in the answer, if it has an unusual name")
    private String pageToken;

    @UriParam(
            label = "cloud",
            description = "The path of the total number of items in the answer, if it has an unusual name")
    private String pageTotal;

    @UriParam(
            label = "cloud",
            description =
                    "The maximum number of pages, after which an iteration fails: a list that grows while it is read might never end",
            defaultValue = "100000")
    private int maxPages = 100_000;

    public boolean isPaginate() {
        return paginate;
    }

    public void setPaginate(boolean paginate) {
        this.paginate = paginate;
    }

    public Integer getPageSize() {
        return pageSize;
    }

    public void setPageSize(Integer pageSize) {
        this.pageSize = pageSize;
    }

    public String getPageItems() {
        return pageItems;
    }

    public void setPageItems(String pageItems) {
        this.pageItems = pageItems;
    }

    public PageStyle getPageStyle() {
        return pageStyle;
    }

    public void setPageStyle(PageStyle pageStyle) {
        this.pageStyle = pageStyle;
    }

    public String getPagePosition() {
        return pagePosition;
    }

    public void setPagePosition(String pagePosition) {
        this.pagePosition = pagePosition;
    }

    public String getPageLimit() {
        return pageLimit;
    }

    public void setPageLimit(String pageLimit) {
        this.pageLimit = pageLimit;
    }

    public String getPageToken() {
        return pageToken;
    }

    public void setPageToken(String pageToken) {
        this.pageToken = pageToken;
    }

    public String getPageTotal() {
        return pageTotal;
    }

    public void setPageTotal(String pageTotal) {
        this.pageTotal = pageTotal;
    }

    public int getMaxPages() {
        return maxPages;
    }

    public void setMaxPages(int maxPages) {
        this.maxPages = maxPages;
    }
}
