// Stand-in for Universal Analytics: _ga for two years, _gid for a day, and both in every hit.
(() => {
  const domain = "." + location.hostname.split(".").slice(-2).join(".");
  const held = (name) => (document.cookie.match(new RegExp("(?:^|; )" + name + "=GA1\\.2\\.([^;]*)")) || [])[1];
  const keep = (name, seconds) => {
    const value = `GA1.2.${Math.floor(1.9e9 + 2e8 * Math.random())}.${Math.floor(Date.now() / 1000)}`;
    const expires = new Date(Date.now() + 1000 * seconds).toUTCString();
    if (!held(name)) document.cookie = `${name}=${value}; expires=${expires}; path=/; domain=${domain}`;
    return held(name);
  };
  const about = `cid=${keep("_ga", 63072000)}&_gid=${keep("_gid", 86400)}&dl=${encodeURIComponent(location.href)}`;
  new Image().src = "https://www.google-analytics.com/collect?v=1&t=pageview&tid=UA-1-1&" + about;
})();
