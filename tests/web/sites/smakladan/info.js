// Information only: OK hides it for good.
const info = document.getElementById("cookieinfo");
info.hidden = localStorage.getItem("cookieinfo") === "sedd";
info.querySelector("button").addEventListener("click", () => {
  localStorage.setItem("cookieinfo", "sedd");
  info.hidden = true;
});
