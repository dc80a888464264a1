'use strict';

/*
 * The list of requests. The server filters the whole record and returns one page of it; only the visible rows are in the
 * document, so 200,000 requests scroll like ten.
 */
const List = (() => {
  const PAGE = 50;
  const REFRESH_MILLIS = 200;
  const make = Phones.make;
  const list = document.getElementById('list');
  const space = make('div', 'space');
  const filter = {q: '', outcome: '', service: '', from: '', to: ''};
  const rows = new Map();
  let pages = new Map();
  let matches = 0;
  let searched = 0;
  let newest = 0;
  let version = 0;
  let paused = false;
  let busy = false;
  let stale = false;
  let active = 0;
  let onSelect = () => {};
  let onResult = () => {};

  const rowHeight = () => parseInt(getComputedStyle(list).getPropertyValue('--row'), 10) || 46;

  const url = (offset, upto) => {
    const query = new URLSearchParams({offset, limit: PAGE});
    for (const [name, value] of Object.entries(filter)) if (value !== '') query.set(name, value);
    if (upto !== undefined) query.set('upto', upto);
    return '/_emulator/search?' + query;
  };

  const at = (index) => {
    const page = pages.get(Math.floor(index / PAGE));
    return page && page[index % PAGE];
  };

  const load = async (page) => {
    const wanted = version;
    pages.set(page, []);
    try {
      const answer = await fetch(url(page * PAGE, newest));
      const result = await answer.json();
      if (wanted !== version) return;
      pages.set(page, result.requests);
      render();
    } catch (ignored) {
      pages.delete(page);
    }
  };

  const row = (request) => {
    const item = make('div', 'row ' + (request.accepted ? 'taken' : 'turned'));
    item.id = 'row-' + request.seq;
    item.dataset.seq = request.seq;
    item.setAttribute('role', 'option');
    const time = make('time', '', new Date(request.time).toLocaleTimeString('en', {hour12: false}));
    time.dateTime = request.time;
    const what = make('span', 'what');
    what.append(make('span', 'path', request.operation || request.path), make('span', 'about', Page.about(request)));
    const verdict = make('span', 'chips');
    verdict.append(...Page.chips(request));
    item.append(time, what, verdict);
    return item;
  };

  const render = () => {
    const height = rowHeight();
    space.style.height = matches * height + 'px';
    const first = Math.max(0, Math.floor(list.scrollTop / height) - 4);
    const last = Math.min(matches, Math.ceil((list.scrollTop + list.clientHeight) / height) + 4);
    const shown = new Map();
    for (let index = first; index < last; index++) {
      const request = at(index);
      const page = Math.floor(index / PAGE);
      if (request) shown.set(request.seq, {index, request});
      else if (!pages.has(page)) load(page);
    }
    for (const [seq, item] of rows) {
      if (!shown.has(seq)) {
        item.remove();
        rows.delete(seq);
      }
    }
    // rows stay the same elements, in the order that is seen: a click is not lost, and a screen reader reads on
    let before = null;
    for (const [seq, {index, request}] of shown) {
      if (!rows.has(seq)) rows.set(seq, row(request));
      const item = rows.get(seq);
      if (item.parentNode !== space || item.previousSibling !== before) space.insertBefore(item, before ? before.nextSibling : space.firstChild);
      item.style.transform = 'translateY(' + index * height + 'px)';
      item.setAttribute('aria-setsize', matches);
      item.setAttribute('aria-posinset', index + 1);
      mark(item);
      before = item;
    }
    list.hidden = matches === 0;
    document.getElementById('nothing').hidden = matches > 0 || !filtered();
  };

  const mark = (item) => {
    const chosen = Number(item.dataset.seq) === active;
    item.setAttribute('aria-selected', String(chosen));
    if (chosen) list.setAttribute('aria-activedescendant', item.id);
  };

  const filtered = () => Object.values(filter).some((value) => value !== '');

  const draw = () => {
    list.classList.remove('loading');
    render();
    onResult({matches, searched, newest});
  };

  /*
   * Searches from the newest request on, in a paused list from the newest one that it had. One search at a time; what
   * comes meanwhile leads to one more, which may well begin after the list was paused.
   */
  const search = async () => {
    if (busy) {
      stale = true;
      return;
    }
    busy = true;
    stale = false;
    const began = performance.now();
    const wanted = ++version;
    try {
      const result = await (await fetch(url(0, paused ? newest : undefined))).json();
      if (wanted === version) {
        pages = new Map([[0, result.requests]]);
        matches = result.matches;
        searched = result.searched;
        newest = result.newest;
        Timeline.show(result.timeline);
        draw();
      }
    } catch (ignored) {
      stale = false;
    }
    // a slow search over a large record leaves the emulator time for its work
    setTimeout(() => {
      busy = false;
      if (stale) search();
    }, Math.max(REFRESH_MILLIS, performance.now() - began));
  };

  const atTop = () => list.scrollTop < rowHeight();

  /* New requests have arrived: follow them only while nobody reads further down. */
  const arrived = () => {
    if (!paused && atTop()) search();
  };

  const top = () => {
    list.scrollTop = 0;
    search();
  };

  const set = (name, value) => {
    if (filter[name] === value) return;
    filter[name] = value;
    list.scrollTop = 0;
    search();
  };

  const clear = () => {
    version++;
    pages = new Map();
    matches = 0;
    searched = 0;
    active = 0;
    draw();
    search();
  };

  const choose = (sequence) => {
    active = sequence;
    rows.forEach(mark);
  };

  const indexOf = (sequence) => {
    for (const [page, requests] of pages) {
      const found = requests.findIndex((request) => request.seq === sequence);
      if (found >= 0) return page * PAGE + found;
    }
    return -1;
  };

  const move = (to) => {
    const index = Math.max(0, Math.min(matches - 1, to));
    const height = rowHeight();
    if (index * height < list.scrollTop) list.scrollTop = index * height;
    if ((index + 1) * height > list.scrollTop + list.clientHeight) list.scrollTop = (index + 1) * height - list.clientHeight;
    render();
    const request = at(index);
    if (request) onSelect(request.seq, false);
  };

  const keys = (e) => {
    const index = indexOf(active);
    const rowsAPage = Math.max(1, Math.floor(list.clientHeight / rowHeight()) - 1);
    const moves = {ArrowDown: index + 1, ArrowUp: index - 1, PageDown: index + rowsAPage, PageUp: index - rowsAPage, Home: 0, End: matches - 1};
    if (e.key in moves) {
      e.preventDefault();
      move(moves[e.key]);
    } else if (e.key === 'Enter' && active) {
      onSelect(active, true);
    }
  };

  const start = (select, result) => {
    onSelect = select;
    onResult = result;
    list.append(space);
    list.addEventListener('scroll', () => requestAnimationFrame(render), {passive: true});
    list.addEventListener('click', (e) => {
      const item = e.target.closest('.row');
      if (item) onSelect(Number(item.dataset.seq), true);
    });
    list.addEventListener('keydown', keys);
    new ResizeObserver(() => render()).observe(list);
    Lang.onChange(() => {
      rows.forEach((item) => item.remove());
      rows.clear();
      render();
    });
  };

  return {
    start, set, arrived, top, clear, choose, search,
    pause: (value) => { paused = value; if (!value) top(); },
    isPaused: () => paused,
    isBehind: (latest) => latest > newest && (paused || !atTop()),
  };
})();
