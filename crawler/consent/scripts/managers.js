// Asks the consent managers on the page, by the facts that are known of them. Runs in the page's own world, never before
// the answer was begun. `task`: { act: 'state' | 'answer' | 'reopen' | 'declaration', answer, name }.
async (task) => {
  const given = (value) => value === true || value === 1 || /^(true|1|yes|allow|accept|granted|enabled|on)$/i.test(String(value));
  const pick = (names, read) => Object.fromEntries(names.map((name) => [name, read(name)]));
  const listed = (all, chosen) => pick([...all], (name) => [...chosen].includes(name));
  const calls = (start) => new Promise((resolve) => { try { start(resolve); } catch { resolve(); } });
  const facts = {/* facts */};
  const within = (work, ms) => Promise.race([work, new Promise((resolve) => setTimeout(resolve, ms))]);
  const present = (known) => { try { return !known.present || Boolean(known.present()); } catch { return false; } };
  const text = (value, length) => (value === undefined || value === null ? '' : String(value)).slice(0, length);

  if (task.act === 'state') {
    const found = [];
    const keep = (manager, flags) => {
      const plain = Object.entries(flags || {}).slice(0, 300).map(([name, value]) => [String(name).slice(0, 80), given(value)]);
      if (plain.length) found.push([manager, Object.fromEntries(plain)]);
    };
    const asked = Object.entries(facts).filter(([, known]) => known.held)
      .map(async ([name, known]) => { try { keep(name, await known.held()); } catch { /* not on this page, or of another version */ } });
    asked.push(calls((done) => typeof __tcfapi !== 'function' ? done() : __tcfapi('getTCData', 2, (data, ok) => {
      try { if (ok && data.gdprApplies !== false && data.eventStatus !== 'cmpuishown') keep('tcf', data.purpose.consents); } catch { /* no data */ }
      done();
    })));
    await within(Promise.all(asked), 250);
    return found.slice(0, 20);
  }
  if (task.act === 'answer') {
    const tried = Object.entries(facts).filter(([name, known]) => known[task.answer] && known.present && (!task.name || name === task.name));
    for (const [name, known] of tried) {
      if (!present(known)) continue;
      try { await within(known[task.answer](), 1500); return name; } catch { /* of another version */ }
    }
    return null;
  }
  if (task.act === 'reopen') {
    const ways = Object.entries(facts).filter(([, known]) => known.reopen);
    ways.push(['tcf', { reopen: () => __tcfapi('displayConsentUi', 2, () => {}) }]);
    for (const [name, known] of ways) {
      if (!present(known)) continue;
      try { known.reopen(); return name; } catch { /* not on this page */ }
    }
    return null;
  }
  for (const [name, known] of Object.entries(facts)) {
    if (!known.rows || !present(known)) continue;
    try {
      const rows = await within(known.rows(), 1500);
      if (!Array.isArray(rows) || !rows.length) continue;
      const keys = ['name', 'provider', 'purpose', 'lifetime', 'category', 'storage'];
      return { manager: name, rows: rows.slice(0, 3000).map((row) => Object.fromEntries(keys.map((key) => [key, text(row[key], 1000)]))), html: '' };
    } catch { /* of another version, or not loaded */ }
  }
  for (const [name, known] of Object.entries(facts)) {
    if (!known.element) continue;
    const shown = [...document.querySelectorAll(known.element)].slice(0, 20);
    const html = shown.map((node) => node.outerHTML).join('\n').slice(0, 400000);
    if (html) return { manager: name, rows: [], html };
  }
  return null;
}
