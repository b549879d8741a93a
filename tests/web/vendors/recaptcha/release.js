// Stand-in for reCAPTCHA: the anchor frame in the corner.
(() => {
  const frame = document.createElement("iframe");
  frame.src = "https://www.google.com/recaptcha/api2/anchor?co=" + btoa(location.origin);
  frame.title = "reCAPTCHA";
  frame.style = "width:256px;height:60px;border:0;position:fixed;right:0;bottom:14px";
  document.body.append(frame);
})();
