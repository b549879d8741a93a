// One button only: a yes is remembered for a year.
function godkannCookies() {
  document.cookie = "cookieacceptans=ja; path=/; max-age=" + 365 * 24 * 3600;
  document.getElementById("cookie-info").style.display = "none";
}
if (!/cookieacceptans=ja/.test(document.cookie)) document.getElementById("cookie-info").style.display = "block";
