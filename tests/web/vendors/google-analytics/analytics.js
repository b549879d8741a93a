// Stand-in for Universal Analytics: _ga for two years, _gid for a day.
(() => {
  const domain = "." + location.hostname.split(".").slice(-2).join(".");
  const now = Math.floor(Date.now() / 1000);
  const write = (name, seconds) => {
    const value = `GA1.2.${Math.floor(1e9 * Math.random())}.${now}`;
    if (document.cookie.includes(name + "=")) return;
    document.cookie = `${name}=${value}; expires=${new Date(Date.now() + 1000 * seconds).toUTCString()}; path=/; domain=${domain}`;
  };
  write("_ga", 63072000);
  write("_gid", 86400);
  new Image().src = "https://www.google-analytics.com/collect?v=1&t=pageview&dl=" + encodeURIComponent(location.href);
})();
