// Stand-in for Google's tag: one id a script address. G-…: Analytics 4; AW-…: Ads.
(() => {
  const id = new URL(document.currentScript.src).searchParams.get("id");
  const host = location.hostname.split(".");
  const domain = "." + host.slice(-2).join(".");
  const number = () => Math.floor(1e9 * Math.random());
  const write = (name, value, seconds) => {
    if (document.cookie.includes(name + "=")) return;
    const expires = new Date(Date.now() + 1000 * seconds).toUTCString();
    document.cookie = `${name}=${value}; expires=${expires}; path=/; domain=${domain}`;
  };
  const now = Math.floor(Date.now() / 1000);
  if (id.startsWith("G-")) {
    write("_ga", `GA1.1.${number()}.${now}`, 63072000);
    write("_ga_" + id.slice(2), `GS1.1.${now}.1.0.${now}.0.0.0`, 63072000);
    fetch(`https://region1.google-analytics.com/g/collect?v=2&tid=${id}&dl=${encodeURIComponent(location.href)}`,
      { method: "POST", mode: "no-cors", keepalive: true });
  } else {
    write("_gcl_au", `1.1.${number()}.${now}`, 7776000);
    new Image().src = `https://googleads.g.doubleclick.net/pagead/viewthroughconversion/${id.slice(3)}/?random=${now}`;
  }
})();
