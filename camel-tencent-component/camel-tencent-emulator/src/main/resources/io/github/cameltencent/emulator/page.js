'use strict';

/*
 * The page: events come in as they like, drawing happens once a frame. Whatever the rate, no more than ROWS rows and a
 * few notifications exist, and of a full queue only the newest is drawn.
 */
const Page = (() => {
  const ROWS = 120;
  const HISTORY = 30;
  const make = Phones.make;
  const by = (id) => document.getElementById(id);
  const number = new Intl.NumberFormat('en');
  const state = {queue: [], counters: null, notShown: 0, hidden: 0, selected: 0, follow: true, filter: 'all', planned: false};
  const rates = new Array(HISTORY).fill(0);
  let measured = {time: performance.now(), received: 0};

  const chips = (request) => {
    const list = [];
    const chip = (kind, text) => list.push(make('span', 'chip ' + kind, text));
    if (request.platform) chip('plain', request.platform === 'ios' ? 'iOS' : 'Android');
    else if (request.service === 'cloud') chip('plain', 'Cloud');
    else if (request.service === 'im') chip('plain', 'IM');
    if (request.fault) chip('odd', request.fault.replace('_', ' '));
    chip(request.verified ? 'good' : 'bad', request.verdict);
    if (request.accepted) chip('good', 'accepted');
    else chip('bad', request.code ? 'refused ' + request.code : 'not taken');
    return list;
  };

  const about = (request) => {
    if (request.chat && request.accepted) return request.chat.from + ' → ' + request.chat.to + ': ' + request.chat.text;
    if (request.push && request.accepted) return request.push.title + (request.push.content ? ' — ' + request.push.content : '');
    return request.message || (request.ids.length ? 'id ' + request.ids[0] : '');
  };

  const row = (request) => {
    const item = make('li', request.accepted ? 'taken' : 'turned');
    const button = make('button', 'row');
    button.type = 'button';
    button.dataset.seq = request.seq;
    const time = make('time', '', new Date(request.time).toLocaleTimeString('en', {hour12: false}));
    time.dateTime = request.time;
    const what = make('span', 'what');
    what.append(make('span', 'path', request.operation || request.path), make('span', 'about', about(request)));
    const verdict = make('span', 'chips');
    verdict.append(...chips(request));
    button.append(time, what, verdict);
    item.append(button);
    return item;
  };

  const draw = () => {
    state.planned = false;
    const fresh = state.queue;
    state.queue = [];
    const list = by('list');
    document.querySelector('.phones').classList.toggle('busy', fresh.length > 4);
    const rows = fresh.slice(-ROWS).map(row).reverse();
    list.prepend(...rows);
    while (list.children.length > ROWS) list.lastElementChild.remove();
    for (const platform of ['android', 'ios']) {
      fresh.filter((r) => (r.platform || platform) === platform && r.push && r.accepted)
        .slice(-Phones.MOST)
        .forEach((r) => Phones.show(r, select, platform));
    }
    Chat.show(fresh, select);
    by('empty').hidden = list.children.length > 0;
    drawCounters();
    const last = fresh.filter((r) => r.push || r.service === 'cloud' || r.service === 'im').pop();
    // follows what arrives, until somebody chooses; and not faster than one can read
    if (state.follow && last && rates[HISTORY - 1] < 20) mark(last.seq);
  };

  const drawCounters = () => {
    if (!state.counters) return;
    for (const name of ['received', 'accepted', 'refused', 'faulted']) {
      by(name).textContent = number.format(state.counters[name]);
    }
    const gone = state.notShown + state.hidden;
    by('notShown').textContent = gone ? number.format(gone) + ' not shown' : '';
  };

  const plan = () => {
    if (!state.planned) {
      state.planned = true;
      requestAnimationFrame(draw);
    }
  };

  const mark = (sequence) => {
    state.selected = sequence;
    document.querySelectorAll('.row').forEach((e) => {
      if (Number(e.dataset.seq) === sequence) e.setAttribute('aria-current', 'true');
      else e.removeAttribute('aria-current');
    });
    Details.show(sequence);
  };

  const select = (sequence) => {
    state.follow = false;
    mark(sequence);
  };

  const event = (message) => {
    const data = JSON.parse(message.data);
    if (state.counters && data.counters.received < state.counters.received) forget();
    state.counters = data.counters;
    state.notShown = data.notShown;
    state.queue.push(...data.requests);
    if (state.queue.length > ROWS) {
      state.hidden += state.queue.length - ROWS;
      state.queue = state.queue.slice(-ROWS);
    }
    plan();
  };

  /* The counters went back: somebody has reset the emulator. */
  const forget = () => {
    state.queue = [];
    state.hidden = 0;
    state.follow = true;
    measured = {time: performance.now(), received: 0};
    by('list').replaceChildren();
    by('empty').hidden = false;
    Phones.clear();
    Chat.clear();
    Details.clear();
  };

  const measure = () => {
    const time = performance.now();
    const received = state.counters ? state.counters.received : 0;
    const rate = Math.max(0, (received - measured.received) * 1000 / (time - measured.time));
    measured = {time, received};
    rates.push(rate);
    rates.shift();
    by('rate').textContent = number.format(Math.round(rate));
    const most = Math.max(1, ...rates);
    const points = rates.map((r, i) => (i * 60 / (HISTORY - 1)).toFixed(1) + ',' + (19 - 18 * r / most).toFixed(1));
    by('spark').firstElementChild.setAttribute('points', points.join(' '));
  };

  const linked = (kind, text) => {
    by('link').className = 'dot ' + kind;
    by('linkText').textContent = text;
  };

  const listen = () => {
    const events = new EventSource('/_emulator/events');
    events.onopen = () => {
      // a new stream replays the last requests: begin from nothing, or they would be there twice
      forget();
      linked('live', 'live');
    };
    events.onerror = () => linked('lost', 'not connected');
    events.onmessage = event;
  };

  const SAMPLES = {
    android: {
      audience_type: 'token', token_list: ['0123456789abcdef0123456789abcdef0123'], message_type: 'notify',
      message: {title: 'Your order is on its way', content: 'The courier arrives between 14:00 and 15:00.', android: {n_ch_id: 'orders', n_ch_name: 'Orders'}},
    },
    ios: {
      audience_type: 'token', token_list: ['fedcba9876543210fedcba9876543210fedc'], message_type: 'notify', environment: 'dev',
      message: {title: 'Your order is on its way', content: 'The courier arrives between 14:00 and 15:00.', ios: {aps: {alert: {subtitle: 'Order 4711'}, badge_type: -2, sound: 'default'}}},
    },
  };

  const sample = (app) => fetch('/v3/push/app', {
    method: 'POST',
    headers: {'Content-Type': 'application/json', 'Authorization': 'Basic ' + btoa(app.accessId + ':' + app.secretKey)},
    body: JSON.stringify(SAMPLES[app.platform]),
  });

  const introduce = async () => {
    by('base').textContent = location.origin;
    const information = await (await fetch('/_emulator/info')).json();
    for (const app of information.tpns) {
      const ios = app.platform === 'ios';
      const name = by(ios ? 'iosApp' : 'androidApp');
      name.textContent = name.textContent ? name.textContent + ', ' + app.accessId : app.accessId;
      if (app.secretKey) {
        const button = by(ios ? 'sampleIos' : 'sampleAndroid');
        button.hidden = false;
        button.addEventListener('click', () => sample(app));
      }
    }
    const app = information.tpns[0];
    const key = app.secretKey || 'SECRET_KEY';
    by('curl').textContent = 'curl -u ' + app.accessId + ':' + key + ' ' + location.origin + "/v3/push/app -d '" +
      '{"audience_type":"token","token_list":["0123456789abcdef"],"message_type":"notify",' +
      '"message":{"title":"Hello","content":"from the terminal"}}' + "'";
    by('route').textContent = 'from("timer:hello?repeatCount=1")\n  .setBody(constant("from a route"))\n' +
      '  .to("tencent:push?provider=tpns&tokens=0123456789abcdef&title=Hello"\n    + "&accessId=' + app.accessId +
      '&secretKey=RAW{' + key + '}"\n    + "&baseUri=' + location.origin + '");';
  };

  const keys = (e) => {
    if (e.key !== 'ArrowDown' && e.key !== 'ArrowUp') return;
    const item = document.activeElement.closest('li');
    const next = item && (e.key === 'ArrowDown' ? item.nextElementSibling : item.previousElementSibling);
    if (next) {
      e.preventDefault();
      next.firstElementChild.focus();
    }
  };

  const start = () => {
    Phones.start();
    Chat.start();
    by('list').addEventListener('click', (e) => {
      const button = e.target.closest('.row');
      if (button) select(Number(button.dataset.seq));
    });
    by('list').addEventListener('keydown', keys);
    document.querySelectorAll('[data-filter]').forEach((button) => button.addEventListener('click', () => {
      document.querySelectorAll('[data-filter]').forEach((b) => b.setAttribute('aria-pressed', String(b === button)));
      state.filter = button.dataset.filter;
      by('list').dataset.filter = state.filter;
    }));
    setInterval(measure, 1000);
    introduce();
    listen();
  };

  return {start, chips};
})();

Page.start();
