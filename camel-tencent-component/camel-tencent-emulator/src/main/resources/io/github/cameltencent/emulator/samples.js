'use strict';

/* What an empty page shows: commands to try, and buttons that send a sample push. */
const Samples = (() => {
  const by = (id) => document.getElementById(id);
  const PUSHES = {
    android: {
      audience_type: 'token', token_list: ['0123456789abcdef0123456789abcdef0123'], message_type: 'notify',
      message: {title: 'Your order is on its way', content: 'The courier arrives between 14:00 and 15:00.', android: {n_ch_id: 'orders', n_ch_name: 'Orders'}},
    },
    ios: {
      audience_type: 'token', token_list: ['fedcba9876543210fedcba9876543210fedc'], message_type: 'notify', environment: 'dev',
      message: {title: 'Your order is on its way', content: 'The courier arrives between 14:00 and 15:00.', ios: {aps: {alert: {subtitle: 'Order 4711'}, badge_type: -2, sound: 'default'}}},
    },
  };

  const send = (app) => fetch('/v3/push/app', {
    method: 'POST',
    headers: {'Content-Type': 'application/json', 'Authorization': 'Basic ' + btoa(app.accessId + ':' + app.secretKey)},
    body: JSON.stringify(PUSHES[app.platform]),
  });

  const start = async () => {
    by('base').textContent = location.origin;
    const information = await (await fetch('/_emulator/info')).json();
    for (const app of information.tpns) {
      const ios = app.platform === 'ios';
      const name = by(ios ? 'iosApp' : 'androidApp');
      name.textContent = name.textContent ? name.textContent + ', ' + app.accessId : app.accessId;
      if (app.secretKey) {
        const button = by(ios ? 'sampleIos' : 'sampleAndroid');
        button.hidden = false;
        button.addEventListener('click', () => send(app));
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

  return {start};
})();
