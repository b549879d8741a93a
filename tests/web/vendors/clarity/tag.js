// Stand-in for Microsoft Clarity: _clck for a year and _clsk for a day on the site, MUID through a pixel.
(() => {
  const domain = "." + location.hostname.split(".").slice(-2).join(".");
  document.cookie = `_clck=${Math.random().toString(36).slice(2)}; max-age=31536000; path=/; domain=${domain}`;
  document.cookie = `_clsk=${Math.random().toString(36).slice(2)}; max-age=86400; path=/; domain=${domain}`;
  new Image().src = "https://c.clarity.ms/c.gif";
  navigator.sendBeacon("https://l.clarity.ms/collect", "{}");
})();
