// Inside the frame: tells the page what was answered.
for (const id of ["toestaan", "weigeren"])
  document.getElementById(id).onclick = () => parent.postMessage({ cookiekeuze: id }, location.origin);
