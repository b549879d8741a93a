// tarteaucitron, as a site's owner would set it up.
var tarteaucitronForceLanguage = "nl";
tarteaucitron.init({
  privacyUrl: "/cookieverklaring",
  cookieName: "tarteaucitron",
  orientation: "bottom",
  showIcon: true,
  DenyAllCta: true,
  AcceptAllCta: true,
  highPrivacy: true,
  mandatory: false,
  googleConsentMode: false,
  bingConsentMode: false,
});
tarteaucitron.services.bezoekmeting = {
  key: "bezoekmeting",
  type: "analytic",
  name: "Matomo",
  uri: "/cookieverklaring",
  needConsent: true,
  cookies: [],
  js: () => tarteaucitron.addScript("https://cdn.matomo.cloud/matomo.js"),
};
(tarteaucitron.job = tarteaucitron.job || []).push("bezoekmeting");
