// Videos are put into the page only after agreement, from the next page on.
const layer = document.querySelector("#hd-consent");
const said = localStorage.getItem("hd_cookie_choice");
function say(answer) {
  localStorage.setItem("hd_cookie_choice", answer);
  layer.hidden = true;
}
document.querySelector("#hd-yes").addEventListener("click", () => say("agree"));
document.querySelector("#hd-no").addEventListener("click", () => say("disagree"));
layer.hidden = said !== null;
if (said === "agree") {
  for (const place of document.querySelectorAll("[data-video]")) {
    const frame = document.createElement("iframe");
    frame.className = "video";
    frame.title = "Video";
    frame.src = "https://www.youtube.com/embed/" + place.dataset.video;
    place.replaceChildren(frame);
  }
}
const ask = document.createElement("a");
ask.href = "#";
ask.textContent = "Change cookie choice";
ask.onclick = () => { layer.hidden = false; };
document.querySelector("footer .wide").append(ask);
