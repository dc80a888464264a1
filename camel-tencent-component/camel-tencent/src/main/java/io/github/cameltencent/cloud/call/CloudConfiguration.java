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
package io.github.cameltencent.cloud.call;

import io.github.cameltencent.credential.CloudCredentialsProvider;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** The options that calls of the Cloud API have for their own. */
@UriParams
public class CloudConfiguration {

    @UriParam(label = "cloud,security", description = "The SecretId of the Cloud API, where no application is named")
    private String secretId;

    @UriParam(
            label = "cloud,security",
            description = "The token that belongs to a temporary secretId and secretKey. Write it as RAW{...}.",
            secret = true)
    private String sessionToken;

    @UriParam(
            label = "cloud,security",
            description =
                    "A bean that gives the credentials of the Cloud API, instead of secretId and secretKey: a vault, a file")
    private CloudCredentialsProvider credentialsProvider;

    @UriParam(
            label = "cloud",
            description =
                    "The version of the product's API, such as 2017-03-12. The default is the newest that has the action; none sends no version, for actions of the first generation at the old addresses.")
    private String version;

    @UriParam(
            label = "cloud",
            description = "How calls are signed. The last two are signature v1, the only one at the old addresses.",
            defaultValue = "TC3-HMAC-SHA256",
            enums = "TC3-HMAC-SHA256,HmacSHA256,HmacSHA1")
    private String signatureMethod;

    @UriParam(
            label = "cloud",
            description = "How the parameters travel: POST in the body, GET flattened in the address",
            defaultValue = "POST",
            enums = "POST,GET")
    private CloudMethod method = CloudMethod.POST;

    @UriParam(
            label = "cloud",
            description =
                    "How the body goes: json; multipart, a part for each entry of a Map, files among them; binary, bytes as they are with the parameters in headers X-PRODUCT-Name. The default is what the action takes.",
            defaultValue = "auto",
            enums = "auto,json,multipart,binary")
    private BodyFormat bodyFormat = BodyFormat.AUTO;

    @UriParam(
            label = "cloud",
            description = "3, or 2 for the old addresses {module}.api.qcloud.com/v2/index.php",
            defaultValue = "3",
            enums = "3,2")
    private int apiGeneration = 3;

    @UriParam(
            label = "cloud",
            description =
                    "Where calls enter: nearest, region for that of the region, internal from inside a VPC, intl for the international site. Finance regions always have their own.",
            defaultValue = "nearest",
            enums = "nearest,region,internal,intl")
    private AccessPoint accessPoint = AccessPoint.NEAREST;

    @UriParam(
            label = "cloud",
            description =
                    "The language of the service's messages and of some data, whose default differs by product; and of our explanations, English unless it is zh-CN",
            enums = "zh-CN,en-US")
    private String language;

    @UriParam(
            label = "cloud",
            description = "Gives the whole answer of the Cloud API instead of the content of its Response",
            defaultValue = "false")
    private boolean rawResponse;

    @UriParam(
            label = "cloud",
            description =
                    "Learns the difference to the server's clock from a call that was refused for its time, and signs that call anew once",
            defaultValue = "true")
    private boolean clockSkewCorrection = true;

    @UriParam(
            label = "cloud",
            description =
                    "The number of the first element where arrays are flattened; some actions of the first generation count from 1",
            defaultValue = "0",
            enums = "0,1")
    private int arrayIndexBase;

    public String getSecretId() {
        return secretId;
    }

    public void setSecretId(String secretId) {
        this.secretId = secretId;
    }

    public String getSessionToken() {
        return sessionToken;
    }

    public void setSessionToken(String sessionToken) {
        this.sessionToken = sessionToken;
    }

    public CloudCredentialsProvider getCredentialsProvider() {
        return credentialsProvider;
    }

    public void setCredentialsProvider(CloudCredentialsProvider credentialsProvider) {
        this.credentialsProvider = credentialsProvider;
    }

    public String getVersion() {
        return version;
    }

    public void setVersion(String version) {
        this.version = version;
    }

    public String getSignatureMethod() {
        return signatureMethod;
    }

    public void setSignatureMethod(String signatureMethod) {
        this.signatureMethod = signatureMethod;
    }

    public CloudMethod getMethod() {
        return method;
    }

    public void setMethod(CloudMethod method) {
        this.method = method;
    }

    public BodyFormat getBodyFormat() {
        return bodyFormat;
    }

    public void setBodyFormat(BodyFormat bodyFormat) {
        this.bodyFormat = bodyFormat;
    }

    public int getApiGeneration() {
        return apiGeneration;
    }

    public void setApiGeneration(int apiGeneration) {
        this.apiGeneration = apiGeneration;
    }

    public AccessPoint getAccessPoint() {
        return accessPoint;
    }

    public void setAccessPoint(AccessPoint accessPoint) {
        this.accessPoint = accessPoint;
    }

    public String getLanguage() {
        return language;
    }

    public void setLanguage(String language) {
        this.language = language;
    }

    public boolean isRawResponse() {
        return rawResponse;
    }

    public void setRawResponse(boolean rawResponse) {
        this.rawResponse = rawResponse;
    }

    public boolean isClockSkewCorrection() {
        return clockSkewCorrection;
    }

    public void setClockSkewCorrection(boolean clockSkewCorrection) {
        this.clockSkewCorrection = clockSkewCorrection;
    }

    public int getArrayIndexBase() {
        return arrayIndexBase;
    }

    public void setArrayIndexBase(int arrayIndexBase) {
        this.arrayIndexBase = arrayIndexBase;
    }
}
