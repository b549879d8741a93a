// The visitor's choice is kept for a year in siffra_samtycke; marketing tags start only when it says "alla".
(() => {
  const ruta = document.getElementById("kakruta");
  const val = (document.cookie.match(/siffra_samtycke=(\w+)/) || [])[1];
  const starta = () => {
    for (const src of ["https://connect.facebook.net/en_US/fbevents.js", "https://snap.licdn.com/li.lms-analytics/insight.min.js"]) {
      const tagg = document.createElement("script");
      tagg.async = true;
      tagg.src = src;
      document.head.append(tagg);
    }
    const film = document.getElementById("film");
    if (film) film.innerHTML = '<iframe class="video" title="Film" src="https://www.youtube.com/embed/siffra01"></iframe>';
  };
  const svara = (svar) => {
    document.cookie = `siffra_samtycke=${svar}; max-age=31536000; path=/; SameSite=Lax; Secure`;
    ruta.hidden = true;
    if (svar === "alla") starta();
  };
  document.getElementById("ja").onclick = () => svara("alla");
  document.getElementById("nej").onclick = () => svara("inga");
  if (!val) ruta.hidden = false;
  else if (val === "alla") starta();
})();
