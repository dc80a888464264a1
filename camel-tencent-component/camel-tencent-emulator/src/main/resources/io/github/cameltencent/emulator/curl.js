'use strict';

/* A request as a curl command. The emulator masks secrets with an ellipsis; here they become placeholders. */
const Curl = (() => {
  const MASK = '…';
  const OWN = /^(host|connection|content-length|user-agent|accept-encoding|transfer-encoding|upgrade|http2-settings|expect|x-emulator-replay|sec-.*|origin|referer)$/i;

  const quote = (text) => "'" + text.replace(/'/g, "'\\''") + "'";

  const placeholder = (name) => '<' + name.toUpperCase().replace(/[^A-Z0-9]+/g, '_') + '>';

  const form = (text) => text.replace(/(^|&)([^=&]+)=([^&]*)/g, (all, before, name, value) =>
    before + name + '=' + (value.includes(MASK) ? placeholder(name) : value));

  const members = (text) => text.replace(/("([^"]+)"\s*:\s*")…/g, (all, before, name) => before + placeholder(name));

  const headers = (request) => {
    const lines = [];
    for (const [name, value] of Object.entries(request.headers)) {
      if (OWN.test(name)) continue;
      if (/^authorization$/i.test(name) && /^basic /i.test(value)) {
        lines.push('-u ' + quote((request.application || 'ID') + ':<SECRET_KEY>'));
      } else {
        lines.push('-H ' + quote(name + ': ' + (value.includes(MASK) ? placeholder(name) : value)));
      }
    }
    return lines;
  };

  const of = (request) => {
    const isForm = Object.entries(request.headers).some(([name, value]) => /^content-type$/i.test(name) && value.includes('form-urlencoded'));
    const query = request.query ? '?' + form(request.query) : '';
    const lines = ['curl ' + quote(location.origin + request.path + query)];
    if (request.method !== 'GET' && !(request.method === 'POST' && request.body)) lines.push('-X ' + request.method);
    lines.push(...headers(request));
    if (request.body) lines.push('--data-binary ' + quote(isForm ? form(request.body) : members(request.body)));
    return (request.bodyComplete ? '' : '# only the beginning of the body was recorded\n') + lines.join(' \\\n  ');
  };

  return {of};
})();
