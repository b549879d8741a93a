// The measurement's server answers under a name of the site's own, and sets its identifier there.
(() => {
  const about = `AQB=1&ndh=1&pageName=${encodeURIComponent(document.title)}&g=${encodeURIComponent(location.href)}&s=${screen.width}x${screen.height}`;
  new Image().src = `https://metrics.pagewright.example/b/ss/pwprod/1/JS-2.22.0/s1?${about}&AQE=1`;
})();
