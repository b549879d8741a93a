// Advertising partners start after a yes. Refusing takes two steps.
(() => {
  const venster = document.getElementById("dm-consent");
  const bij = (id, doe) => { document.getElementById(id).onclick = doe; };
  const laad = (src) => { const s = document.createElement("script"); s.src = src; document.head.append(s); };
  const start = (keuze) => {
    if (keuze.includes("s")) laad("https://www.google-analytics.com/analytics.js");
    if (!keuze.includes("r")) return;
    (window.uetq = window.uetq || []).push("consent", "update", { ad_storage: "granted" });
    laad("https://bat.bing.com/bat.js");
  };
  const bewaar = (keuze) => {
    document.cookie = `dm_toestemming=${keuze}; max-age=31536000; path=/; Secure; SameSite=Lax`;
    venster.hidden = true;
    start(keuze);
  };
  bij("dm-alles", () => bewaar("nsr"));
  bij("dm-weigeren", () => bewaar("n"));
  bij("dm-instellen", () => { document.getElementById("dm-laag1").hidden = true; document.getElementById("dm-laag2").hidden = false; });
  bij("dm-opslaan", () => bewaar("n" + (document.getElementById("dm-statistiek").checked ? "s" : "") + (document.getElementById("dm-reclame").checked ? "r" : "")));
  const gekozen = document.cookie.match(/dm_toestemming=(\w+)/);
  if (gekozen) start(gekozen[1]);
  else venster.hidden = false;
})();
