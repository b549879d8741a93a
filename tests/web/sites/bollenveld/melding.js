// The notice sits in a frame; its answer is kept for a year. Google's tag is there from the start and is told, by Consent
// Mode, to store nothing until the answer.
(() => {
  const eerder = localStorage.getItem("bv_keuze");
  window.dataLayer = window.dataLayer || [];
  function gtag() { dataLayer.push(arguments); }
  const advertenties = ["ad_storage", "ad_user_data", "ad_personalization"];
  const adverteer = () => gtag("consent", "update", Object.fromEntries(advertenties.map((soort) => [soort, "granted"])));
  gtag("consent", "default", Object.fromEntries([...advertenties, "analytics_storage"].map((soort) => [soort, "denied"])));
  if (eerder === "toestaan") adverteer();
  const script = document.createElement("script");
  script.src = "https://www.googletagmanager.com/gtag/js?id=AW-2210";
  document.head.append(script);
  if (eerder) return;
  const kader = document.createElement("iframe");
  kader.src = "/melding.html";
  kader.title = "Cookiemelding";
  kader.style = "position:fixed;left:0;right:0;bottom:0;width:100%;height:9rem;border:0;z-index:1000";
  document.body.append(kader);
  addEventListener("message", (bericht) => {
    if (bericht.source !== kader.contentWindow || !bericht.data.cookiekeuze) return;
    localStorage.setItem("bv_keuze", bericht.data.cookiekeuze);
    kader.remove();
    if (bericht.data.cookiekeuze === "toestaan") adverteer();
  });
})();
