// The policy is put together in the browser.
fetch("/policy.json").then((svar) => svar.json()).then((policy) => {
  const plats = document.getElementById("policy");
  for (const [tagg, text] of policy.delar) {
    const del = document.createElement(tagg);
    del.textContent = text;
    plats.append(del);
  }
  const tabell = document.createElement("table");
  for (const [nummer, rad] of policy.tabell.entries()) {
    const tr = tabell.insertRow();
    for (const cell of rad) {
      const td = document.createElement(nummer ? "td" : "th");
      td.textContent = cell;
      tr.append(td);
    }
  }
  plats.append(tabell);
});
