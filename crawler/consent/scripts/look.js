// Looks for containers that may be a consent banner and reads their controls. Runs in an isolated world, so the page
// neither sees nor disturbs it, and only reads. `options`: see crawler/consent/frames.py; `roots`: closed shadow roots.
(options, ...roots) => {
  const CONTROL = 'button, a, summary, input[type=button], input[type=submit], input[type=image], input[type=reset], ' +
    '[role=button], [role=link], [onclick], [tabindex]:not([tabindex="-1"])';
  const CHOICE = 'input[type=checkbox], input[type=radio], [role=switch], [role=checkbox], [role=radio], ' +
    '[role=menuitemcheckbox], [aria-checked]';
  const BUTTONISH = /(^|[\s_-])(btn|button|knapp?|knop|bouton|boton|pulsante)/i;
  const ANSWERISH = /(^|[\s_-])(action|cta|accept|agree|allow|reject|decline|deny|refuse|dismiss)([\s_-]|$)/i;
  const SKIP = new Set(['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE', 'HEAD', 'META', 'LINK', 'IFRAME', 'OBJECT', 'VIDEO']);
  const words = new RegExp(options.words, 'iu');
  const names = /cookie|consent|gdpr|ccpa|cmp[-_]|privacy|kakor|samtyck|avg[-_]|rgpd|dsgvo|tracking|evasteet|slapuk|piskot/i;
  const closed = new Map(roots.filter(Boolean).map((root) => [root.host, root]));
  const nodes = (globalThis.consentNodes = []);
  const styles = new Map();
  const keep = (node) => nodes.push(node) - 1;
  const style = (node) => styles.get(node) || styles.set(node, getComputedStyle(node)).get(node);
  const rootOf = (node) => node.shadowRoot || closed.get(node) || null;
  // A form's own fields hide its properties of the same name (<input name="action">): so they are asked of the prototypes.
  const actionOf = Object.getOwnPropertyDescriptor(HTMLFormElement.prototype, 'action').get;
  const childNodesOf = Object.getOwnPropertyDescriptor(Node.prototype, 'childNodes').get;
  const children = (node) => {
    const root = rootOf(node);
    if (root) return [...root.childNodes];
    const assigned = node.tagName === 'SLOT' ? node.assignedNodes() : [];
    return assigned.length ? assigned : [...childNodesOf.call(node)];
  };
  const parent = (node) => node.assignedSlot || node.parentElement ||
    (node.getRootNode() instanceof ShadowRoot ? node.getRootNode().host : null);
  const box = (node) => {
    const { x, y, width, height } = node.getBoundingClientRect();
    return [x, y, width, height].map((value) => Math.round(value * 10) / 10);
  };
  // What has no box of its own (slots, display: contents) is as visible as what holds it.
  const rendered = (node) => style(node).display === 'contents' ? !parent(node) || rendered(parent(node))
    : node.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  // What lies in a box that is folded to nothing can't be seen, whatever its own size.
  const folds = new Map();
  const folded = (node) => {
    if (!folds.has(node)) folds.set(node, isFolded(node));
    return folds.get(node);
  };
  const isFolded = (node) => {
    const up = parent(node);
    if (!up || node === document.body || style(node).position === 'fixed') return false;
    const { overflowY, position, display } = style(up);
    const clips = ['hidden', 'clip'].includes(overflowY) && display !== 'contents' && display !== 'inline' && up !== document.body && up !== document.documentElement;
    const escapes = style(node).position === 'absolute' && position === 'static';
    return (clips && !escapes && box(up)[3] < 2) || folded(up);
  };
  const shown = (node) => {
    if (!rendered(node) || folded(node)) return false;
    if (style(node).display === 'contents') return true;
    const [x, y, width, height] = box(node);
    if (width < 1 || height < 1) return style(node).overflow === 'visible' && node.childElementCount > 0;
    const clip = style(node).clipPath;
    if (clip === 'inset(50%)' || clip === 'inset(100%)') return false;
    return x + width > 0 && y + height > -scrollY && x < Math.max(innerWidth, document.documentElement.scrollWidth);
  };
  const inView = (node) => {
    const [x, y, width, height] = box(node);
    return x < innerWidth - 2 && y < innerHeight - 2 && x + width > 2 && y + height > 2;
  };

  // Every element of the composed tree, in order, bounded: shadow roots and slots are followed.
  const all = [];
  const visit = (start) => {
    const waiting = [start];
    while (waiting.length && all.length < options.maxNodes) {
      const node = waiting.pop();
      if (node.nodeType !== Node.ELEMENT_NODE || SKIP.has(node.tagName)) continue;
      all.push(node);
      if (node.namespaceURI === 'http://www.w3.org/2000/svg') continue;
      const below = children(node);
      for (let index = below.length - 1; index >= 0; index--) waiting.push(below[index]);
    }
  };
  const descendants = (node, visitor, budget = { left: options.maxNodes }) => {
    for (const child of children(node)) {
      if (budget.left-- <= 0) return;
      if (child.nodeType === Node.TEXT_NODE) visitor(child, true);
      else if (child.nodeType === Node.ELEMENT_NODE && !SKIP.has(child.tagName) && visitor(child, false) !== false)
        descendants(child, visitor, budget);
    }
  };
  const squeeze = (text, length) => (text || '').replace(/[\u00AD\u200B-\u200F\u2060\uFEFF]/g, '').replace(/\s+/g, ' ').trim().slice(0, length);
  const text = (node, length, links = true) => {
    const parts = [];
    let size = 0;
    descendants(node, (child, isText) => {
      if (size > length) return false;
      if (isText) {
        const data = child.data.slice(0, length);
        if (data.trim()) { parts.push(data); size += data.length; }
        return true;
      }
      if (child.tagName === 'svg' || child.tagName === 'SELECT' || child.tagName === 'TEXTAREA') return false;
      if (!links && child.tagName === 'A' && child.hasAttribute('href')) return false;
      if (!rendered(child)) return false;
      if (style(child).display !== 'inline') parts.push(' ');
      return true;
    });
    return squeeze(parts.join(''), length);
  };
  const byIds = (node, attribute) => (node.getAttribute(attribute) || '').split(/\s+/).filter(Boolean).slice(0, 4)
    .map((id) => node.getRootNode().getElementById?.(id)?.textContent || '').join(' ');
  const label = (node) => squeeze(node.getAttribute('aria-label') || byIds(node, 'aria-labelledby') ||
    (node.tagName === 'INPUT' && (node.value || node.getAttribute('alt'))) || node.getAttribute('title') ||
    node.querySelector('img[alt], [aria-label]')?.getAttribute('alt') ||
    node.querySelector('[aria-label], svg title')?.getAttribute('aria-label') ||
    node.querySelector('svg title')?.textContent || '', 200);
  const topmost = (node) => {
    const [x, y, width, height] = box(node);
    const [cx, cy] = [x + width / 2, y + height / 2];
    if (cx < 0 || cy < 0 || cx >= innerWidth || cy >= innerHeight) return null;
    let found = document.elementFromPoint(cx, cy);
    while (found) {
      const inner = rootOf(found)?.elementFromPoint(cx, cy);
      if (!inner || inner === found) break;
      found = inner;
    }
    for (let up = found; up; up = parent(up)) if (up === node) return true;
    for (let up = node; up; up = parent(up)) if (up === found) return node.contains(found) || up === node;
    return false;
  };

  const overlay = (node) => {
    const role = node.getAttribute('role');
    if (node.matches(':modal')) return 'modal';
    if (node.matches('dialog[open]') || role === 'dialog' || role === 'alertdialog' || node.ariaModal === 'true') return 'dialog';
    try { if (node.matches(':popover-open')) return 'dialog'; } catch { /* older browser */ }
    const { position, zIndex } = style(node);
    if (position === 'fixed' || position === 'sticky') return position;
    if (position === 'absolute' && (Number(zIndex) >= 10 || atEdge(node))) return 'absolute';
    return null;
  };
  // Whether a positioned box lies along the viewport's lower edge, as bars and cards do that nobody gave a z-index.
  const atEdge = (node) => {
    const [, y, width, height] = box(node);
    return width > 240 && height > 40 && height < 0.6 * innerHeight && Math.abs(y + height - innerHeight) < 60;
  };
  const named = (node) => names.test(`${node.id} ${node.getAttribute('class') || ''} ${node.getAttribute('aria-label') || ''} ` +
    `${node.getAttribute('data-nosnippet') ?? ''} ${node.tagName.includes('-') ? node.tagName : ''}`);

  const pick = () => {
    const kinds = new Map();
    for (const node of all) {
      const kind = overlay(node);
      if (kind) { if (shown(node)) kinds.set(node, kind); }
      else if (named(node) && node !== document.body && node !== document.documentElement && shown(node)) kinds.set(node, 'named');
    }
    if (options.wholeBody && document.body) kinds.set(document.body, 'frame');
    for (const node of all) {
      if (kinds.size > options.maxCandidates * 4) break;
      if (!node.matches('button, a, input[type=button], input[type=submit], [role=button]') || !shown(node)) continue;
      let up = parent(node);
      for (let depth = 0; up && up !== document.body && depth < 7; depth++, up = parent(up)) {
        if (kinds.has(up)) break;
        const content = text(up, 2600, false);
        if (content.length > 2500) break;
        if (content.length > 25 && words.test(content)) { kinds.set(up, 'flow'); break; }
      }
    }
    if (options.choices) {
      const opened = holderOf(shownChoices().filter((node) => !globalThis.consentChoices?.has(node)));
      if (opened && !kinds.has(opened)) kinds.set(opened, 'opened');
    }
    return kinds;
  };
  // Choices that can be seen, and the least box that holds all of those given, with a button.
  const shownChoices = () => all.filter((node) => node.matches(CHOICE) && seenChoice(node));
  const holderOf = (choices) => {
    const holds = (up) => choices.every((node) => up.contains(node)) && up.querySelector('button, input[type=button], input[type=submit], [role=button]');
    let up = choices.length ? parent(choices[0]) : null;
    while (up && up !== document.body && !holds(up)) up = parent(up);
    return up === document.body ? null : up;
  };

  // Switches that say so by their looks or by being pressed: a pill with a knob, or a small toggle button without words.
  // The knob is an element, or drawn by a style sheet. Returns its middle as a share of the pill's width; null: no pill.
  const knob = (node) => {
    if (node.childElementCount > 1 || node.textContent.trim() || node.querySelector('svg, img, input')) return null;
    const [x, , width, height] = box(node);
    if (!(width >= 24 && width <= 80 && height >= 12 && height <= 44 && width > 1.3 * height)) return null;
    const drawn = node.firstElementChild ? [box(node.firstElementChild)] : ['::before', '::after'].map((part) => drawnBox(node, part, x));
    const found = drawn.find((each) => each && each[2] >= 0.2 * width && each[2] <= 0.7 * width && each[3] >= 0.4 * height);
    const middle = found ? (found[0] + found[2] / 2 - x) / width : null;
    return middle !== null && !node.firstElementChild && Math.abs(middle - 0.5) < 0.1 ? null : middle; // an icon in a button
  };
  const drawnBox = (node, part, x) => {
    const found = getComputedStyle(node, part);
    if (found.content === 'none' || found.position !== 'absolute') return null;
    const [left, width, height] = [found.left, found.width, found.height].map(parseFloat);
    return [x + left + (found.transform === 'none' ? 0 : new DOMMatrix(found.transform).e), 0, width, height];
  };
  // One of several buttons that are pressed in turn is an answer, whatever its length; a lone one is a switch.
  const pressedBeside = (node) => [...(node.parentElement?.children || [])].filter((one) => one.hasAttribute('aria-pressed')).length > 1;
  const isSwitch = (node) => (node.tagName === 'BUTTON' || style(node).cursor === 'pointer') && !node.closest('label') &&
    (node.hasAttribute('aria-pressed') ? node.textContent.trim().length <= 3 && !pressedBeside(node) : knob(node) !== null);
  const isChoice = (node) => node.matches(CHOICE) || isSwitch(node);
  const switchedOn = (node) => {
    if (node.tagName === 'INPUT') return node.checked;
    const told = node.getAttribute('aria-checked') ?? node.getAttribute('aria-pressed');
    return told === null ? (knob(node) ?? 0) > 0.5 : told === 'true';
  };
  const isMixed = (node) => node.indeterminate === true || node.getAttribute('aria-checked') === 'mixed';
  const clickable = (node) => {
    if (isChoice(node)) return false;
    const label = node.closest('label');
    if (label && (label !== node || label.control)) return label !== node && node.matches(CONTROL);
    if (node.matches(CONTROL)) return node.tagName !== 'A' || node.hasAttribute('href') || node.textContent.trim() !== '';
    const up = parent(node);
    if (node.textContent.trim().length >= 80) return false;
    if (ANSWERISH.test(node.getAttribute('class') || '') && node.childElementCount === 0 && node.textContent.trim() !== '') return true;
    if (BUTTONISH.test(node.getAttribute('class') || '')) return node.textContent.trim() !== '' && node.querySelector(CONTROL) === null;
    return style(node).cursor === 'pointer' && !(up && style(up).cursor === 'pointer');
  };
  const ground = (node) => {
    for (let up = node, depth = 0; up && depth < 30; up = parent(up), depth++) {
      const found = style(up).backgroundColor;
      if (found !== 'transparent' && !/,\s*0\)$/.test(found)) return found;
    }
    return 'rgb(255, 255, 255)';
  };
  const readStyles = (node) => {
    const found = style(node);
    const names = ['color', 'background-color', 'font-size', 'font-weight', 'text-decoration-line', 'border', 'opacity'];
    return { ...Object.fromEntries(names.map((name) => [name, found.getPropertyValue(name).slice(0, 80)])), 'seen-background-color': ground(node).slice(0, 80) };
  };
  const readControl = (node) => ({
    node: keep(node), text: squeeze(text(node, 300) || (node.tagName === 'INPUT' ? node.value : ''), 200), label: label(node),
    tag: node.tagName.toLowerCase(), type: node.getAttribute('type') || '', href: node.tagName === 'A' && node.hasAttribute('href') ? node.href.slice(0, 2000) : null,
    rawHref: (node.getAttribute('href') || '').slice(0, 200), newTab: node.target === '_blank' || (self !== top && ['_top', '_parent'].includes(node.target)),
    action: node.form && node.type === 'submit' ? String(actionOf.call(node.form) || location.href).slice(0, 2000) : null,
    box: box(node), styles: readStyles(node), disabled: node.disabled === true || node.ariaDisabled === 'true',
    pressed: node.getAttribute('aria-pressed'), holder: node.parentElement ? placed(node.parentElement) : -1,
    topmost: topmost(node), inView: inView(node), hint: `${node.id} ${node.getAttribute('class') || ''}`.slice(0, 200),
  });
  const rowText = (node) => {
    let up = parent(node);
    for (let depth = 0; up && depth < 4; depth++, up = parent(up)) {
      const content = text(up, 160);
      if (content.replace(/[^\p{L}\p{N}]/gu, '').length > 2) return content;
    }
    return '';
  };
  // The set that a radio button without a name is of: what says so, else the nearest box with another one in it.
  const groupOf = (node) => {
    if (node.getAttribute('role') !== 'radio') return '';
    let up = node.closest('[role=radiogroup], fieldset') || parent(node);
    while (up && up !== document.body && up.querySelectorAll('[role=radio]').length < 2) up = parent(up);
    return up ? `set ${placed(up)}` : '';
  };
  const placed = (node) => nodes.indexOf(node) < 0 ? keep(node) : nodes.indexOf(node);
  const labelOf = (node) => node.labels?.[0] || node.closest('label');
  const seenChoice = (node) => [node, labelOf(node), parent(node), parent(node) && parent(parent(node))]
    .some((item) => item && shown(item) && box(item)[2] > 4 && box(item)[3] > 4);
  // The head of the column that a choice stands in: what it answers, where its row only says to what.
  const columnHead = (node) => {
    const cell = node.type === 'radio' ? node.closest('td') : null;
    const head = cell?.closest('table')?.rows[0]?.cells[cell.cellIndex];
    return head && head !== cell ? text(head, 160) : '';
  };
  // Words in a choice itself name it, but for the state that a switch tells ("On").
  const ownWords = (node) => {
    const words = node.tagName === 'INPUT' ? '' : text(node, 160);
    return node.getAttribute('role') === 'radio' || words.replace(/[^\p{L}]/gu, '').length > 3 ? words : '';
  };
  const readChoice = (node) => {
    const own = labelOf(node);
    const name = (own && text(own, 160)) || squeeze(node.getAttribute('aria-label') || byIds(node, 'aria-labelledby'), 160) || ownWords(node) || columnHead(node) || rowText(node);
    return { node: keep(node), label: name, checked: switchedOn(node), kind: node.type === 'radio' || node.getAttribute('role') === 'radio' ? 'radio' : 'checkbox',
      mixed: isMixed(node), group: node.name || groupOf(node), disabled: node.disabled === true || node.ariaDisabled === 'true' || node.hasAttribute('readonly') || style(node).cursor === 'not-allowed', shown: seenChoice(node) };
  };
  const isSlider = (node) => node.matches('input[type=range], [role=slider]') || (node.tabIndex >= 0 && !node.textContent.trim() &&
    /handle|thumb|knob/i.test(node.getAttribute('class') || '') && /slider|range|track/i.test(`${node.className} ${parent(node)?.className}`));
  // Texts beside a slider's track in the order of its values, and what tells the present one.
  const readSlider = (node) => {
    let track = node;
    for (let up = parent(node), depth = 0; up && node.tagName !== 'INPUT' && depth < 3; up = parent(up), depth++)
      if (Math.max(box(up)[2], box(up)[3]) > 3 * Math.max(box(node)[2], box(node)[3])) { track = up; break; }
    const [x, y, width, height] = box(track);
    const upright = height > width;
    const listed = node.list ? [...node.list.options].slice(0, 12).map((option) => squeeze(option.label || option.textContent, 80)) : [];
    let around = parent(track), beside = [];
    for (let depth = 0; around && depth < 3 && !beside.length; depth++, around = parent(around)) beside = textsBeside(around, [x, y, width, height]);
    beside.sort((one, two) => (upright ? two.y - one.y : style(track).direction === 'rtl' ? two.x - one.x : one.x - two.x));
    const levels = listed.length > 1 && listed.every(Boolean) ? listed : beside.map((each) => each.text);
    const told = node.getAttribute('aria-valuetext') || parent(track)?.querySelector('output')?.value || (levels.length === 1 ? levels[0] : '');
    const value = node.tagName === 'INPUT' ? node.value - (node.min || 0) : node.getAttribute('aria-valuenow') - (node.getAttribute('aria-valuemin') || 0);
    return { node: keep(node), label: squeeze(node.labels?.[0]?.textContent || node.getAttribute('aria-label') || byIds(node, 'aria-labelledby'), 160), checked: value > 0,
      kind: 'slider', group: '', disabled: node.disabled === true || node.ariaDisabled === 'true', shown: shown(node), levels, told: squeeze(told, 160) };
  };
  const textsBeside = (around, [x, y, width, height]) => {
    const found = [], range = document.createRange();
    descendants(around, (child, isText) => {
      if (!isText) return rendered(child);
      const words = squeeze(child.data, 80);
      if (!words || words.length > 60 || found.length >= 24) return true;
      range.selectNodeContents(child);
      const place = range.getBoundingClientRect();
      const at = { text: words, x: place.x + place.width / 2, y: place.y + place.height / 2 };
      const near = 60;
      if (at.x > x - near && at.x < x + width + near && at.y > y - near && at.y < y + height + near) found.push(at);
      return true;
    }, { left: 400 });
    return found;
  };
  // What can be selected of a short list is a choice like those of radio buttons.
  const readOption = (option, list) => ({ node: keep(option), label: squeeze(option.label || option.textContent, 160), checked: option.selected, kind: 'option',
    group: `select ${placed(list)}`, disabled: option.disabled || list.disabled, shown: true });
  const inside = (one, two) => { for (let up = parent(one); up; up = parent(up)) if (up === two) return true; return false; };
  // Whether a box is the banner that is being answered, or came in its place: choices that were not there while it was.
  const isOwn = (node, fresh) => {
    const banner = globalThis.consentBanner;
    if (!banner) return false;
    const stands = banner.isConnected && shown(banner);
    return stands ? node === banner || inside(node, banner) || inside(banner, node) : fresh;
  };
  const read = (node, kind) => {
    const pressable = [], choices = [], links = [], inputs = [];
    let fresh = false;
    descendants(node, (child, isText) => {
      if (isText) return true;
      if (isSlider(child) && choices.length < options.maxControls) { choices.push(readSlider(child)); return false; }
      if (isChoice(child) && choices.length < options.maxControls) {
        choices.push(readChoice(child));
        fresh ||= !globalThis.consentChoices?.has(child) && seenChoice(child);
        return false;
      }
      if (child.tagName === 'SELECT' && !child.multiple && child.length <= 12 && shown(child)) { choices.push(...[...child.options].map((option) => readOption(option, child))); return false; }
      if (child.matches('input, textarea') && shown(child)) inputs.push(child.type || 'text');
      if (!shown(child)) return child.querySelector(CHOICE) !== null || rootOf(child) !== null;
      if (pressable.length < 5000 && clickable(child)) {
        const inner = child.querySelector(CONTROL);
        if (!inner || child.matches('button, a, input')) pressable.push(child);
      }
      if (child.tagName === 'A' && child.hasAttribute('href') && links.length < 60) links.push([text(child, 200) || label(child), child.href.slice(0, 2000)]);
      return true;
    });
    // Of a crowd (lists of partners) the first and the last are read: answers stand above or below it.
    const half = options.maxControls / 2;
    const picked = pressable.length > options.maxControls ? [...pressable.slice(0, half), ...pressable.slice(-half)] : pressable;
    const controls = picked.map(readControl);
    return { node: keep(node), kind, text: text(node, options.maxText), plain: text(node, options.maxText, false), box: box(node),
      zIndex: Number(style(node).zIndex) || 0, name: `${node.tagName} ${node.id} ${node.getAttribute('class') || ''} ${label(node)}`.slice(0, 300),
      named: named(node), own: isOwn(node, fresh), modal: node.matches(':modal') || node.ariaModal === 'true', controls, choices, links, inputs, inView: inView(node),
      blocked: ['hidden', 'clip'].includes(style(document.documentElement).overflowY) || (document.body !== null && ['hidden', 'clip'].includes(style(document.body).overflowY)) };
  };

  if (document.documentElement) visit(document.documentElement);
  const kinds = pick();
  if (!options.choices) globalThis.consentChoices = new WeakSet(shownChoices());
  const rank = { modal: 0, dialog: 1, opened: 1, fixed: 2, frame: 2, absolute: 3, sticky: 4, named: 5, flow: 6 };
  const chosen = [...kinds].sort((one, two) => rank[one[1]] - rank[two[1]]);
  const found = [];
  for (const [node, kind] of chosen) {
    if (found.length >= options.maxCandidates) break;
    const preview = text(node, 3000) + (rootOf(node) ? ' ' : '');
    if (preview.length < 2 || !(words.test(preview) || named(node) || kind !== 'flow')) continue;
    if (!words.test(preview) && !named(node) && !['modal', 'dialog', 'frame'].includes(kind) && !options.deeper) continue;
    found.push([node, kind]);
  }
  const candidates = found.map(([node, kind]) => read(node, kind)).filter((item) => item.controls.length || item.choices.length);
  for (const item of candidates)
    item.within = candidates.filter((other) => other !== item && inside(nodes[item.node], nodes[other.node])).map((other) => other.node);
  return { url: location.href.slice(0, 2000), language: document.documentElement?.lang || null, viewport: [innerWidth, innerHeight], candidates };
}
