// Stand-in for HubSpot's analytics: four cookies on the site, the visitor's in every hit.
(() => {
  const domain = "." + location.hostname.split(".").slice(-2).join(".");
  const held = (document.cookie.match(/(?:^|; )hubspotutk=([^;]*)/) || [])[1];
  const visitor = held || crypto.randomUUID().replaceAll("-", "");
  const rows = [["__hstc", visitor, 15552000], ["hubspotutk", visitor, 15552000], ["__hssc", "1.1." + Date.now(), 1800]];
  for (const [name, value, seconds] of rows) document.cookie = `${name}=${value}; max-age=${seconds}; path=/; domain=${domain}; SameSite=Lax`;
  document.cookie = `__hssrc=1; path=/; domain=${domain}; SameSite=Lax`;
  new Image().src = `https://track.hubspot.com/__ptq.gif?k=1&v=1.1&a=4242&vi=${visitor}&nc=true&t=${encodeURIComponent(document.title)}`;
})();
