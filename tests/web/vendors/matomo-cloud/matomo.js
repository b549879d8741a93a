// Stand-in for Matomo's script: _pk_id for 13 months, _pk_ses for half an hour, on the site's own host.
(() => {
  const write = (name, value, seconds) => {
    document.cookie = `${name}=${value}; expires=${new Date(Date.now() + 1000 * seconds).toUTCString()}; path=/; SameSite=Lax`;
  };
  const held = () => (document.cookie.match(/(?:^|; )_pk_id\.1\.5d2f=([^;.]*)/) || [])[1];
  const visitor = crypto.randomUUID().replaceAll("-", "").slice(0, 16);
  if (!held()) write("_pk_id.1.5d2f", `${visitor}.${Math.floor(Date.now() / 1000)}.`, 33955200);
  write("_pk_ses.1.5d2f", "1", 1800);
  const about = `idsite=1&rec=1&r=${Math.floor(1e6 * Math.random())}&_id=${held()}&url=${encodeURIComponent(location.href)}`;
  new Image().src = `https://demo.matomo.cloud/matomo.php?${about}&res=${screen.width}x${screen.height}`;
})();
