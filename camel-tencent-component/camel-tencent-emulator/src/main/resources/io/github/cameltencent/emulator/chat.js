'use strict';

/*
 * The chat on the phones: messages of IM as bubbles, one conversation at a time, that of the newest message. Whose phone
 * it is, the first message of a conversation says: its recipient's. Text only ever becomes text nodes.
 */
const Chat = (() => {
  const BUBBLES = 12;
  const CONVERSATIONS = 30;
  const make = Phones.make;
  const conversations = new Map();
  let open = null;
  let chosen = false;

  const key = (chat) => (chat.group ? 'g ' + chat.to : 'u ' + [chat.from, chat.to].sort().join(' '));

  const conversation = (chat) => {
    const name = key(chat);
    const known = conversations.get(name) || {owner: chat.to, peer: chat.group ? chat.to : chat.from, group: chat.group, lines: []};
    // the oldest goes first, so one that is spoken in goes to the end
    conversations.delete(name);
    conversations.set(name, known);
    if (conversations.size > CONVERSATIONS) conversations.delete(conversations.keys().next().value);
    return known;
  };

  const add = (request) => {
    open = conversation(request.chat);
    open.lines.push(request);
    if (open.lines.length > BUBBLES) open.lines.shift();
  };

  const bubble = (request, select) => {
    const chat = request.chat;
    if (chat.repeat) return make('li', 'aside', 'the same again: ' + request.message.split(':').pop().trim());
    const item = make('li', !open.group && chat.from === open.owner ? 'mine' : 'theirs');
    const face = make('button', 'bubble');
    face.type = 'button';
    if (open.group) face.append(make('span', 'who', chat.from));
    const time = make('time', '', new Date(request.time).toLocaleTimeString('en', {hour: '2-digit', minute: '2-digit', hour12: false}));
    face.append(make('span', 'said', chat.text), time);
    face.addEventListener('click', () => select(request.seq));
    item.append(face);
    return item;
  };

  const draw = (select) => {
    for (const pane of document.querySelectorAll('.chat')) {
      const head = make('div', 'chat-head');
      const name = make('b', '', open.peer);
      head.append(make('span', 'face', (open.peer[0] || '?').toUpperCase()), name, make('small', '', open.group ? 'group' : 'to ' + open.owner));
      const list = make('ol', 'bubbles');
      list.setAttribute('aria-label', 'Chat with ' + open.peer);
      list.append(...open.lines.map((request) => bubble(request, select)));
      pane.replaceChildren(head, list);
      list.scrollTop = list.scrollHeight;
    }
  };

  const turn = (toChat) => {
    document.querySelectorAll('.chat').forEach((pane) => { pane.hidden = !toChat; });
    document.querySelectorAll('.turn').forEach((button) => {
      button.hidden = open === null;
      button.dataset.t = toChat ? 'pushes' : 'chat';
      button.textContent = Lang.t(button.dataset.t);
    });
  };

  /* Shows what arrived: the chat when a message is the newest, the notifications when a push is, until somebody turns. */
  const show = (requests, select) => {
    const messages = requests.filter((r) => r.chat && r.accepted);
    if (messages.length) {
      messages.slice(-BUBBLES).forEach(add);
      draw(select);
    }
    const last = requests.filter((r) => r.accepted && (r.chat || r.push)).pop();
    if (last && !chosen) turn(Boolean(last.chat));
    else if (messages.length) turn(!document.querySelector('.chat').hidden);
  };

  const clear = () => {
    conversations.clear();
    open = null;
    chosen = false;
    document.querySelectorAll('.chat').forEach((pane) => pane.replaceChildren());
    turn(false);
  };

  const start = () => document.querySelectorAll('.turn').forEach((button) => button.addEventListener('click', () => {
    chosen = true;
    turn(document.querySelector('.chat').hidden);
  }));

  return {start, show, clear};
})();
