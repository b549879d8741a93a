// Lists the controls of a page that may reopen the consent choice: short links and buttons in sight, and small ones that
// float over the page. Runs in an isolated world and only reads. `roots`: closed shadow roots.
(options, ...roots) => {
  const CONTROL = 'button, a, summary, input[type=button], input[type=submit], [role=button], [role=link], [onclick], [tabindex]:not([tabindex="-1"])';
  const closed = new Map(roots.filter(Boolean).map((root) => [root.host, root]));
  const nodes = (globalThis.consentNodes = []);
  const squeeze = (text) => (text || '').replace(/\s+/g, ' ').trim().slice(0, 120);
  const parent = (node) => node.assignedSlot || node.parentElement || (node.getRootNode() instanceof ShadowRoot ? node.getRootNode().host : null);
  const floats = (node) => {
    for (let up = node, depth = 0; up && depth < 6; up = parent(up), depth++)
      if (['fixed', 'sticky'].includes(getComputedStyle(up).position)) {
        const { width, height } = up.getBoundingClientRect();
        return width < 320 && height < 160;
      }
    return false;
  };
  // A form's own fields hide its properties of the same name (<input name="children">).
  const childrenOf = Object.getOwnPropertyDescriptor(Element.prototype, 'children').get;
  const actionOf = Object.getOwnPropertyDescriptor(HTMLFormElement.prototype, 'action').get;
  const found = [];
  const waiting = [document.documentElement];
  for (let seen = 0; waiting.length && seen < options.maxNodes; seen++) {
    const node = waiting.pop();
    const root = node.shadowRoot || closed.get(node);
    waiting.push(...[...childrenOf.call(node)].reverse(), ...(root ? [...root.children].reverse() : []));
    if (!node.matches(CONTROL) && getComputedStyle(node).cursor !== 'pointer') continue;
    const text = squeeze(node.innerText || node.value);
    const label = squeeze(node.getAttribute('aria-label') || node.getAttribute('title') || node.querySelector('img[alt]')?.alt);
    const hint = `${node.id} ${node.getAttribute('class') || ''} ${parent(node)?.id || ''} ${parent(node)?.getAttribute?.('class') || ''}`.slice(0, 200);
    const { width, height } = node.getBoundingClientRect();
    if (text.length > 80 || width < 4 || height < 4 || !node.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    if (!text && !label && !hint.trim()) continue;
    found.push({
      node: nodes.push(node) - 1, text, label, hint, floats: floats(node), tag: node.tagName.toLowerCase(),
      href: node.tagName === 'A' && node.hasAttribute('href') ? node.href.slice(0, 2000) : null, rawHref: (node.getAttribute('href') || '').slice(0, 200),
      newTab: node.target === '_blank', disabled: node.disabled === true || node.ariaDisabled === 'true',
      action: node.form && node.type === 'submit' ? String(actionOf.call(node.form) || location.href).slice(0, 2000) : null,
    });
  }
  return found.slice(-options.maxControls);
}
