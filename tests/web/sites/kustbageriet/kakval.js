// The banner is a component of its own that shows four seconds after the page.
customElements.define("kak-val", class extends HTMLElement {
  connectedCallback() {
    const rot = this.attachShadow({ mode: "open" });
    rot.innerHTML = `<style>
      .ruta { position: fixed; right: 1rem; bottom: 1rem; max-width: 24rem; padding: 1.2rem; background: #fff8f1;
        border: 1px solid #8c4a2f; border-radius: .6rem; box-shadow: 0 8px 30px #0003; z-index: 999 }
      button { font: inherit; padding: .5rem 1rem; margin: .5rem .5rem 0 0; background: #8c4a2f; color: #fff; border: 0 }</style>
      <div class="ruta" role="dialog" aria-label="Cookies"><p>Får vi använda cookies för att räkna besök?
      <a href="/cookies">Läs vår cookiepolicy</a></p>
      <button data-svar="ja">Ja, godkänn</button><button data-svar="nej">Nej, avvisa</button></div>`;
    rot.addEventListener("click", (klick) => this.svara(klick.target.dataset.svar));
  }

  svara(svar) {
    if (!svar) return;
    document.cookie = `kb_cookieval=${svar}; max-age=7776000; path=/; Secure; SameSite=Strict`;
    this.remove();
    if (svar === "ja") rakna();
  }
});

function rakna() {
  const tagg = document.createElement("script");
  tagg.src = "https://www.google-analytics.com/analytics.js";
  document.head.append(tagg);
}

const svar = (document.cookie.match(/kb_cookieval=(\w+)/) || [])[1];
if (svar === "ja") rakna();
const fraga = () => document.body.append(document.createElement("kak-val"));
if (!svar) setTimeout(fraga, 4000);
const andra = document.createElement("a");
andra.href = "#";
andra.textContent = "Ändra cookieval";
andra.onclick = fraga;
document.querySelector("footer .wide").append(andra);
