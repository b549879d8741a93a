// The dialog's answer goes into ro_consent; after a yes ro_seen recalls what was looked at.
(() => {
  const keep = (name, value, days) => {
    document.cookie = `${name}=${value}; expires=${new Date(Date.now() + days * 864e5).toUTCString()}; path=/; Secure; SameSite=Lax`;
  };
  const remember = () => {
    keep("ro_seen", crypto.randomUUID(), 730);
    sessionStorage.setItem("ro_path", location.pathname);
  };
  const dialog = document.getElementById("consent");
  dialog.addEventListener("close", () => {
    if (!dialog.returnValue) return;
    keep("ro_consent", dialog.returnValue, 90);
    if (dialog.returnValue === "all") remember();
  });
  const given = document.cookie.match(/ro_consent=(\w+)/);
  if (!given) dialog.showModal();
  else if (given[1] === "all") remember();
})();
