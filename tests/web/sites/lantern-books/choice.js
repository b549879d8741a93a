// Analytics is loaded after a yes and never otherwise, with advertising denied; the footer's link asks again.
(() => {
  const banner = document.getElementById("cookie-banner");
  const answer = () => (document.cookie.match(/lantern_consent=(\w+)/) || [])[1];
  window.dataLayer = window.dataLayer || [];
  function gtag() { dataLayer.push(arguments); }
  gtag("consent", "default", { ad_storage: "denied", analytics_storage: "denied", ad_user_data: "denied", ad_personalization: "denied" });
  const measure = () => {
    gtag("consent", "update", { analytics_storage: "granted" });
    const tag = document.createElement("script");
    tag.src = "https://www.googletagmanager.com/gtag/js?id=G-LANTERN";
    document.head.append(tag);
  };
  banner.addEventListener("click", (event) => {
    const given = event.target.dataset.answer;
    if (!given) return;
    document.cookie = `lantern_consent=${given}; max-age=15552000; path=/; Secure; SameSite=Lax`;
    banner.hidden = true;
    if (given === "yes") measure();
  });
  const again = document.createElement("a");
  again.href = "#cookie-settings";
  again.textContent = "Cookie settings";
  again.onclick = () => { banner.hidden = false; };
  document.querySelector("footer .wide").append(again);
  if (!answer()) banner.hidden = false;
  if (answer() === "yes") measure();
})();
