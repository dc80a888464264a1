'use strict';

/* The details of one request: the verdict step by step, the headers, the body. */
const Details = (() => {
  const make = Phones.make;
  const pane = document.getElementById('detail');
  let shown = 0;

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
      mark.setAttribute('aria-label', fault ? 'fault' : step.ok ? 'ok' : 'wrong');
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

  const facts = (request) => {
    const list = make('dl', 'headers');
    const put = (name, value) => { if (value) list.append(make('dt', '', name), make('dd', '', value)); };
    put('time', new Date(request.time).toISOString().slice(11, 23) + ' UTC');
    put('application', request.application);
    put('request id', request.requestId);
    put('answer', request.status ? 'HTTP ' + request.status + ', code ' + request.code : 'none');
    put('ids', request.ids.slice(0, 3).join(', '));
    const more = request.targets.length > 3 ? ' and ' + (request.targets.length - 3) + ' more' : '';
    put('targets', request.targets.slice(0, 3).join(', ') + more);
    return list;
  };

  const body = (request) => {
    const pre = make('pre', 'json');
    if (request.body === '') pre.textContent = '(empty)';
    else if (request.body.length < 60000 && isJson(request.body)) colour(pretty(request.body), pre);
    else pre.textContent = request.body;
    return pre;
  };

  const title = (request) => {
    const named = request.operation && !request.path.endsWith(request.operation);
    return request.method + ' ' + request.path + (named ? ' · ' + request.operation : '');
  };

  const render = (request) => {
    const inside = make('div', 'inside');
    inside.tabIndex = 0;
    inside.setAttribute('aria-label', 'Request ' + request.seq);
    const lead = make('div', 'lead');
    lead.append(make('b', '', title(request)), ...Page.chips(request));
    const columns = make('div', 'columns');
    const left = make('div');
    left.append(make('h3', '', 'Verification'), steps(request), make('h3', '', 'Outcome'), facts(request));
    left.append(make('h3', '', 'Headers'), headers(request));
    const right = make('div');
    if (request.query) right.append(make('h3', '', 'Query'), make('pre', 'json', request.query));
    right.append(make('h3', '', 'Body, ' + request.bodyLength + ' bytes'), body(request));
    columns.append(left, right);
    inside.append(lead, columns);
    pane.replaceChildren(inside);
  };

  const show = async (sequence) => {
    shown = sequence;
    try {
      const answer = await fetch('/_emulator/requests/' + sequence);
      if (shown !== sequence) return;
      if (!answer.ok) {
        pane.replaceChildren(make('p', 'muted hint', 'The record of this request is gone.'));
        return;
      }
      render(await answer.json());
    } catch (ignored) {
      pane.replaceChildren(make('p', 'muted hint', 'The emulator does not answer.'));
    }
  };

  const clear = () => {
    shown = 0;
    pane.replaceChildren(make('p', 'muted hint', 'Choose a request to see how it was verified, and the request itself.'));
  };

  return {show, clear};
})();
