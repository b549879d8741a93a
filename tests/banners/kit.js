// How home-made banners of the web of banners keep and obey an answer. Loaded in the head with `data-store`: the form in
// which the answer is kept. `kit.bind(root, hide)` gives every [data-do] in a root what its value says.
window.kit = (() => {
  const OPTIONAL = ['statistics', 'marketing'];
  const cookie = (name) => document.cookie.split('; ').find((pair) => pair.startsWith(name + '='))?.slice(name.length + 1) ?? null;
  const keep = (name, value) => { document.cookie = `${name}=${value};path=/;max-age=${86400 * 180}`; };
  const flags = (given) => Object.fromEntries([['necessary', true], ...OPTIONAL.map((name) => [name, given.includes(name)])]);
  const listed = (all) => OPTIONAL.filter((name) => all[name] === true);
  const parsed = (text, read) => { try { return text === null ? null : read(text); } catch { return null; } };
  const stores = {
    word: { read: () => parsed(cookie('cookie_choice'), (value) => value === 'accepted' ? OPTIONAL : value === 'rejected' ? [] : value.split('.').slice(1)),
      write: (given) => keep('cookie_choice', given.length === OPTIONAL.length ? 'accepted' : given.length ? 'some.' + given.join('.') : 'rejected') },
    json: { read: () => parsed(cookie('privacy_prefs'), (value) => listed(JSON.parse(decodeURIComponent(value)))),
      write: (given) => keep('privacy_prefs', encodeURIComponent(JSON.stringify(flags(given)))) },
    local: { read: () => parsed(localStorage.getItem('consent-settings'), (value) => listed(JSON.parse(value).categories)),
      write: (given) => localStorage.setItem('consent-settings', JSON.stringify({ version: 2, at: 1700000000, categories: flags(given) })) },
    base64: { read: () => parsed(cookie('cc_settings'), (value) => listed(JSON.parse(atob(value)))),
      write: (given) => keep('cc_settings', btoa(JSON.stringify(flags(given)))) },
    list: { read: () => parsed(cookie('cookie_consent_level'), (value) => value.split('%2C').slice(1)),
      write: (given) => keep('cookie_consent_level', ['necessary', ...given].join('%2C')) },
    loose: { read: () => parsed(cookie('siteConsent'), (value) => OPTIONAL.filter((name) => value.includes(name + ':true'))),
      write: (given) => keep('siteConsent', '{' + Object.entries(flags(given)).map((pair) => pair.join(':')).join('|') + '}') },
    swedish: { read: () => parsed(cookie('kakor'), (value) => value === 'alla' ? OPTIONAL : []),
      write: (given) => keep('kakor', given.length ? 'alla' : 'nodvandiga') },
  };
  const store = stores[document.currentScript.dataset.store];
  const obey = (given) => {
    fetch('/seen?given=' + given.join(','), { keepalive: true });
    for (const name of given) new Image().src = `/t/${name}.gif`;
  };
  const give = (given) => { store.write(given); obey(given); };
  const on = (node) => (node.matches('input') ? node.checked : node.getAttribute('aria-checked') === 'true');
  const chosen = (root) => OPTIONAL.filter((name) => { const node = root.querySelector(`[data-category=${name}]`); return node && on(node); });
  const bind = (root, hide) => {
    const acts = {
      accept: () => { give(OPTIONAL); hide(); }, reject: () => { give([]); hide(); }, save: () => { give(chosen(root)); hide(); },
      settings: () => root.querySelectorAll('[data-layer]').forEach((layer) => { layer.hidden = layer.dataset.layer !== '2'; }),
      further: () => root.querySelectorAll('[data-layer]').forEach((layer) => { layer.hidden = layer.dataset.layer !== '3'; }),
      ok: () => { keep('cookie_notice_seen', '1'); hide(); }, close: hide,
    };
    for (const node of root.querySelectorAll('[data-do]'))
      node.addEventListener('click', (event) => { event.preventDefault(); acts[node.dataset.do](); });
    for (const node of root.querySelectorAll('[role=switch]'))
      node.addEventListener('click', () => node.setAttribute('aria-checked', !on(node)));
  };
  // Shows the banner unless there is an answer; obeys the answer if there is one.
  const start = (show) => { const given = store.read(); if (given) obey(given); else if (cookie('cookie_notice_seen') === null) show(); };
  return { start, bind, give, obey, read: store.read, keep, cookie, OPTIONAL };
})();
