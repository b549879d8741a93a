"""The script that sets conditional breakpoints on the browser's own functions (see `script_probe`)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

START = "start"
REPORT = "dirxml"
"""The console call that carries reports: pages practically never replace it, and it is kept before they can."""


@dataclass(frozen=True, slots=True)
class Watch:
    """One function of the browser to watch."""

    interface: str
    """Name of the global whose prototype has it (`Storage`)."""
    member: str
    part: str
    """`value` for a method, `get` or `set` for an accessor."""
    report: str
    """JavaScript list of what to report, in the called function's `this` and `arguments`; `TOOLS` are the script's."""
    wanted: str = "true"
    """JavaScript condition for reporting a call. Only for watches with a bound."""
    calls: int | None = None
    """Calls in one frame after which nobody watches it any more on that page; None: watched for good."""
    reports: int = 0
    """Most calls in one frame that are reported; 0: all."""


def source(secret: str, watches: Iterable[Watch]) -> str:
    """Return the script that sets the breakpoints; `secret` tells its reports from the page's own console calls."""
    rows = [[at.interface, at.member, at.part, at.report, at.wanted, at.calls, at.reports] for at in watches]
    words = {"report": REPORT, "secret": json.dumps(secret), "watches": json.dumps(rows), "start": START}
    return _SOURCE % {**words, "frames": _FRAMES_BOUND, "crowd": _CROWD}


_FRAMES_BOUND = 100
"""Frames of one page that are watched: V8 walks its whole heap for each, so the cost grows with their square."""
_CROWD = 200
"""Frames from which nothing on the page is watched: the walk is there for each new frame, watched or not."""

_SOURCE = """
(() => {
  const crowd = window === window.parent ? 0 : window.parent.length;
  if (crowd > %(crowd)d)
    for (const [target, name, part] of [['Document', 'createNSResolver', 'value'], ...%(watches)s]) {
      const found = globalThis[target] && Object.getOwnPropertyDescriptor(globalThis[target].prototype, name);
      if (found && found[part]) undebug(found[part]);
    }
  if (crowd > %(frames)d) return;
  const secret = %(secret)s, report = console.%(report)s.bind(console, secret), apply = Reflect.apply;
  const own = Object.getOwnPropertyDescriptor, off = undebug, counts = [], told = [], functions = [];
  const getter = (target, name) => own(target, name).get;
  const width = getter(HTMLCanvasElement.prototype, 'width'), height = getter(HTMLCanvasElement.prototype, 'height');
  const canvas = getter(CanvasRenderingContext2D.prototype, 'canvas'), fonts = new Set();
  const font = getter(CanvasRenderingContext2D.prototype, 'font'), body = getter(Document.prototype, 'body');
  const root = getter(Document.prototype, 'documentElement'), has = fonts.has.bind(fonts), add = fonts.add.bind(fonts);
  // What reports need to know, read by the browser's own getters as they were before the page could change them.
  const tools = {
    size: (element) => {
      try { return apply(width, element, []) + 'x' + apply(height, element, []); } catch { return ''; }
    },
    sizeOf: (context) => { try { return tools.size(apply(canvas, context, [])); } catch { return ''; } },
    isPage: (node) => node === document || node === apply(root, document, []) || node === apply(body, document, []),
    isTrue: (given, name) => {
      const found = typeof given === 'object' && given ? own(given, name) : undefined;
      return !!found && found.value === true;
    },
    isNewFont: (context) => {
      try { const name = apply(font, context, []); return !has(name) && !!add(name); } catch { return false; }
    },
  };
  const count = (index, calls, reports, wanted, ...rest) => {
    counts[index] = (counts[index] || 0) + 1;
    if (counts[index] === calls) off(functions[index]);
    if (!wanted) return;
    told[index] = (told[index] || 0) + 1;
    if (!reports || told[index] <= reports) report(...rest);
  };
  let alive = false;
  const members = {report, count, tools, alive: () => { alive = true; }};
  // Not enumerable, not replaceable, on an interface that pages do not look through: conditions only see globals.
  Object.defineProperty(XPathEvaluator.prototype, secret, {value: members});
  const mine = `XPathEvaluator.prototype[${JSON.stringify(secret)}]`, waiting = [];
  for (const [index, [target, name, part, given, wanted, calls, reports]] of %(watches)s.entries()) {
    const found = globalThis[target] && own(globalThis[target].prototype, name);
    functions[index] = found && found[part];
    if (!functions[index]) continue;
    const told = calls ? `count(${index}, ${calls}, ${reports}, ${wanted}, ${given})` : `report(${given})`;
    waiting.push([functions[index], `(${mine}.${told.replaceAll('TOOLS', mine + '.tools')}, false)`, calls]);
  }
  // V8 installs breakpoints on native functions when one on a *new* function is asked for. A later frame's functions
  // share their definition with an earlier frame's, so without this fresh one their breakpoints would never fire.
  debug(values, 'false');
  // Frames of one process share the breakpoints: where the sign is watched already, so is all the rest.
  const sign = Document.prototype.createNSResolver;
  apply(sign, document, [document]);
  if (!alive) debug(sign, `(${mine}.alive(), false)`);
  const again = window === window.parent;  // a new page: what was given up on the last one is watched anew
  for (const [watched, condition, calls] of waiting) if (!alive || (again && calls)) debug(watched, condition);
  off(values);  // it has served: every new context is the slower for each function that is watched
  report(%(start)r);
})();
"""
