// Stand-in for Hotjar: a user cookie for a year, a session cookie for half an hour, and the recording: what changes on the
// page, the pointer, the keys.
(() => {
  const id = new URL(document.currentScript.src).searchParams.get("id");
  const domain = "." + location.hostname.split(".").slice(-2).join(".");
  const keep = (name, seconds) => {
    const held = (document.cookie.match(new RegExp("(?:^|; )" + name + "=([^;]*)")) || [])[1];
    const value = held || btoa(JSON.stringify({ id: crypto.randomUUID(), created: Date.now() }));
    document.cookie = `${name}=${value}; max-age=${seconds}; path=/; domain=${domain}; Secure; SameSite=None`;
    return JSON.parse(atob(value)).id;
  };
  const user = keep("_hjSessionUser_" + id, 31536000), session = keep("_hjSession_" + id, 1800);
  const seen = [];
  new MutationObserver((changes) => seen.push(changes.length)).observe(document,
    { attributes: true, characterData: true, childList: true, subtree: true });
  for (const event of ["click", "mousemove", "scroll", "input", "touchmove"])
    document.addEventListener(event, (one) => seen.push(one.type), true);
  window.addEventListener("keydown", (one) => seen.push(one.type));
  const body = JSON.stringify({ user_uuid: user, session_id: session, url: location.href, events: seen });
  fetch(`https://in.hotjar.com/api/v2/client/sites/${id}/visit-data?sv=7`, { method: "POST", mode: "no-cors", body });
})();
