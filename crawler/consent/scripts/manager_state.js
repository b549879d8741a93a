// Asks the consent managers on the page what they hold as the visitor's choice. Runs in the page's own world, after the
// answer; reads only. Returns [manager, {purpose: given}] pairs; a manager that has no answer yet is left out.
async () => {
  const found = [];
  const given = (value) => value === true || value === 1 || /^(true|1|yes|allow|accept|granted|enabled|on)$/i.test(String(value));
  const keep = (manager, flags) => {
    const plain = Object.entries(flags || {}).slice(0, 300).map(([name, value]) => [String(name).slice(0, 80), given(value)]);
    if (plain.length) found.push([manager, Object.fromEntries(plain)]);
  };
  const pick = (names, read) => Object.fromEntries(names.map((name) => [name, read(name)]));
  const listed = (all, chosen) => pick([...all], (name) => [...chosen].includes(name));
  const calls = (start) => new Promise((resolve) => { try { start(resolve); } catch { resolve(); } });
  const ask = {
    'cookiebot': () => Cookiebot.hasResponse && keep('cookiebot', Cookiebot.consent && pick(['preferences', 'statistics', 'marketing'], (name) => Cookiebot.consent[name])),
    'onetrust': () => {
      if (OneTrust.IsAlertBoxClosed && !OneTrust.IsAlertBoxClosed()) return;
      const active = OnetrustActiveGroups.split(',').filter(Boolean);
      const groups = OneTrust.GetDomainData().Groups.filter((group) => !/always/i.test(group.Status)).map((group) => group.CustomGroupId || group.OptanonGroupId);
      keep('onetrust', listed(groups, active));
    },
    'klaro': () => {
      const manager = klaro.getManager();
      if (!manager.confirmed) return;
      const optional = manager.config.services.filter((service) => !service.required).map((service) => service.name);
      keep('klaro', pick(optional, (name) => manager.consents[name]));
    },
    'usercentrics': () => {
      if (!UC_UI.isInitialized() || UC_UI.isConsentRequired()) return;
      const services = UC_UI.getServicesBaseInfo().filter((service) => !service.isEssential);
      keep('usercentrics', Object.fromEntries(services.map((service) => [service.name, service.consent.status])));
    },
    'didomi': () => {
      if (Didomi.shouldConsentBeCollected()) return;
      const { purposes } = Didomi.getCurrentUserStatus();
      keep('didomi', pick(Object.keys(purposes), (name) => purposes[name].enabled));
    },
    'vanilla-cookieconsent': () => {
      if (!CookieConsent.validConsent()) return;
      const { acceptedCategories, rejectedCategories } = CookieConsent.getUserPreferences();
      const readOnly = CookieConsent.getConfig('categories');
      const optional = [...acceptedCategories, ...rejectedCategories].filter((name) => !readOnly[name]?.readOnly);
      keep('vanilla-cookieconsent', listed(optional, acceptedCategories));
    },
    'tarteaucitron': () => {
      if (!/!/.test(document.cookie) || /=wait/.test(document.cookie)) return;
      keep('tarteaucitron', tarteaucitron.state);
    },
    'complianz': () => /cmplz_banner-status/.test(document.cookie) && keep('complianz', pick(['preferences', 'statistics', 'marketing'], (name) => cmplz_has_consent(name))),
    'cookie-information': () => keep('cookie-information', pick(['cookie_cat_functional', 'cookie_cat_statistic', 'cookie_cat_marketing'], (name) => CookieInformation.getConsentGivenFor(name))),
    'cookiefirst': () => keep('cookiefirst', CookieFirst.consent),
    'cookie-script': () => {
      const { categories, action } = CookieScript.instance.currentState();
      if (action) keep('cookie-script', listed(['performance', 'targeting', 'functionality'], categories));
    },
    'cookieyes': () => { const held = getCkyConsent(); if (held.isUserActionCompleted) keep('cookieyes', held.categories); },
    'termly': () => keep('termly', Termly.getConsentState()),
    'iubenda': () => keep('iubenda', _iub.cs.consent.purposes || { all: _iub.cs.consent.consent }),
    'osano': () => { const held = Osano.cm.getConsent(); keep('osano', pick(Object.keys(held).filter((name) => !/OPT_OUT/.test(name)), (name) => held[name] === 'ACCEPT')); },
  };
  for (const read of Object.values(ask)) try { read(); } catch { /* not on this page, or of another version */ }
  const tcf = calls((done) => typeof __tcfapi !== 'function' ? done() : __tcfapi('getTCData', 2, (data, ok) => {
    try { if (ok && data.gdprApplies !== false && data.eventStatus !== 'cmpuishown') keep('tcf', data.purpose.consents); } catch { /* no data */ }
    done();
  }));
  const hubspot = calls((done) => {
    if (!globalThis._hsp?.push || !document.querySelector('#hs-eu-cookie-confirmation, [id^="hs-banner"], script[src*="hs-banner"]')) return done();
    _hsp.push(['addPrivacyConsentListener', (held) => { try { keep('hubspot', held.categories); } catch { /* no data */ } done(); }]);
  });
  await Promise.race([Promise.all([tcf, hubspot]), new Promise((resolve) => setTimeout(resolve, 250))]);
  return found.slice(0, 20);
}
