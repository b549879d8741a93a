// Acts on one element that look.js kept. `action`: place (bring into view, tell where it is), press (a click without a
// pointer, for what is covered), state (a choice's present state), source (its HTML), alive (is it still to be seen).
(index, action) => {
  const node = (globalThis.consentNodes || [])[index];
  if (!node || !node.isConnected) return { alive: false };
  const parent = (item) => item.assignedSlot || item.parentElement || (item.getRootNode() instanceof ShadowRoot ? item.getRootNode().host : null);
  const seen = (item) => item.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const box = (item) => { const { x, y, width, height } = item.getBoundingClientRect(); return [x, y, width, height]; };
  if (node.tagName === 'OPTION' && (action === 'place' || action === 'press')) { // selected as by the keyboard: lists open outside the page
    const list = node.closest('select');
    if (action === 'place' || !list) return { alive: list !== null, shown: false, hit: false };
    node.selected = true;
    for (const kind of ['input', 'change']) list.dispatchEvent(new Event(kind, { bubbles: true, composed: true }));
    return { alive: true };
  }
  if (action === 'place') {
    node.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
    const [x, y, width, height] = box(node);
    const [cx, cy] = [x + width / 2, y + height / 2];
    let top = document.elementFromPoint(cx, cy);
    const root = node.getRootNode();
    if (root instanceof ShadowRoot) top = root.elementFromPoint(cx, cy);
    let hit = false;
    for (let up = top; up; up = parent(up)) if (up === node) hit = true;
    return { alive: true, shown: seen(node) && width > 0 && height > 0, x: cx, y: cy, hit };
  }
  if (action === 'press') { node.click(); return { alive: true }; }
  if (action === 'state') {
    if (node.tagName === 'OPTION') return { alive: true, checked: node.selected };
    const told = node.getAttribute('aria-checked') ?? node.getAttribute('aria-pressed');
    if (node.tagName === 'INPUT' || told !== null || !node.firstElementChild)
      return { alive: true, checked: node.tagName === 'INPUT' ? node.checked : told === 'true' };
    const [x, , width] = box(node); // a pill: its knob lies where it is switched to
    const [inner, , size] = box(node.firstElementChild);
    return { alive: true, checked: inner + size / 2 > x + width / 2 };
  }
  if (action === 'source') {
    const tag = node.tagName.toLowerCase();
    const html = node.shadowRoot
      ? `<${tag}>${node.getHTML({ serializableShadowRoots: true, shadowRoots: [node.shadowRoot] })}</${tag}>` : node.outerHTML;
    return { alive: true, html: html.slice(0, 400000) };
  }
  const [x, y, width, height] = box(node);
  return { alive: seen(node) && width > 4 && height > 4 && x < innerWidth && x + width > 0 && y + height > 0 && y < Math.max(innerHeight, document.documentElement.scrollHeight) };
}
