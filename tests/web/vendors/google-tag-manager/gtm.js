// Stand-in for a Tag Manager container that loads Analytics: the measurement id hides in the container's name.
(() => {
  const container = new URL(document.currentScript.src).searchParams.get("id");
  const tag = document.createElement("script");
  tag.async = true;
  tag.src = "https://www.googletagmanager.com/gtag/js?id=" + container.replace("GTM-", "G-");
  document.head.append(tag);
})();
