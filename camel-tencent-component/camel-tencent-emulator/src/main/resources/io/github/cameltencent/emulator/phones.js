'use strict';

/*
 * The two phones. Text of pushes only ever becomes text nodes: whatever a push says, it is shown and not run.
 */
const Phones = (() => {
  const MOST = 6;
  const BELL = 'M12 3c-3.700 0-6 2.600-6 6v4l-2 3h16l-2-3V9c0-3.400-2.300-6-6-6zM10 18a2 2 0 0 0 4 0z';
  const SVG = 'http://www.w3.org/2000/svg';
  const phones = {};

  const make = (tag, className, text) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  };

  const drawing = (path, box) => {
    const svg = document.createElementNS(SVG, 'svg');
    svg.setAttribute('viewBox', box || '0 0 24 24');
    svg.setAttribute('aria-hidden', 'true');
    const line = document.createElementNS(SVG, 'path');
    line.setAttribute('d', path);
    svg.append(line);
    return svg;
  };

  const icon = () => {
    const app = make('span', 'app');
    app.append(drawing(BELL));
    return app;
  };

  const ago = (time) => {
    const seconds = Math.max(0, Math.round((Date.now() - Date.parse(time)) / 1000));
    if (seconds < 5) return 'now';
    if (seconds < 60) return seconds + ' s';
    return seconds < 3600 ? Math.floor(seconds / 60) + ' min' : Math.floor(seconds / 3600) + ' h';
  };

  const audience = (request) => {
    const names = {all: 'to everybody', tag: 'by tags', package_account_push: 'to a package', package_token_push: 'to a package'};
    const count = request.targetCount;
    const what = request.push.audience.startsWith('account') ? 'account' : 'device';
    return names[request.push.audience] || 'to ' + (count === 1 ? 'one ' + what : count + ' ' + what + 's');
  };

  const androidNote = (request) => {
    const push = request.push;
    const face = make('button', 'face');
    face.type = 'button';
    const from = make('span', 'from');
    from.append(push.channel || 'Your app', ' · ', audience(request), ' · ');
    from.append(stamp(request));
    const more = make('span', 'more');
    more.append(drawing('M2 4l4 4 4-4', '0 0 12 12'));
    const actions = make('span', 'actions');
    actions.append(make('span', '', 'Open'), make('span', '', 'Dismiss'));
    face.append(icon(), from, more, make('span', 'title', push.title), make('span', 'text', push.content), actions);
    return face;
  };

  const iosNote = (request) => {
    const push = request.push;
    const face = make('button', 'face');
    face.type = 'button';
    const from = make('span', 'from');
    from.append(stamp(request));
    face.append(icon(), make('span', 'title', push.iosTitle || push.title), from);
    if (push.level === 'time-sensitive' || push.level === 'critical') {
      face.append(make('span', 'level', push.level === 'critical' ? 'Critical' : 'Time sensitive'));
    }
    if (push.subtitle) face.append(make('span', 'subtitle', push.subtitle));
    face.append(make('span', 'text', push.content));
    return face;
  };

  const stamp = (request) => {
    const time = make('time', '', ago(request.time));
    time.dateTime = request.time;
    return time;
  };

  const setUp = (id, draw) => {
    const root = document.getElementById(id);
    phones[id] = {
      root, draw,
      notes: root.querySelector('.notes'),
      silent: root.querySelector('.silent'),
      tray: root.querySelector('.tray'),
      badge: root.querySelector('.badge'),
      silentCount: 0,
      badgeCount: 0,
    };
  };

  /* A push of IM names no platform: it goes to both phones. */
  const show = (request, select, platform) => {
    const phone = phones[platform];
    const push = request.push;
    if (!phone || !push || !request.accepted) return;
    if (push.messageType === 'message') {
      phone.silentCount++;
      phone.silent.hidden = false;
      used(phone);
      phone.silent.textContent = phone.silentCount + ' for the app, not shown' + (push.title ? ': ' + push.title : '');
      return;
    }
    const note = make('li', 'note');
    note.dataset.seq = request.seq;
    const face = phone.draw(request);
    face.setAttribute('aria-expanded', 'false');
    face.addEventListener('click', () => {
      const open = note.classList.toggle('open');
      face.setAttribute('aria-expanded', String(open));
      select(request.seq);
    });
    note.append(face);
    phone.notes.prepend(note);
    while (phone.notes.children.length > MOST) phone.notes.lastElementChild.remove();
    badge(phone, push.badge);
    used(phone);
    if (phone.tray && phone.tray.children.length < 3) phone.tray.append(make('i'));
  };

  /* Once one phone is used, the other is folded until it is used as well. */
  const used = (phone) => {
    phone.root.closest('.device').classList.add('used');
    document.querySelector('.phones').classList.add('any-used');
  };

  /* -2 adds one, 0 and above set, -1 leaves it. */
  const badge = (phone, value) => {
    if (value === -2) phone.badgeCount++;
    if (value >= 0) phone.badgeCount = value;
    if (phone.badge) {
      phone.badge.hidden = phone.badgeCount === 0;
      phone.badge.textContent = phone.badgeCount > 99 ? '99+' : String(phone.badgeCount);
    }
  };

  const tick = () => {
    const now = new Date();
    const clock = now.toLocaleTimeString([], {hour: '2-digit', minute: '2-digit', hour12: false});
    const day = now.toLocaleDateString(Lang.locale(), {weekday: 'long', day: 'numeric', month: 'long'});
    document.querySelectorAll('.clock, .bigclock').forEach((e) => { e.textContent = clock; });
    document.querySelectorAll('.glass .day').forEach((e) => { e.textContent = day; });
    document.querySelectorAll('.note time').forEach((e) => { e.textContent = ago(e.dateTime); });
  };

  const clear = () => {
    for (const phone of Object.values(phones)) {
      phone.notes.replaceChildren();
      phone.silentCount = 0;
      phone.silent.hidden = true;
      if (phone.tray) phone.tray.replaceChildren();
      badge(phone, 0);
      phone.root.closest('.device').classList.remove('used');
    }
    document.querySelector('.phones').classList.remove('any-used');
  };

  const start = () => {
    setUp('android', androidNote);
    setUp('ios', iosNote);
    tick();
    setInterval(tick, 5000);
  };

  return {start, show, clear, make, MOST};
})();
