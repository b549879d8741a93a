// Stand-in for the LinkedIn Insight Tag: li_fat_id on the site for 30 days, cookies of linkedin.com through a pixel.
(() => {
  const domain = "." + location.hostname.split(".").slice(-2).join(".");
  if (!document.cookie.includes("li_fat_id="))
    document.cookie = `li_fat_id=${Math.random().toString(16).slice(2)}; max-age=2592000; path=/; domain=${domain}; Secure; SameSite=None`;
  new Image().src = "https://px.ads.linkedin.com/collect?v=2&fmt=gif&url=" + encodeURIComponent(location.href);
})();
