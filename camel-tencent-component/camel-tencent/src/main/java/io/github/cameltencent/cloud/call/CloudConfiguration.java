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

/** The options of {@code tencent:cloud} beside the common ones. */
@UriParams
public class CloudConfiguration {

    @UriParam(label = "cloud,security", description = "The SecretId of the Cloud API, if no application is named")
    private String secretId;

    @UriParam(
            label = "cloud,security",
            description = "The session token of temporary credentials. Write it as RAW{...}.",
            secret = true)
    private String sessionToken;

    @UriParam(
            label = "cloud,security",
            description =
                    "A bean that provides the credentials of the Cloud API instead of secretId and secretKey, for example from a vault or a file")
    private CloudCredentialsProvider credentialsProvider;

    @UriParam(
            label = "cloud",
            description =
                    "The version of the product's API, such as 2017-03-12. The default is the newest version that has the action; none sends no version, for first-generation actions at the old addresses.")
    private String version;

    @UriParam(
            label = "cloud",
            description =
                    "The signature algorithm. HmacSHA256 and HmacSHA1 are signature v1, the only one at the old addresses.",
            defaultValue = "TC3-HMAC-SHA256",
            enums = "TC3-HMAC-SHA256,HmacSHA256,HmacSHA1")
    private String signatureMethod;

    @UriParam(
            label = "cloud",
            description = "The HTTP method: POST sends the parameters in the body, GET flattened in the query",
            defaultValue = "POST",
            enums = "POST,GET")
    private CloudMethod method = CloudMethod.POST;

    @UriParam(
            label = "cloud",
            description =
                    "The format of the body: json; multipart with a part for each entry of a Map, including files; binary for unchanged bytes, with the parameters in headers X-PRODUCT-Name. The default is the format of the action.",
            defaultValue = "auto",
            enums = "auto,json,multipart,binary")
    private BodyFormat bodyFormat = BodyFormat.AUTO;

    @UriParam(
            label = "cloud",
            description =
                    "The generation of the API: 3, or 2 for the old addresses {module}.api.qcloud.com/v2/index.php",
            defaultValue = "3",
            enums = "3,2")
    private int apiGeneration = 3;

    @UriParam(
            label = "cloud",
            description =
                    "The access point: nearest, region for that of the region, internal from inside a VPC, intl for the international site. Finance regions always use their own.",
            defaultValue = "nearest",
            enums = "nearest,region,internal,intl")
    private AccessPoint accessPoint = AccessPoint.NEAREST;

    @UriParam(
            label = "cloud",
            description =
                    "The language of the service's messages and of some data, whose default depends on the product. Explanations of this component are in English except with zh-CN.",
            enums = "zh-CN,en-US")
    private String language;

    @UriParam(
            label = "cloud",
            description = "Returns the complete answer instead of the content of Response",
            defaultValue = "false")
    private boolean rawResponse;

    @UriParam(
            label = "cloud",
            description =
                    "Corrects the difference to the server's clock if a call was refused for its timestamp, and retries that call once",
            defaultValue = "true")
    private boolean clockSkewCorrection = true;

    @UriParam(
            label = "cloud",
            description =
                    "The index of the first element in flattened arrays; some first-generation actions start at 1",
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
