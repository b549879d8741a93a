// The choice is kept for six months; measuring starts only after a yes and stops with a change of mind.
const vak = document.getElementById("voorkeur");
const toon = (laag) => {
  for (const deel of vak.querySelectorAll("[data-laag]")) deel.hidden = deel.dataset.laag !== laag;
  vak.hidden = false;
};
const meten = () => {
  const script = document.createElement("script");
  script.src = "https://cdn.matomo.cloud/matomo.js";
  document.head.append(script);
};
const bewaar = (keuze) => {
  document.cookie = `mf_voorkeur=${keuze}; max-age=15552000; path=/; Secure; SameSite=Lax`;
  vak.hidden = true;
  if (keuze === "alles") meten();
};
const acties = {
  alles: () => bewaar("alles"),
  niets: () => bewaar("nodig"),
  kiezen: () => toon("2"),
  opslaan: () => bewaar(document.getElementById("mf-meten").checked ? "alles" : "nodig"),
};
vak.addEventListener("click", (klik) => acties[klik.target.dataset.doe]?.());
const knop = document.createElement("a");
knop.href = "#cookies";
knop.textContent = "Cookievoorkeuren wijzigen";
knop.onclick = () => toon("2");
document.querySelector("footer .wide").append(knop);
const eerder = document.cookie.match(/mf_voorkeur=(\w+)/)?.[1];
if (!eerder) toon("1");
else if (eerder === "alles") meten();
