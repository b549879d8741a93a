// Stand-in for Matomo's script: _pk_id for 13 months, _pk_ses for half an hour, on the site's own host.
(() => {
  const write = (name, value, seconds) => {
    document.cookie = `${name}=${value}; expires=${new Date(Date.now() + 1000 * seconds).toUTCString()}; path=/; SameSite=Lax`;
  };
  if (!document.cookie.includes("_pk_id.")) write("_pk_id.1.5d2f", Math.random().toString(16).slice(2) + "." + Math.floor(Date.now() / 1000), 33955200);
  write("_pk_ses.1.5d2f", "1", 1800);
  new Image().src = "https://demo.matomo.cloud/matomo.php?idsite=1&rec=1&url=" + encodeURIComponent(location.href);
})();
