'use strict';

/* The details of one request: why it was refused, the verification step by step, headers, bodies and actions. */
const Details = (() => {
  const make = Phones.make;
  const pane = document.getElementById('detail');
  let shown = 0;
  let current = null;

  const colour = (text, into) => {
    const tokens = /("(?:\\.|[^"\\])*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/g;
    let at = 0;
    for (let match = tokens.exec(text); match; match = tokens.exec(text)) {
      into.append(text.slice(at, match.index));
      if (match[1]) {
        into.append(make('span', match[2] ? 'k' : 's', match[1]), match[2] || '');
      } else {
        into.append(make('span', 'n', match[3]));
      }
      at = tokens.lastIndex;
    }
    into.append(text.slice(at));
  };

  /* JSON.parse would round the digits of long numbers: so the text is indented, not parsed. */
  const pretty = (text) => {
    let out = '';
    let depth = 0;
    let quoted = false;
    const line = () => '\n' + '  '.repeat(Math.min(depth, 40));
    for (let i = 0; i < text.length; i++) {
      const c = text[i];
      if (quoted) {
        out += c;
        if (c === '\\') out += text[++i] || '';
        else if (c === '"') quoted = false;
      } else if (c === '"') {
        quoted = true;
        out += c;
      } else if (c === '{' || c === '[') {
        const rest = /^\s*[}\]]/.exec(text.slice(i + 1, i + 20));
        if (rest) {
          out += c + rest[0].trim();
          i += rest[0].length;
        } else {
          depth++;
          out += c + line();
        }
      } else if (c === '}' || c === ']') {
        depth = Math.max(0, depth - 1);
        out += line() + c;
      } else if (c === ',') {
        out += c + line();
      } else if (c === ':') {
        out += ': ';
      } else if (!/\s/.test(c)) {
        out += c;
      }
    }
    return out;
  };

  const isJson = (text) => {
    try {
      return typeof JSON.parse(text) === 'object';
    } catch (ignored) {
      return false;
    }
  };

  const steps = (request) => {
    const list = make('ol', 'steps');
    for (const step of request.steps) {
      const fault = step.name === 'Fault';
      const item = make('li');
      const mark = make('span', 'mark ' + (fault ? 'odd' : step.ok ? 'ok' : 'no'), fault ? '!' : step.ok ? '✓' : '✕');
      mark.setAttribute('role', 'img');
      mark.setAttribute('aria-label', Lang.t(fault ? 'stepFault' : step.ok ? 'stepOk' : 'stepWrong'));
      item.append(mark, make('span', 'name', step.name), make('span', 'why', step.detail));
      list.append(item);
    }
    return list;
  };

  const headers = (request) => {
    const list = make('dl', 'headers');
    for (const [name, value] of Object.entries(request.headers)) {
      list.append(make('dt', '', name), make('dd', '', value));
    }
    return list;
  };

  const duration = (micros) => {
    if (micros === undefined) return Lang.t('pending');
    if (micros < 10000) return (micros / 1000).toFixed(micros < 1000 ? 2 : 1) + ' ms';
    return micros < 1e6 ? Math.round(micros / 1000) + ' ms' : (micros / 1e6).toFixed(2) + ' s';
  };

  const few = (values) => values.slice(0, 3).join(', ') + (values.length > 3 ? ' ' + Lang.t('more', {n: values.length - 3}) : '');

  const facts = (request) => {
    const list = make('dl', 'headers');
    const put = (name, value) => { if (value) list.append(make('dt', '', Lang.t(name)), make('dd', '', value)); };
    put('time', new Date(request.time).toISOString().slice(11, 23) + ' UTC');
    put('duration', duration(request.durationMicros));
    put('application', request.application);
    put('requestId', request.requestId);
    put('status', request.status ? 'HTTP ' + request.status + ', ' + Lang.t('code') + ' ' + request.code : Lang.t('none'));
    put('ids', few(request.ids));
    put('targets', few(request.targets));
    return list;
  };

  const text = (value, title) => {
    const pre = make('pre', 'json');
    pre.tabIndex = 0;
    pre.setAttribute('aria-label', title);
    if (value === '') pre.textContent = Lang.t('empty');
    else if (value.length < 60000 && isJson(value)) colour(pretty(value), pre);
    else pre.textContent = value;
    return pre;
  };

  const part = (title, content) => [make('h3', '', title), content];

  const title = (request) => {
    const named = request.operation && !request.path.endsWith(request.operation);
    return request.method + ' ' + request.path + (named ? ' · ' + request.operation : '');
  };

  const why = (request) => {
    const reason = Reasons.explain(request);
    if (!reason) return [];
    const box = make('section', 'reason' + (reason.fault ? ' odd' : ''));
    box.setAttribute('aria-label', Lang.t(reason.fault ? 'whyFault' : 'why'));
    box.append(make('h3', '', Lang.t(reason.fault ? 'whyFault' : 'why')), make('p', 'cause', reason.cause));
    const remedy = make('p', 'remedy');
    remedy.append(make('b', '', Lang.t('toDo') + ': '), reason.remedy);
    box.append(remedy);
    if (reason.original) {
      const original = make('p', 'muted original');
      original.append(Lang.t('original') + ': ' + reason.original);
      box.append(original);
    }
    return [box];
  };

  const action = (name, run) => {
    const button = make('button', name, Lang.t(name));
    button.type = 'button';
    button.addEventListener('click', run);
    return button;
  };

  const copy = async (value, done) => {
    try {
      await navigator.clipboard.writeText(value);
      Page.say(Lang.t(done));
    } catch (ignored) {
      Page.say(Lang.t('notCopied'));
    }
  };

  const replay = async (request) => {
    const answer = await fetch('/_emulator/requests/' + request.seq + '/replay', {method: 'POST', headers: {'Content-Type': 'application/json'}});
    if (!answer.ok) {
      Page.say(Lang.t('replayFailed', {why: (await answer.text()).trim()}));
      return;
    }
    const result = await answer.json();
    Page.say(Lang.t('replayed', {n: result.seq}));
    if (result.seq) Page.select(result.seq, true);
  };

  const actions = (request) => {
    const bar = make('div', 'actions');
    bar.setAttribute('role', 'toolbar');
    bar.append(action('back', () => Page.back()));
    bar.append(action('copyLink', () => copy(location.origin + '/#request=' + request.seq, 'linkCopied')));
    if (request.method !== 'WS') {
      bar.append(action('copyCurl', () => copy(Curl.of(request), 'curlCopied')), action('replay', () => replay(request)));
    }
    return bar;
  };

  const origin = (request) => {
    if (!request.replayOf) return [];
    const note = make('p', 'muted replayed', Lang.t('replayOf') + ' ');
    const link = make('a', '', '#' + request.replayOf);
    link.href = '#request=' + request.replayOf;
    note.append(link);
    return [note];
  };

  const render = (request) => {
    current = request;
    const inside = make('div', 'inside');
    inside.tabIndex = -1;
    inside.setAttribute('role', 'region');
    inside.setAttribute('aria-label', Lang.t('requestNumber', {n: request.seq}));
    const lead = make('div', 'lead');
    lead.append(make('span', 'muted', '#' + request.seq), make('b', '', title(request)), ...Page.chips(request));
    const columns = make('div', 'columns');
    const left = make('div');
    left.append(...part(Lang.t('verification'), steps(request)), ...part(Lang.t('result'), facts(request)));
    left.append(...part(Lang.t('headers'), headers(request)));
    const right = make('div');
    if (request.query) right.append(...part(Lang.t('query'), text(request.query, Lang.t('query'))));
    const bodyTitle = Lang.t('body', {n: Lang.number(request.bodyLength)});
    const answerTitle = Lang.t('answer', {n: Lang.number(request.answer.length)});
    right.append(...part(bodyTitle, text(request.body, bodyTitle)));
    const answer = text(request.answer.body, answerTitle);
    answer.classList.add('answer');
    right.append(...part(answerTitle, answer));
    columns.append(left, right);
    inside.append(actions(request), lead, ...origin(request), ...why(request), columns);
    pane.replaceChildren(inside);
  };

  const hint = (key) => {
    current = null;
    const p = make('p', 'muted hint', Lang.t(key));
    p.dataset.t = key;
    pane.replaceChildren(p);
  };

  /* A request whose answer is still to come is asked for again. */
  const show = async (sequence, focus, again) => {
    shown = sequence;
    try {
      const answer = await fetch('/_emulator/requests/' + sequence);
      if (shown !== sequence) return;
      if (!answer.ok) {
        hint('gone');
        return;
      }
      const request = await answer.json();
      if (shown !== sequence) return;
      if (!again || request.durationMicros !== undefined) render(request);
      if (focus) pane.firstElementChild.focus({preventScroll: true});
      if (request.durationMicros === undefined) setTimeout(() => { if (shown === sequence) show(sequence, false, true); }, 500);
    } catch (ignored) {
      hint('noAnswer');
    }
  };

  const clear = () => {
    shown = 0;
    hint('choose');
  };

  Lang.onChange(() => { if (current) render(current); });

  return {show, clear};
})();
