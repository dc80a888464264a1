'use strict';

/*
 * Explains why a request was refused: the first entry whose pattern fits the failed step, the verdict or the code. Each has
 * cause and remedy in English, then in Chinese. $1 is what the pattern captured.
 */
const Reasons = (() => {
  const FAULTS = {
    delay: ['The answer was delayed by the fault script.', 'Raise the response timeout of the client, or remove the fault.', '故障脚本延迟了应答。', '调大客户端的响应超时，或移除该故障。'],
    status: ['The fault script answered with this HTTP status instead of the service.', 'A 5xx may have been executed: repeat only idempotent calls.', '故障脚本代替服务返回了该 HTTP 状态码。', '5xx 时请求可能已执行，只重试幂等的调用。'],
    code: ['The fault script answered with this code instead of the service. Nothing was executed.', 'Look up the code: it tells whether a retry helps.', '故障脚本代替服务返回了该错误码，请求未执行。', '查阅该错误码，判断重试是否有用。'],
    reset_before: ['The connection was reset before the request was executed.', 'The client cannot know that. It must report the call as ambiguous, or repeat it if it is idempotent.', '请求执行之前连接被重置。', '客户端无法得知是否执行：应报告为结果不明，或在幂等时重试。'],
    reset_after: ['The request was executed, but the connection was reset before the answer.', 'The client must not repeat it blindly: that would push twice.', '请求已执行，但在应答之前连接被重置。', '客户端不可盲目重试，否则会重复推送。'],
    close_idle: ['The connection was closed shortly after the answer.', 'The client must notice the closed connection before it reuses it.', '应答之后连接很快被关闭。', '客户端复用连接前应先检查连接是否已关闭。'],
    cut: ['Only half of the answer was sent.', 'The request was executed: the client must report it as ambiguous.', '应答只发送了一半。', '请求已执行：客户端应报告为结果不明。'],
    dribble: ['The answer was sent byte by byte.', 'The client needs a timeout for the whole answer, not only between bytes.', '应答被逐字节发送。', '客户端需要对整个应答设置超时，而不只是字节间超时。'],
    garbage: ['The answer was HTML instead of JSON, as from a broken gateway.', 'The request was executed: the client must report it as ambiguous.', '应答是 HTML 而不是 JSON，如同故障网关。', '请求已执行：客户端应报告为结果不明。'],
  };

  const RULES = [
    [/SecretKey of (\S+) \(ios\)/, 'The request names one application, but is signed with the SecretKey of the iOS application $1.', 'Use AccessId and SecretKey of the same platform. Each platform has its own pair.', '请求使用了 iOS 应用 $1 的 SecretKey，与 AccessId 不是同一个应用。', 'AccessId 和 SecretKey 必须属于同一平台，每个平台各有一对。'],
    [/SecretKey of (\S+) \(android\)/, 'The request names one application, but is signed with the SecretKey of the Android application $1.', 'Use AccessId and SecretKey of the same platform. Each platform has its own pair.', '请求使用了安卓应用 $1 的 SecretKey，与 AccessId 不是同一个应用。', 'AccessId 和 SecretKey 必须属于同一平台，每个平台各有一对。'],
    [/SecretKey of (\S+)/, 'It is signed with the SecretKey of $1.', 'Use the SecretKey that belongs to the SecretId of the request.', '签名使用了 $1 的 SecretKey。', '请使用与请求中 SecretId 对应的 SecretKey。'],
    [/Base64 of the 32 raw bytes/, 'Sign is Base64 of the raw digest.', 'Encode the digest as lower-case hex first, then that text as Base64.', 'Sign 直接对摘要字节做了 Base64。', '先把摘要转成小写十六进制文本，再对该文本做 Base64。'],
    [/plain hex text/, 'Sign is the hex text itself.', 'Encode that hex text as Base64.', 'Sign 是十六进制文本本身。', '还需对该十六进制文本做 Base64。'],
    [/upper-case hex/, 'Sign was made of upper-case hex.', 'Use lower-case hex.', 'Sign 使用了大写十六进制。', '请使用小写十六进制。'],
    [/covers the body only/, 'Sign covers the body only.', 'Sign TimeStamp + AccessId + body.', 'Sign 只覆盖了请求体。', '签名内容应为 TimeStamp + AccessId + 请求体。'],
    [/wrong order/, 'AccessId and TimeStamp are in the wrong order.', 'Sign TimeStamp + AccessId + body.', 'AccessId 与 TimeStamp 顺序颠倒。', '签名内容应为 TimeStamp + AccessId + 请求体。'],
    [/ s (ahead of|behind) the server's clock/, 'The timestamp is too far from the server’s clock.', 'Synchronise the clock (NTP), and sign each attempt anew instead of repeating an old signature.', '时间戳与服务器时间相差过大。', '同步系统时钟（NTP），每次重试都重新签名，不要重复旧签名。'],
    [/Unix seconds/, 'The timestamp is not a number of seconds.', 'Send Unix time in seconds, not milliseconds.', '时间戳不是秒数。', '请发送以秒为单位的 Unix 时间，而不是毫秒。'],
    [/no application with this AccessId|unknown access id/, 'No application has this AccessId.', 'Check the AccessId, and that the host is that of the application’s region. Start the emulator with --tpns-android or --tpns-ios to use your own.', '没有使用该 AccessId 的应用。', '检查 AccessId，并确认域名属于应用所在地域。可用 --tpns-android 或 --tpns-ios 为模拟器指定自己的应用。'],
    [/signed for the host without its port/, 'It was signed for the host without its port.', 'Sign the Host header exactly as it is sent.', '签名时主机名不含端口。', '请按实际发送的 Host 头签名。'],
    [/signed for the host ([^\s,]+)/, 'It was signed for the host $1, but another Host arrived.', 'Sign the Host that is sent. Behind a gateway, set signedHost.', '签名使用的主机是 $1，与收到的 Host 不同。', '请按实际发送的 Host 签名；经过网关时请设置 signedHost。'],
    [/signed for the content type/, 'It was signed for another content type than arrived.', 'Sign the Content-Type that is sent; an HTTP client may add a charset.', '签名使用的 Content-Type 与收到的不同。', '请按实际发送的 Content-Type 签名；HTTP 客户端可能自动加上 charset。'],
    [/local date/, 'The scope has a local date.', 'Use the UTC date of the timestamp.', '凭证范围使用了本地日期。', '请使用时间戳对应的 UTC 日期。'],
    [/the service must be/, 'The scope names another service than the host.', 'Use the first label of the host as the service.', '凭证范围中的服务名与主机不符。', '服务名应为主机名的第一段。'],
    [/not percent-encoded/, 'The signature was not percent-encoded: its + arrived as a space.', 'Percent-encode every parameter after signing.', '签名未做百分号编码，+ 变成了空格。', '签名之后请对每个参数做百分号编码。'],
    [/Nonce was already used/, 'This nonce was already used with this timestamp.', 'Sign each attempt anew, with a new nonce.', '该 Nonce 已在此时间戳下使用过。', '每次重试请使用新的 Nonce 重新签名。'],
    [/no longer valid|credentials ended/, 'The temporary credentials have expired.', 'Fetch new ones before they end.', '临时凭证已过期。', '请在过期前获取新的凭证。'],
    [/token must be sent/, 'Temporary credentials need their token.', 'Send sessionToken (X-TC-Token).', '使用临时凭证时必须携带 Token。', '请发送 sessionToken（X-TC-Token）。'],
    [/unknown secret id|does not know/, 'The SecretId is unknown.', 'Check SecretId and account. Start the emulator with --cloud to use your own.', 'SecretId 不存在。', '检查 SecretId 与账号。可用 --cloud 为模拟器指定自己的密钥。'],
    [/changed after signing/, 'The signature does not match: the key is wrong, or the request was changed after signing.', 'Check the key. Sign exactly the bytes, headers and query that are sent.', '签名不匹配：密钥错误，或签名后请求被修改。', '检查密钥；请对实际发送的字节、请求头和参数签名。'],
    [/UserSig is of (\S+)/, 'The UserSig belongs to $1.', 'Make the UserSig for the identifier and the SDKAppID of the query.', 'UserSig 属于 $1。', '请为查询参数中的 identifier 和 SDKAppID 生成 UserSig。'],
    [/usersig expired|expired at/, 'The UserSig has expired.', 'Make a new one before it ends; the component does so.', 'UserSig 已过期。', '请在过期前重新生成；组件会自动续期。'],
    [/signed with (the key of|another key)/, 'The UserSig was signed with another key.', 'Use the secret key of this SDKAppID.', 'UserSig 使用了其他密钥签名。', '请使用该 SDKAppID 的密钥。'],
    [/truncated|encoded twice|not Base64|zlib|usersig unreadable/, 'The UserSig cannot be decoded.', 'Send it unchanged, and percent-encode the query once only.', 'UserSig 无法解码。', '请原样发送，且查询参数只编码一次。'],
    [/ordinary user|not an administrator/, 'Only administrators may call the REST API.', 'Use the administrator account as identifier.', '只有管理员可以调用 REST API。', '请使用管理员账号作为 identifier。'],
    [/no application with the SDKAppID|unknown application/, 'No application has this SDKAppID.', 'Check the SDKAppID and the region’s host. Start the emulator with --im to use your own.', '没有使用该 SDKAppID 的应用。', '检查 SDKAppID 与地域域名。可用 --im 为模拟器指定自己的应用。'],
    [/no credentials|neither Sign nor Basic|Authorization is missing|all required/, 'The request has no complete credentials.', 'Send all parts of the signature, or Basic authorization where it is supported.', '请求没有完整的凭证。', '请发送签名的全部字段，或在支持时使用 Basic 认证。'],
    [/^1008028$/, 'Too many requests.', 'Slow down and retry later.', '请求过于频繁。', '请降低速率，稍后重试。'],
    [/^1008029$/, 'No device has this token.', 'Remove the token from your database. With ignore_invalid_token=1 a list skips such tokens.', '该 token 没有对应的设备。', '请从数据库移除该 token；列表推送可设 ignore_invalid_token=1 跳过。'],
    [/^10010018$/, 'The same content was already pushed to all within an hour.', 'Do not repeat it; after an ambiguous attempt this proves that the first one was accepted.', '一小时内已向全部设备推送过相同内容。', '不要重复；若前一次结果不明，此错误说明前一次已成功。'],
    [/^1008003$/, 'The authentication failed.', 'See the verification step that is marked.', '鉴权失败。', '请查看标记的验证步骤。'],
    [/^(1008001|1008002|1008006|10\d{5,6})$/, 'A field of the push is missing or invalid.', 'See the message for the field and its value.', '推送的某个字段缺失或不合法。', '请根据提示检查字段及其值。'],
    [/^(60007|90024|90047|90051)$/, 'A rate limit or quota is exceeded.', 'Slow down; set rateLimit, or call im().quotas(false) in a test.', '超出频率限制或配额。', '请降低速率，设置 rateLimit；测试中可调用 im().quotas(false)。'],
    [/^(70107|90012|90048|10019)$/, 'The account does not exist.', 'Import the account first.', '账号不存在。', '请先导入账号。'],
    [/^(60002|60003|60009)$/, 'The path, the query or the body of the call is wrong.', 'Check command, contenttype=json, random, POST and the JSON body.', '请求的路径、参数或请求体有误。', '检查命令、contenttype=json、random、POST 与 JSON 请求体。'],
    [/RequestLimitExceeded/, 'Too many requests.', 'Slow down and retry later.', '请求过于频繁。', '请降低速率，稍后重试。'],
    [/^(InvalidParameter|MissingParameter|UnknownParameter)/, 'A parameter is missing, unknown or invalid.', 'See the message for the parameter.', '参数缺失、未知或不合法。', '请根据提示检查参数。'],
    [/^InvalidAction|^UnsupportedOperation/, 'The service has no such action in this version.', 'Check product, action and version.', '该版本的服务没有此接口。', '检查产品、接口名与版本。'],
    [/no such service|^404$/, 'No service of the emulator has this path.', 'Check baseUri and the path for a typo.', '模拟器没有该路径。', '检查 baseUri 与路径是否拼写错误。'],
    [/^405$/, 'The service takes POST only.', 'Use POST.', '该服务只接受 POST。', '请使用 POST。'],
  ];

  const GENERAL = ['The service refused the request.', 'See its code and message.', '服务拒绝了该请求。', '请查看错误码和提示。'];

  const pick = (entry, match) => {
    const at = Lang.isChinese() ? 2 : 0;
    const fill = (text) => text.replace('$1', match && match[1] ? match[1] : '');
    return {cause: fill(entry[at]), remedy: fill(entry[at + 1])};
  };

  /* What to tell about a request with its details, or null if there is nothing to explain. */
  const explain = (request) => {
    if (request.fault && FAULTS[request.fault]) return {...pick(FAULTS[request.fault]), original: '', fault: true};
    if (request.accepted) return null;
    const failed = request.steps.find((step) => !step.ok);
    const texts = [failed ? failed.detail : '', request.verified ? '' : request.verdict, request.code, request.message];
    for (const text of texts) {
      for (const [pattern, ...entry] of RULES) {
        const match = text && pattern.exec(text);
        if (match) return {...pick(entry, match), original: failed ? failed.detail : request.message};
      }
    }
    return {...pick(GENERAL), original: request.message};
  };

  return {explain};
})();
