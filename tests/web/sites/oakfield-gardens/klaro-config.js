// Klaro, as a site's owner would set it up.
window.klaroConfig = {
  version: 1,
  elementID: "klaro",
  storageMethod: "cookie",
  cookieName: "klaro",
  cookieExpiresAfterDays: 120,
  default: false,
  mustConsent: false,
  acceptAll: true,
  hideDeclineAll: false,
  lang: "en",
  translations: { en: { privacyPolicyUrl: "/cookie-policy", purposes: { analytics: { title: "Analytics" } } } },
  services: [{ name: "google-analytics", title: "Google Analytics", purposes: ["analytics"], cookies: [/^_ga/] }],
};
