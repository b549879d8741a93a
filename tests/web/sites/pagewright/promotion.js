// The campaign's pixel is told which visitor of the site this is.
(() => {
  const visitor = (document.cookie.match(/pw_visitor=([^;]*)/) || [])[1];
  new Image().src = `https://ad.doubleclick.net/ddm/activity/src=31;type=promo?u1=${visitor}`;
})();
