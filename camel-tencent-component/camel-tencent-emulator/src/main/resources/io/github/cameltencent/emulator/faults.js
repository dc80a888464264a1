'use strict';

/* The dialog that shows, adds and removes faults. */
const Faults = (() => {
  const make = Phones.make;
  const by = (id) => document.getElementById(id);
  const dialog = by('faults');
  const FIELDS = {delay: ['delay'], status: ['status'], code: ['code'], close_idle: ['delay'], dribble: ['delay']};

  const call = async (method, path, body) => {
    const answer = await fetch('/_emulator/faults' + path, {method, headers: {'Content-Type': 'application/json'}, body});
    const text = await answer.text();
    by('faultError').textContent = answer.ok ? '' : text.trim();
    if (!answer.ok) throw new Error(text);
    return JSON.parse(text);
  };

  const describe = (fault) => {
    const parts = [fault.fault];
    if (fault.delay !== undefined && fault.delay > 0) parts.push(fault.delay + ' ms');
    if (fault.status) parts.push('HTTP ' + fault.status);
    if (fault.code) parts.push(fault.code);
    const where = [fault.match.service, fault.match.path].filter(Boolean).join(' ');
    if (where) parts.push('· ' + where);
    if (fault.rate < 1) parts.push('· ' + Math.round(fault.rate * 1000) / 10 + ' %');
    if (fault.count) parts.push('· ≤ ' + fault.count);
    return parts.join(' ');
  };

  const draw = (faults) => {
    const items = faults.map((fault) => {
      const item = make('li');
      const remove = make('button', '', Lang.t('remove'));
      remove.type = 'button';
      remove.setAttribute('aria-label', Lang.t('remove') + ' ' + describe(fault));
      remove.addEventListener('click', () => call('DELETE', '/' + fault.id).then(draw, () => {}));
      item.append(make('span', 'name', describe(fault)), make('span', 'muted', Lang.t('hits', fault)), remove);
      return item;
    });
    by('faultList').replaceChildren(...items);
    by('faultNone').hidden = faults.length > 0;
    by('removeFaults').hidden = faults.length === 0;
    by('faultCountBadge').textContent = faults.length || '';
    by('faultCountBadge').hidden = faults.length === 0;
  };

  /* Only the counts change: the buttons stay, so that a click on one is not lost. */
  const refresh = async () => {
    const faults = await (await fetch('/_emulator/faults')).json();
    const counts = by('faultList').querySelectorAll('.muted');
    if (counts.length !== faults.length) draw(faults);
    else faults.forEach((fault, i) => { counts[i].textContent = Lang.t('hits', fault); });
  };

  const load = async () => draw(await (await fetch('/_emulator/faults')).json());

  const fields = () => {
    const shown = FIELDS[by('faultKind').value] || [];
    for (const name of ['delay', 'status', 'code']) by('field-' + name).hidden = !shown.includes(name);
  };

  const rule = () => {
    const kind = by('faultKind').value;
    const fault = {fault: kind, match: {}, rate: Number(by('faultRate').value) / 100};
    if (by('faultService').value) fault.match.service = by('faultService').value;
    if (by('faultPath').value.trim()) fault.match.path = by('faultPath').value.trim();
    if (by('faultCount').value) fault.count = Number(by('faultCount').value);
    const shown = FIELDS[kind] || [];
    if (shown.includes('delay')) fault.delay = Number(by('faultDelay').value);
    if (shown.includes('status')) fault.status = Number(by('faultStatus').value);
    if (shown.includes('code')) fault.code = by('faultCode').value.trim();
    return fault;
  };

  const open = () => {
    by('faultError').textContent = '';
    load();
    if (!dialog.open) dialog.showModal();
  };

  const start = () => {
    by('openFaults').addEventListener('click', open);
    by('closeFaults').addEventListener('click', () => dialog.close());
    by('faultKind').addEventListener('change', fields);
    by('removeFaults').addEventListener('click', () => call('DELETE', '').then(load, () => {}));
    by('faultForm').addEventListener('submit', (e) => {
      e.preventDefault();
      call('POST', '', JSON.stringify(rule())).then(draw, () => {});
    });
    fields();
    load();
    setInterval(() => { if (dialog.open) refresh(); }, 1000);
    Lang.onChange(() => { if (dialog.open) load(); });
  };

  return {start, open, load};
})();
