// Stand-in for Microsoft Clarity: _clck for a year and _clsk for a day on the site; MUID through a pixel that tells Bing;
// and the recording: what changes on the page, the pointer, the keys.
(() => {
  const domain = "." + location.hostname.split(".").slice(-2).join(".");
  const held = (name) => (document.cookie.match(new RegExp("(?:^|; )" + name + "=([^;]*)")) || [])[1];
  const keep = (name, value, seconds) => {
    if (!held(name)) document.cookie = `${name}=${value}; max-age=${seconds}; path=/; domain=${domain}`;
    return held(name).split("|")[0];
  };
  const random = () => Math.random().toString(36).slice(2, 10) + Math.random().toString(36).slice(2, 10);
  const user = keep("_clck", random() + "|2|fr1|0|1700", 31536000), session = keep("_clsk", random() + "|1|1|1", 86400);
  const seen = [];
  new MutationObserver((changes) => seen.push(changes.length)).observe(document,
    { attributes: true, characterData: true, childList: true, subtree: true });
  for (const event of ["click", "mousemove", "scroll", "input", "keydown", "paste", "touchmove"])
    document.addEventListener(event, (one) => seen.push(one.type), true);
  new Image().src = "https://c.clarity.ms/c.gif";
  navigator.sendBeacon("https://l.clarity.ms/collect", JSON.stringify({ e: ["0.7.59", 1, Date.now(), "br1ght", user, session, 1, 0], a: seen }));
})();
