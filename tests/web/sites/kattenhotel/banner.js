// Whatever is answered, the same tags start: the refusal is noted and has no effect.
(function () {
  var balk = document.getElementById("cookie-consent");
  function meten() {
    ["https://www.googletagmanager.com/gtag/js?id=G-KATTEN", "https://connect.facebook.net/en_US/fbevents.js"].forEach(function (adres) {
      var s = document.createElement("script");
      s.src = adres;
      document.body.appendChild(s);
    });
  }
  if (document.cookie.indexOf("kat_cookies=") >= 0) { meten(); return; }
  balk.hidden = false;
  balk.addEventListener("click", function (klik) {
    var keuze = klik.target.getAttribute("data-keuze");
    if (!keuze) return;
    klik.preventDefault();
    document.cookie = "kat_cookies=" + keuze + "; max-age=31536000; path=/";
    balk.hidden = true;
    meten();
  });
})();
