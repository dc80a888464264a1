'use strict';

/*
 * The page: events arrive at any rate, drawing happens once a frame. The list asks the emulator for what it shows, so only
 * the visible rows and a few notifications exist, and of a full queue only the newest is drawn.
 */
const Page = (() => {
  const QUEUE = 120;
  const HISTORY = 30;
  const HIDDEN_MILLIS = 15000;
  const make = Phones.make;
  const by = (id) => document.getElementById(id);
  const narrow = matchMedia('(max-width: 760px)');
  const state = {queue: [], counters: null, latest: 0, follow: true, planned: false, connection: 'connecting'};
  const rates = new Array(HISTORY).fill(0);
  let measured = {time: performance.now(), received: 0};

  const chips = (request) => {
    const list = [];
    const chip = (kind, text) => list.push(make('span', 'chip ' + kind, text));
    if (request.platform) chip('plain', request.platform === 'ios' ? 'iOS' : 'Android');
    else if (request.service === 'cloud') chip('plain', 'Cloud');
    else if (request.service === 'im') chip('plain', 'IM');
    if (request.fault) chip('odd', request.fault.replace('_', ' '));
    chip(request.verified ? 'good verdict' : 'bad verdict', request.verdict);
    if (request.accepted) chip('good', Lang.t('accepted'));
    else chip('bad', Lang.t('refused') + (request.code ? ' ' + request.code : ''));
    return list;
  };

  const about = (request) => {
    if (request.chat && request.accepted) return request.chat.from + ' → ' + request.chat.to + ': ' + request.chat.text;
    if (request.push && request.accepted) return request.push.title + (request.push.content ? ' — ' + request.push.content : '');
    return request.message || (request.ids.length ? 'id ' + request.ids[0] : '');
  };

  const draw = () => {
    state.planned = false;
    const fresh = state.queue;
    state.queue = [];
    document.querySelector('.phones').classList.toggle('busy', fresh.length > 4);
    if (!List.isPaused()) drawPhones(fresh);
    drawCounters();
    List.arrived();
    const last = fresh.filter((r) => r.push || r.service === 'cloud' || r.service === 'im').pop();
    // follows what arrives until somebody chooses, and no faster than one can read
    if (state.follow && last && !narrow.matches && !List.isPaused() && rates[HISTORY - 1] < 20) show(last.seq, false);
  };

  const drawPhones = (fresh) => {
    for (const platform of ['android', 'ios']) {
      fresh.filter((r) => (r.platform || platform) === platform && r.push && r.accepted)
        .slice(-Phones.MOST)
        .forEach((r) => Phones.show(r, select, platform));
    }
    Chat.show(fresh, select);
  };

  const drawCounters = () => {
    if (!state.counters) return;
    for (const name of ['received', 'accepted', 'refused', 'faulted']) {
      by(name).textContent = Lang.number(state.counters[name]);
    }
    document.body.classList.toggle('nothing-yet', state.counters.received === 0);
    by('dropped').textContent = state.counters.dropped ? Lang.t('dropped', {n: Lang.number(state.counters.dropped)}) : '';
    drawBehind();
  };

  const drawBehind = () => {
    const behind = List.isBehind(state.latest);
    by('newOnes').hidden = !behind;
    if (behind) by('newOnes').textContent = Lang.t('newOnes', {n: Lang.number(state.latest - state.listed)});
  };

  const listed = (result) => {
    state.listed = result.newest;
    by('matches').textContent = result.searched ? Lang.t('ofAll', {n: Lang.number(result.matches), all: Lang.number(result.searched)}) : '';
    drawBehind();
  };

  const plan = () => {
    if (!state.planned) {
      state.planned = true;
      requestAnimationFrame(draw);
    }
  };

  const show = (sequence, focus) => {
    List.choose(sequence);
    Details.show(sequence, focus);
  };

  /* Somebody chose a request: on a narrow screen its details cover the list. */
  const select = (sequence, open) => {
    state.follow = false;
    if (location.hash !== '#request=' + sequence) history.replaceState(null, '', '#request=' + sequence);
    if (open !== false) document.body.classList.add('detail-open');
    show(sequence, open !== false && narrow.matches);
  };

  const back = () => {
    document.body.classList.remove('detail-open');
    by('list').focus({preventScroll: true});
  };

  const event = (message) => {
    const data = JSON.parse(message.data);
    if (state.counters && data.counters.received < state.counters.received) forget();
    state.counters = data.counters;
    state.queue.push(...data.requests);
    if (data.requests.length) state.latest = data.requests[data.requests.length - 1].seq;
    state.queue = state.queue.slice(-QUEUE);
    plan();
  };

  /* The counters went back: somebody has reset the emulator. */
  const forget = () => {
    state.queue = [];
    state.follow = !location.hash.startsWith('#request=');
    measured = {time: performance.now(), received: 0};
    List.clear();
    Phones.clear();
    Chat.clear();
    Faults.load();
  };

  const measure = () => {
    const time = performance.now();
    const received = state.counters ? state.counters.received : 0;
    const rate = Math.max(0, (received - measured.received) * 1000 / (time - measured.time));
    measured = {time, received};
    rates.push(rate);
    rates.shift();
    by('rate').textContent = Lang.number(Math.round(rate));
    const most = Math.max(1, ...rates);
    const points = rates.map((r, i) => (i * 60 / (HISTORY - 1)).toFixed(1) + ',' + (19 - 18 * r / most).toFixed(1));
    by('spark').firstElementChild.setAttribute('points', points.join(' '));
  };

  const connection = (kind) => {
    state.connection = kind;
    by('link').className = 'dot ' + kind;
    by('linkText').textContent = Lang.t(kind);
  };

  /*
   * A browser has six connections to a host, and an event stream keeps one: a page that is left or hidden for long gives
   * its stream up, so that many tabs do not block each other.
   */
  let events = null;
  let hiddenTimer = 0;

  const stopListening = () => {
    if (events) events.close();
    events = null;
  };

  const visibility = () => {
    clearTimeout(hiddenTimer);
    if (document.hidden) hiddenTimer = setTimeout(stopListening, HIDDEN_MILLIS);
    else if (!events) listen();
  };

  const listen = () => {
    events = new EventSource('/_emulator/events');
    events.onopen = () => {
      // a new stream repeats the last requests: begin with nothing, or they would be there twice
      forget();
      connection('live');
    };
    events.onerror = () => connection('lost');
    events.onmessage = event;
  };

  const say = (text) => {
    const toast = by('toast');
    toast.textContent = text;
    toast.classList.add('shown');
    clearTimeout(say.timer);
    say.timer = setTimeout(() => toast.classList.remove('shown'), 3500);
  };

  const pause = () => {
    const paused = !List.isPaused();
    List.pause(paused);
    const button = by('pause');
    button.setAttribute('aria-pressed', String(paused));
    button.dataset.t = paused ? 'resume' : 'pause';
    button.textContent = Lang.t(button.dataset.t);
    drawBehind();
  };

  const clear = () => fetch('/_emulator/requests', {method: 'DELETE', headers: {'Content-Type': 'application/json'}}).then(() => {
    if (location.hash) history.replaceState(null, '', location.pathname);
    document.body.classList.remove('detail-open');
    Details.clear();
  });

  const linked = () => {
    const match = /^#request=(\d+)$/.exec(location.hash);
    if (match) select(Number(match[1]), true);
  };

  const inField = (e) => e.target.closest('input, select, textarea, dialog');

  const keys = (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.key === 'Escape') {
      if (document.body.classList.contains('detail-open')) back();
      return;
    }
    if (inField(e)) return;
    const actions = {
      '/': () => by('search').focus(),
      p: pause,
      f: Faults.open,
      j: () => by('list').focus(),
      '?': () => by('keys').showModal(),
    };
    if (actions[e.key]) {
      e.preventDefault();
      actions[e.key]();
    }
  };

  const filters = () => {
    let timer = 0;
    by('search').addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(() => List.set('q', by('search').value.trim()), 150);
    });
    by('search').addEventListener('keydown', (e) => {
      if (e.key === 'ArrowDown' || e.key === 'Enter') {
        e.preventDefault();
        by('list').focus();
      }
    });
    by('service').addEventListener('change', () => List.set('service', by('service').value));
    document.querySelectorAll('[data-filter]').forEach((button) => button.addEventListener('click', () => {
      document.querySelectorAll('[data-filter]').forEach((b) => b.setAttribute('aria-pressed', String(b === button)));
      List.set('outcome', button.dataset.filter);
    }));
  };

  const start = () => {
    Phones.start();
    Chat.start();
    Timeline.start();
    Faults.start();
    List.start(select, listed);
    filters();
    by('pause').addEventListener('click', pause);
    by('clear').addEventListener('click', clear);
    by('newOnes').addEventListener('click', () => {
      if (List.isPaused()) pause();
      else List.top();
    });
    by('openKeys').addEventListener('click', () => by('keys').showModal());
    by('closeKeys').addEventListener('click', () => by('keys').close());
    document.addEventListener('keydown', keys);
    addEventListener('hashchange', linked);
    addEventListener('pagehide', stopListening);
    addEventListener('pageshow', visibility);
    document.addEventListener('visibilitychange', visibility);
    Lang.onChange(() => {
      drawCounters();
      connection(state.connection);
      List.search();
    });
    Lang.start();
    Details.clear();
    setInterval(measure, 1000);
    Samples.start();
    visibility();
    linked();
  };

  return {start, chips, about, select, back, say};
})();

Page.start();
