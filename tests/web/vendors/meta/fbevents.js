// Stand-in for the Meta pixel: _fbp on the site for 90 days, and in every pixel; the pixel sets fr on facebook.com.
(() => {
  const domain = "." + location.hostname.split(".").slice(-2).join(".");
  const held = () => (document.cookie.match(/(?:^|; )_fbp=([^;]*)/) || [])[1];
  if (!held())
    document.cookie = `_fbp=fb.1.${Date.now()}.${Math.floor(1e17 + 9e17 * Math.random())}; max-age=7776000; path=/; domain=${domain}; SameSite=Lax`;
  const about = `id=240001&ev=PageView&dl=${encodeURIComponent(location.href)}&sw=${screen.width}&sh=${screen.height}&v=2.9&fbp=${held()}`;
  new Image().src = "https://www.facebook.com/tr/?" + about;
})();
