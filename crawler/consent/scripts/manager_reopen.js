// Opens the choice of the consent manager on the page, by the manager's own published function. Runs in the page's own
// world. Returns the manager's name; null when none could be opened.
() => {
  const open = {
    'cookiebot': () => Cookiebot.renew(),
    'onetrust': () => OneTrust.ToggleInfoDisplay(),
    'klaro': () => klaro.show(undefined, true),
    'usercentrics': () => UC_UI.showSecondLayer(),
    'didomi': () => Didomi.preferences.show(),
    'vanilla-cookieconsent': () => CookieConsent.showPreferences(),
    'tarteaucitron': () => tarteaucitron.userInterface.openPanel(),
    'cookiefirst': () => CookieFirst.openPanel(),
    'cookieyes': () => revisitCkyConsent(),
    'termly': () => displayPreferenceModal(),
    'iubenda': () => _iub.cs.api.openPreferences(),
    'axeptio': () => openAxeptioCookies(),
    'osano': () => Osano.cm.showDrawer(),
    'cookie-script': () => CookieScript.instance.show(),
    'tcf': () => __tcfapi('displayConsentUi', 2, () => {}),
  };
  for (const [name, call] of Object.entries(open)) try { call(); return name; } catch { /* not on this page */ }
  return null;
}
