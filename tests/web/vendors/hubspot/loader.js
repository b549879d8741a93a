// Stand-in for HubSpot's loader.
(() => {
  const script = document.createElement("script");
  script.src = "https://js.hs-analytics.net/analytics/1700000000000/4242.js";
  document.head.append(script);
})();
