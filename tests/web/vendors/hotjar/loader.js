// Stand-in for the Hotjar loader: hands the site's number to the module script.
(() => {
  const script = document.createElement("script");
  script.src = "https://script.hotjar.com/modules.js?id=" + document.currentScript.src.match(/hotjar-(\d+)/)[1];
  document.head.append(script);
})();
