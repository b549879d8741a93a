// Stand-in for Hotjar: a user cookie for a year, a session cookie for half an hour.
(() => {
  const id = new URL(document.currentScript.src).searchParams.get("id");
  const domain = "." + location.hostname.split(".").slice(-2).join(".");
  const value = btoa(JSON.stringify({ id: crypto.randomUUID() }));
  document.cookie = `_hjSessionUser_${id}=${value}; max-age=31536000; path=/; domain=${domain}; Secure; SameSite=None`;
  document.cookie = `_hjSession_${id}=${value}; max-age=1800; path=/; domain=${domain}; Secure; SameSite=None`;
  fetch("https://in.hotjar.com/api/v2/client/sites/" + id, { method: "POST", mode: "no-cors" });
})();
