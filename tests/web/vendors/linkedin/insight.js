// Stand-in for the LinkedIn Insight Tag: li_fat_id on the site for 30 days, and in the pixel that sets linkedin.com's.
(() => {
  const domain = "." + location.hostname.split(".").slice(-2).join(".");
  const held = () => (document.cookie.match(/(?:^|; )li_fat_id=([^;]*)/) || [])[1];
  if (!held()) document.cookie = `li_fat_id=${crypto.randomUUID()}; max-age=2592000; path=/; domain=${domain}; Secure; SameSite=None`;
  const about = `v=2&fmt=js&pid=70417&time=${Date.now()}&li_fat_id=${held()}&url=${encodeURIComponent(location.href)}`;
  new Image().src = "https://px.ads.linkedin.com/collect?" + about;
})();
