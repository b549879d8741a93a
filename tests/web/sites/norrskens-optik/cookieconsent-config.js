// vanilla-cookieconsent, as a site's owner would set it up.
const statistik = () => {
  const tagg = document.createElement("script");
  tagg.src = "https://www.googletagmanager.com/gtag/js?id=G-NORRSKEN";
  document.head.append(tagg);
};
CookieConsent.run({
  cookie: { name: "cc_cookie", expiresAfterDays: 182 },
  onConsent: () => { if (CookieConsent.acceptedCategory("analytics")) statistik(); },
  categories: { necessary: { enabled: true, readOnly: true }, analytics: {} },
  language: {
    default: "sv",
    translations: {
      sv: {
        consentModal: {
          title: "Vi använder kakor",
          description: 'Vi vill gärna räkna besök. <a href="/cookies">Om cookies</a>',
          acceptAllBtn: "Godkänn alla",
          acceptNecessaryBtn: "Avvisa alla",
          showPreferencesBtn: "Hantera inställningar",
        },
        preferencesModal: {
          title: "Inställningar för kakor",
          acceptAllBtn: "Godkänn alla",
          acceptNecessaryBtn: "Avvisa alla",
          savePreferencesBtn: "Spara inställningar",
          closeIconLabel: "Stäng",
          sections: [
            { title: "Nödvändiga kakor", linkedCategory: "necessary" },
            { title: "Statistik", linkedCategory: "analytics" },
          ],
        },
      },
    },
  },
});
