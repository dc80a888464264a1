'use strict';

/* The texts of the page in English and Chinese. */
const Lang = (() => {
  const TEXTS = {
    received: ['received', '已接收'],
    accepted: ['accepted', '已接受'],
    refused: ['refused', '已拒绝'],
    faults: ['faults', '故障'],
    perSecond: ['per second', '每秒'],
    connecting: ['connecting', '连接中'],
    live: ['live', '实时'],
    lost: ['not connected', '未连接'],
    phones: ['Phones', '手机'],
    noNotifications: ['No notifications', '暂无通知'],
    androidNotes: ['Notifications on the Android phone', '安卓手机上的通知'],
    iosNotes: ['Notifications on the iPhone', 'iPhone 上的通知'],
    chat: ['Chat', '聊天'],
    pushes: ['Pushes', '推送'],
    sample: ['Send a sample', '发送示例'],
    requests: ['Requests', '请求'],
    search: ['Search all requests', '搜索全部请求'],
    searchHint: ['Search: token, code, text …  ( / )', '搜索：token、错误码、内容…（/）'],
    outcome: ['Outcome', '结果'],
    all: ['All', '全部'],
    acceptedFilter: ['Accepted', '已接受'],
    refusedFilter: ['Refused', '已拒绝'],
    faultFilter: ['Faults', '故障'],
    service: ['Service', '服务'],
    allServices: ['All services', '全部服务'],
    unknown: ['Unknown path', '未知路径'],
    pause: ['Pause', '暂停'],
    resume: ['Resume', '继续'],
    clear: ['Clear', '清空'],
    faultsButton: ['Faults …', '故障注入…'],
    save: ['Save JSON', '保存 JSON'],
    keysButton: ['Keys', '快捷键'],
    language: ['中文', 'English'],
    languageLabel: ['切换到中文', 'Switch to English'],
    ofAll: ['{n} of {all}', '{n} / {all}'],
    newOnes: ['{n} new', '{n} 条新请求'],
    dropped: ['{n} dropped', '已丢弃 {n} 条'],
    timeline: ['Requests over time. Arrow keys choose an interval, Enter filters by it.', '请求时间线。方向键选择时段，回车筛选。'],
    interval: ['{from} to {to}', '{from} 至 {to}'],
    allTime: ['all times', '全部时间'],
    list: ['Requests, newest first', '请求列表，最新在前'],
    nothing: ['No request matches.', '没有匹配的请求。'],
    emptyTitle: ['Waiting for the first push', '等待第一条推送'],
    emptyTerminal: ['Send one from a terminal:', '在终端发送一条：'],
    emptyRoute: ['or from a Camel route:', '或从 Camel 路由发送：'],
    emptySample: ['or press “Send a sample” below a phone.', '或点击手机下方的“发送示例”。'],
    choose: ['Choose a request to see how it was verified, and the request itself.', '选择一条请求，查看验签过程和请求内容。'],
    gone: ['This request is no longer in the record.', '该请求已不在记录中。'],
    noAnswer: ['The emulator does not answer.', '模拟器没有响应。'],
    back: ['Back to the list', '返回列表'],
    copyLink: ['Copy link', '复制链接'],
    copyCurl: ['Copy as curl', '复制为 curl'],
    replay: ['Replay', '重放'],
    linkCopied: ['Link copied', '链接已复制'],
    curlCopied: ['curl command copied; secrets are placeholders', '已复制 curl 命令，密钥已替换为占位符'],
    notCopied: ['The browser does not allow copying', '浏览器不允许复制'],
    replayed: ['Replayed as request {n}', '已重放为请求 {n}'],
    replayFailed: ['Not replayed: {why}', '未重放：{why}'],
    replayOf: ['replay of', '重放自'],
    why: ['Why was this refused?', '为什么被拒绝？'],
    whyFault: ['What did the fault do?', '故障做了什么？'],
    toDo: ['What to do', '怎么办'],
    original: ['In the words of the emulator', '模拟器原文'],
    verification: ['Verification', '验证步骤'],
    result: ['Outcome', '结果'],
    timing: ['Timing', '耗时'],
    headers: ['Headers', '请求头'],
    query: ['Query', '查询参数'],
    body: ['Body, {n} bytes', '请求体，{n} 字节'],
    answer: ['Answer, {n} bytes', '应答，{n} 字节'],
    empty: ['(empty)', '（空）'],
    time: ['received', '接收时间'],
    duration: ['answered after', '应答耗时'],
    pending: ['not answered yet', '尚未应答'],
    application: ['application', '应用'],
    requestId: ['request id', '请求 ID'],
    status: ['answer', '应答'],
    none: ['none', '无'],
    code: ['code', '错误码'],
    ids: ['ids', 'ID'],
    targets: ['targets', '目标'],
    more: ['and {n} more', '以及另外 {n} 个'],
    stepOk: ['ok', '通过'],
    stepWrong: ['wrong', '错误'],
    stepFault: ['fault', '故障'],
    requestNumber: ['Request {n}', '请求 {n}'],
    faultsTitle: ['Faults', '故障注入'],
    faultsEmpty: ['No fault is active.', '当前没有故障。'],
    faultKind: ['Fault', '故障类型'],
    faultService: ['Service', '服务'],
    faultPath: ['Path or operation, * at the end for a prefix', '路径或操作，结尾 * 表示前缀'],
    faultRate: ['Rate in %', '比例 %'],
    faultCount: ['First matches only', '仅前几次'],
    faultDelay: ['Milliseconds', '毫秒'],
    faultStatus: ['HTTP status', 'HTTP 状态码'],
    faultCode: ['Code of the service', '服务错误码'],
    add: ['Add fault', '添加'],
    remove: ['Remove', '移除'],
    removeAll: ['Remove all', '全部移除'],
    close: ['Close', '关闭'],
    hits: ['{fired} of {matched} matches', '{matched} 次匹配中触发 {fired} 次'],
    unlimited: ['all', '不限'],
    keysTitle: ['Keyboard', '快捷键'],
    keySearch: ['search', '搜索'],
    keyMove: ['move in the list; Home, End, Page Up, Page Down', '在列表中移动；Home、End、Page Up、Page Down'],
    keyEnter: ['open the request', '打开请求'],
    keyEscape: ['close, or back to the list', '关闭或返回列表'],
    keyPause: ['pause and resume', '暂停 / 继续'],
    keyFaults: ['faults', '故障注入'],
    keyHelp: ['this help', '本帮助'],
    skip: ['Skip to the requests', '跳到请求列表'],
  };
  const listeners = [];
  let chinese = false;

  const stored = () => {
    try {
      return localStorage.getItem('language');
    } catch (ignored) {
      return null;
    }
  };

  const t = (key, values) => {
    const pair = TEXTS[key];
    const text = pair ? pair[chinese ? 1 : 0] : key;
    return values ? text.replace(/\{(\w+)\}/g, (all, name) => String(values[name])) : text;
  };

  const apply = () => {
    document.documentElement.lang = chinese ? 'zh-CN' : 'en';
    for (const e of document.querySelectorAll('[data-t]')) e.textContent = t(e.dataset.t);
    for (const e of document.querySelectorAll('[data-t-label]')) e.setAttribute('aria-label', t(e.dataset.tLabel));
    for (const e of document.querySelectorAll('[data-t-hint]')) e.placeholder = t(e.dataset.tHint);
    listeners.forEach((listener) => listener());
  };

  const toggle = () => {
    chinese = !chinese;
    try {
      localStorage.setItem('language', chinese ? 'zh' : 'en');
    } catch (ignored) {
      // the choice then lasts until the page is closed
    }
    apply();
  };

  const start = () => {
    chinese = (stored() || navigator.language || 'en').startsWith('zh');
    document.getElementById('language').addEventListener('click', toggle);
    apply();
  };

  return {
    start, t,
    onChange: (listener) => listeners.push(listener),
    isChinese: () => chinese,
    locale: () => (chinese ? 'zh-CN' : 'en'),
    number: (value) => new Intl.NumberFormat(chinese ? 'zh-CN' : 'en').format(value),
  };
})();
