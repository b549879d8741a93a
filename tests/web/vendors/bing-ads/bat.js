// Stand-in for Microsoft's UET tag: _uetsid for a day, _uetvid for 390 days, the same in localStorage and in every event;
// `asc` says what the page told of consent. MUID comes by the pixel.
(() => {
  const domain = "." + location.hostname.split(".").slice(-2).join(".");
  const keep = (name, seconds) => {
    const value = localStorage.getItem(name) || crypto.randomUUID().replaceAll("-", "");
    document.cookie = `${name}=${value}; max-age=${seconds}; path=/; domain=${domain}`;
    localStorage.setItem(name, value);
    return value;
  };
  const queue = window.uetq || [], said = queue.map((word, at) => (word === "consent" ? queue[at + 2].ad_storage : "")).filter(Boolean).pop();
  const about = `ti=4004&Ver=2&mid=${crypto.randomUUID()}&sid=${keep("_uetsid", 86400)}&vid=${keep("_uetvid", 33696000)}&evt=pageLoad`;
  const consent = said ? "&asc=" + (said === "granted" ? "G" : "D") : "";
  new Image().src = `https://bat.bing.com/action/0?${about}${consent}&p=${encodeURIComponent(location.href)}`;
})();
