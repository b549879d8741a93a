// Stand-in for the Meta pixel: _fbp on the site for 90 days, a pixel that sets fr on facebook.com.
(() => {
  const domain = "." + location.hostname.split(".").slice(-2).join(".");
  if (!document.cookie.includes("_fbp="))
    document.cookie = `_fbp=fb.1.${Date.now()}.${Math.floor(1e9 * Math.random())}; max-age=7776000; path=/; domain=${domain}; SameSite=Lax`;
  new Image().src = "https://www.facebook.com/tr/?ev=PageView&dl=" + encodeURIComponent(location.href);
})();
