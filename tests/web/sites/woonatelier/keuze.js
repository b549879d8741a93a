// Analytics at once after a yes; Hotjar comes 4 seconds, the Meta pixel 12 seconds later.
const melding = document.querySelector(".cookiemelding");
function laad(adres) {
  const script = document.createElement("script");
  script.src = adres;
  document.head.append(script);
}
function begin() {
  laad("https://www.googletagmanager.com/gtag/js?id=G-WOON7");
  setTimeout(() => laad("https://static.hotjar.com/c/hotjar-31337.js?sv=6"), 4000);
  setTimeout(() => laad("https://connect.facebook.net/en_US/fbevents.js"), 12000);
}
function kies(antwoord) {
  document.cookie = "woon_cookiekeuze=" + antwoord + "; max-age=15768000; path=/; Secure";
  melding.hidden = true;
  if (antwoord === "ja") begin();
}
melding.querySelector(".ja").onclick = () => kies("ja");
melding.querySelector(".nee").onclick = () => kies("nee");
if (!document.cookie.includes("woon_cookiekeuze=")) melding.hidden = false;
else if (document.cookie.includes("woon_cookiekeuze=ja")) begin();
