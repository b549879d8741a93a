// Stand-in for Microsoft's UET tag: _uetsid for a day, _uetvid for 390 days, the same in localStorage, MUID by pixel.
(() => {
  const domain = "." + location.hostname.split(".").slice(-2).join(".");
  for (const [name, seconds] of [["_uetsid", 86400], ["_uetvid", 33696000]]) {
    const value = crypto.randomUUID().replaceAll("-", "");
    document.cookie = `${name}=${value}; max-age=${seconds}; path=/; domain=${domain}`;
    localStorage.setItem(name, value);
  }
  new Image().src = "https://bat.bing.com/action/0?evt=pageLoad&p=" + encodeURIComponent(location.href);
})();
