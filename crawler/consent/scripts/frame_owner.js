// Where the element that holds a frame lies in its page, and whether it lies over it. Called with `this` = the element.
function () {
  const { x, y, width, height } = this.getBoundingClientRect();
  const found = getComputedStyle(this);
  let kind = null;
  for (let node = this; node; node = node.parentElement || (node.getRootNode() instanceof ShadowRoot ? node.getRootNode().host : null)) {
    const { position, zIndex } = getComputedStyle(node);
    if (position === 'fixed' || node.matches(':modal, dialog[open], [role=dialog], [role=alertdialog]')) { kind = 'fixed'; break; }
    if (position === 'sticky' || (position === 'absolute' && Number(zIndex) >= 10)) kind = kind || 'absolute';
  }
  return {
    x: x + this.clientLeft + (parseFloat(found.paddingLeft) || 0), y: y + this.clientTop + (parseFloat(found.paddingTop) || 0), width, height, kind,
    shown: this.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && width > 20 && height > 20 &&
      x < innerWidth && y < innerHeight && x + width > 0 && y + height > 0,
    name: `${this.id} ${this.className} ${this.name} ${this.title}`.slice(0, 300),
  };
}
