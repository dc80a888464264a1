'use strict';

/* Requests over time as bars. A bar filters the list by its interval; arrow keys and Enter do the same. */
const Timeline = (() => {
  const SVG = 'http://www.w3.org/2000/svg';
  const HEIGHT = 34;
  const box = document.getElementById('timeline');
  const label = document.getElementById('interval');
  let data = null;
  let cursor = -1;
  let chosen = null;

  const time = (millis) => new Date(millis).toLocaleTimeString('en', {hour12: false}) + (data.step < 1000 ? '.' + String(millis % 1000).padStart(3, '0') : '');

  const interval = (index) => ({from: data.start + index * data.step, to: data.start + (index + 1) * data.step});

  const bar = (kind, x, y, height) => {
    const rect = document.createElementNS(SVG, 'rect');
    rect.setAttribute('class', kind);
    rect.setAttribute('x', x);
    rect.setAttribute('y', y);
    rect.setAttribute('width', 0.84);
    rect.setAttribute('height', height);
    return rect;
  };

  const draw = () => {
    const bars = [];
    const most = Math.max(1, ...data.counts.map((c) => c[0] + c[1] + c[2]));
    data.counts.forEach((counts, index) => {
      let y = HEIGHT;
      ['good', 'bad', 'odd'].forEach((kind, i) => {
        if (!counts[i]) return;
        const height = Math.max(1, counts[i] * (HEIGHT - 2) / most);
        y -= height;
        bars.push(bar(kind, index, y, height));
      });
      const picked = chosen && interval(index).from < chosen.to && interval(index).to > chosen.from;
      if (index === cursor || picked) bars.push(bar('cursor', index, 0, HEIGHT));
    });
    box.replaceChildren(...bars);
    const shown = chosen || (cursor >= 0 ? interval(cursor) : null);
    label.textContent = shown ? Lang.t('interval', {from: time(shown.from), to: time(shown.to)}) + (chosen ? ' ✕' : '') : '';
    label.hidden = !shown;
  };

  const show = (timeline) => {
    data = timeline;
    draw();
  };

  const choose = (index) => {
    chosen = index === null ? null : interval(index);
    if (index === null) cursor = -1;
    draw();
    List.set('to', chosen ? String(chosen.to) : '');
    List.set('from', chosen ? String(chosen.from) : '');
  };

  const keys = (e) => {
    if (!data) return;
    if (e.key === 'ArrowLeft' || e.key === 'ArrowRight') {
      e.preventDefault();
      cursor = Math.max(0, Math.min(data.counts.length - 1, cursor + (e.key === 'ArrowRight' ? 1 : -1)));
      draw();
    } else if (e.key === 'Enter' && cursor >= 0) {
      choose(cursor);
    } else if (e.key === 'Escape' && (chosen || cursor >= 0)) {
      e.stopPropagation();
      choose(null);
    }
  };

  const start = () => {
    box.addEventListener('click', (e) => {
      const area = box.getBoundingClientRect();
      const index = Math.floor((e.clientX - area.left) * data.counts.length / area.width);
      const same = chosen && interval(index).from === chosen.from;
      choose(same ? null : Math.max(0, Math.min(data.counts.length - 1, index)));
    });
    box.addEventListener('keydown', keys);
    label.addEventListener('click', () => choose(null));
    Lang.onChange(() => { if (data) draw(); });
  };

  return {start, show, reset: () => { chosen = null; cursor = -1; }};
})();
