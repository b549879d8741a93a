// Stand-in for Google's tag: one id a script address. G-…: Analytics 4; AW-…: Ads. Consent Mode as the real one has it:
// what is denied gets no cookie and a bare ping, `gcs` says so, `gcd` says what default and update were.
(() => {
  const id = new URL(document.currentScript.src).searchParams.get("id");
  const domain = "." + location.hostname.split(".").slice(-2).join(".");
  const now = Math.floor(Date.now() / 1000);
  const number = () => Math.floor(1.9e9 + 2e8 * Math.random()); // never to be taken for a time
  const held = (name) => (document.cookie.match(new RegExp("(?:^|; )" + name + "=([^;]*)")) || [])[1];
  const keep = (name, value, seconds) => {
    const expires = new Date(Date.now() + 1000 * seconds).toUTCString();
    if (!held(name)) document.cookie = `${name}=${value}; expires=${expires}; path=/; domain=${domain}`;
    return held(name);
  };
  const told = (word, type) => [...(window.dataLayer || [])]
    .filter((command) => command[0] === "consent" && command[1] === word && type in command[2]).map((command) => command[2][type]).pop();
  const granted = (type) => (told("update", type) || told("default", type)) !== "denied";
  const letter = (type) => ({ "--": "l", "d-": "p", "dd": "q", "g-": "t", "dg": "r", "-d": "m", "-g": "n", "gd": "u", "gg": "v" })[
    (told("default", type) || "-")[0] + (told("update", type) || "-")[0]];
  const consent = () => {
    const types = ["ad_storage", "analytics_storage", "ad_user_data", "ad_personalization"];
    const asked = types.some((type) => letter(type) !== "l");
    const gcs = `gcs=G1${types.slice(0, 2).map((type) => Number(granted(type))).join("")}&`;
    return (asked ? gcs : "") + "gcd=1" + types.map((type, place) => "3332"[place] + letter(type)).join("") + "5";
  };
  const page = () => `dl=${encodeURIComponent(location.href)}&dt=${encodeURIComponent(document.title)}&sr=${screen.width}x${screen.height}`;
  const analytics = () => {
    const allowed = granted("analytics_storage");
    const client = allowed ? keep("_ga", `GA1.1.${number()}.${now}`, 63072000).split(".").slice(2).join(".") : `${number()}.${now}`;
    const session = allowed ? keep("_ga_" + id.slice(2), `GS1.1.${now}.1.0.${now}.0.0.0`, 63072000).split(".")[2] : now;
    const about = `v=2&tid=${id}&_p=${number()}&${consent()}&cid=${client}&sid=${session}&_s=1&en=page_view&${page()}`;
    fetch("https://region1.google-analytics.com/g/collect?" + about, { method: "POST", mode: "no-cors", keepalive: true });
  };
  const ads = () => {
    const about = `random=${now}&tid=${id}&${consent()}&${page()}`;
    if (!granted("ad_storage")) {
      fetch("https://pagead2.googlesyndication.com/ccm/collect?en=page_view&" + about, { method: "POST", mode: "no-cors", credentials: "omit" });
      return;
    }
    const linker = keep("_gcl_au", `1.1.${number()}.${now}`, 7776000).split(".").slice(2).join(".");
    new Image().src = `https://googleads.g.doubleclick.net/pagead/viewthroughconversion/${id.slice(3)}/?auid=${linker}&${about}`;
  };
  const run = id.startsWith("G-") ? analytics : ads;
  run();
  const list = (window.dataLayer = window.dataLayer || []), push = list.push;
  list.push = (...commands) => {
    const size = push.apply(list, commands);
    if (commands.some((command) => command[0] === "consent" && command[1] === "update")) run();
    return size;
  };
})();
