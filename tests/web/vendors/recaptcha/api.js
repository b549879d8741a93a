// Stand-in for the reCAPTCHA loader.
(() => {
  const script = document.createElement("script");
  script.src = "https://www.gstatic.com/recaptcha/releases/standin/recaptcha__en.js";
  document.head.append(script);
})();
