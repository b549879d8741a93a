// Acts on one element that look.js kept. `action`: place (bring into view, tell where it is), press (a click without a
// pointer, for what is covered), mark (as the banner that is being answered), state (a choice's present state), focus (give it the keyboard), level (how far a slider
// is set), drag (a slider to its most or least value), source (its HTML), alive (is it still to be seen).
(index, action, most) => {
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
  if (action === 'mark') { globalThis.consentBanner = node; return { alive: true }; }
  if (action === 'press') { node.click(); return { alive: true }; }
  if (action === 'state') {
    if (node.tagName === 'OPTION') return { alive: true, mixed: false, checked: node.selected };
    const told = node.getAttribute('aria-checked') ?? node.getAttribute('aria-pressed');
    const mixed = node.indeterminate === true || told === 'mixed';
    if (node.tagName === 'INPUT' || told !== null) return { alive: true, mixed, checked: node.tagName === 'INPUT' ? node.checked : told === 'true' };
    const [x, , width] = box(node); // a pill: its knob lies where it is switched to
    const middles = node.firstElementChild ? [box(node.firstElementChild)].map(([inner, , size]) => inner + size / 2 - x)
      : ['::before', '::after'].map((part) => getComputedStyle(node, part)).filter((drawn) => drawn.content !== 'none' && drawn.position === 'absolute')
        .map((drawn) => parseFloat(drawn.left) + (drawn.transform === 'none' ? 0 : new DOMMatrix(drawn.transform).e) + parseFloat(drawn.width) / 2);
    return { alive: true, mixed: middles.length === 0, checked: middles.length > 0 && middles[0] > width / 2 };
  }
  if (action === 'focus') {
    node.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
    node.focus({ preventScroll: true });
    return { alive: true, focused: node.getRootNode().activeElement === node };
  }
  if (action === 'level' || action === 'drag') { // how far a slider is set, 0 to 1: as it tells, else by where its thumb lies
    const number = (name, otherwise) => Number(node.tagName === 'INPUT' ? node[name] || otherwise : node.getAttribute(`aria-value${name === 'value' ? 'now' : name}`) ?? otherwise);
    let track = node;
    for (let up = parent(node), depth = 0; up && node.tagName !== 'INPUT' && depth < 3; up = parent(up), depth++)
      if (Math.max(...box(up).slice(2)) > 3 * Math.max(...box(node).slice(2))) { track = up; break; }
    const [x, y, width, height] = box(track), [left, top, wide, tall] = box(node);
    const [cx, cy] = [left + wide / 2, top + tall / 2], upright = height > width;
    const told = node.tagName === 'INPUT' || node.hasAttribute('aria-valuenow');
    const [least, greatest] = [number('min', 0), number('max', 100)];
    const drawn = upright ? 1 - (cy - y) / height : (cx - x) / width;
    const across = upright ? { from: [cx, y + height], to: [cx, y] } : { from: [x, cy], to: [x + width, cy] };
    if (action === 'drag') {
      const moves = [['down', cx, cy], ['move', (cx + across[most ? 'to' : 'from'][0]) / 2, cy], ['move', ...across[most ? 'to' : 'from']], ['up', ...across[most ? 'to' : 'from']]];
      for (const [kind, clientX, clientY] of moves) {
        const told = { bubbles: true, cancelable: true, composed: true, view: window, clientX, clientY, button: 0, buttons: kind === 'up' ? 0 : 1 };
        node.dispatchEvent(new PointerEvent(`pointer${kind}`, { ...told, pointerId: 1, pointerType: 'mouse', isPrimary: true }));
        node.dispatchEvent(new MouseEvent(`mouse${kind}`, told));
      }
      return { alive: true };
    }
    return { alive: true, at: told ? (number('value', least) - least) / (greatest - least || 1) : drawn, exact: told };
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
