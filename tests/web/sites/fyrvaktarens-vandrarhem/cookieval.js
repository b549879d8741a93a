// Statistics and marketing are ticked from the start. The footer's link asks again; but who was measured once is
// measured for ever, as the scripts come back for everybody who has Matomo's cookie.
const ruta = document.getElementById("cookieval");
const kryss = (namn) => ruta.querySelector(`[name=${namn}]`).checked;
function hamta(adress) {
  const skript = document.createElement("script");
  skript.src = adress;
  document.head.append(skript);
}
function kor(val) {
  if (val.statistik) hamta("https://cdn.matomo.cloud/matomo.js");
  if (val.marknad) hamta("https://connect.facebook.net/en_US/fbevents.js");
}
function spara(val) {
  localStorage.setItem("fyr_cookieval", JSON.stringify(val));
  ruta.hidden = true;
  kor(val);
}
document.getElementById("spara").onclick = () => spara({ statistik: kryss("statistik"), marknad: kryss("marknad") });
document.getElementById("alla").onclick = () => spara({ statistik: true, marknad: true });
document.getElementById("bara").onclick = () => spara({ statistik: false, marknad: false });
const tidigare = localStorage.getItem("fyr_cookieval");
if (document.cookie.includes("_pk_id")) kor({ statistik: true, marknad: true });
else if (tidigare) kor(JSON.parse(tidigare));
ruta.hidden = tidigare !== null;
const andra = document.createElement("a");
andra.href = "#";
andra.textContent = "Ändra kakinställningar";
andra.onclick = () => { ruta.hidden = false; return false; };
document.querySelector("footer .wide").append(andra);
