"""How script writes are seen without changing the page: conditional breakpoints on the browser's own functions.

Chromium's command-line API has `debug(function, condition)`. A condition that reports and then evaluates to false
is a log line inside the native setter: the page's objects, descriptors and `toString` stay the browser's own, and
the call stack that comes with it is V8's. Measured against a wrapper of the setter in
docs/decisions/0001-script-cookie-writers.md.
"""

from __future__ import annotations

import secrets

from playwright.async_api import CDPSession

START, COOKIE, COOKIE_STORE, COOKIE_STORE_DELETE, SET_ITEM, REMOVE_ITEM = "start", "c", "cs", "cd", "s", "r"
REPORT = "dirxml"
"""The console call that carries reports: pages practically never replace it, and it is kept before they can."""

_SOURCE = """
(() => {
  const report = console.%(report)s.bind(console, %(secret)s);
  // Not enumerable, not replaceable, on an interface that pages do not look through: conditions only see globals.
  Object.defineProperty(XPathEvaluator.prototype, %(secret)s, {value: report});
  const watch = (target, name, part, condition) => {
    const found = target && Object.getOwnPropertyDescriptor(target.prototype, name);
    if (found) debug(found[part], `(XPathEvaluator.prototype[%(secret)s](${condition}), false)`);
  };
  const given = (name) => `typeof a === 'object' && a ? a.${name} : undefined`;
  const store = ['name', 'value', 'expires', 'domain', 'path'].map((n) => `(a => ${given(n)})(arguments[0])`).join(',');
  watch(Document, 'cookie', 'set', `'%(cookie)s', arguments[0]`);
  watch(globalThis.CookieStore, 'set', 'value', `'%(store)s', arguments[0], arguments[1], ${store}`);
  watch(globalThis.CookieStore, 'delete', 'value', `'%(delete)s', arguments[0], '', ${store}`);
  const short = `(v => typeof v === 'string' && v.length > 256 ? undefined : v)(arguments[1])`;
  watch(Storage, 'setItem', 'value', `'%(set)s', this === globalThis.localStorage, arguments[0], ${short}`);
  watch(Storage, 'removeItem', 'value', `'%(remove)s', this === globalThis.localStorage, arguments[0]`);
  // V8 installs breakpoints on native functions when one on a *new* function is asked for. A later frame's setters
  // share their definition with an earlier frame's, so without this fresh one their breakpoints would never fire.
  debug(values, 'false');
  report(%(start)r);
})();
"""


def new_secret() -> str:
    """Return the word by which reports are told from the page's own console calls."""
    return "p" + secrets.token_hex(12)


async def install(cdp: CDPSession, secret: str) -> None:
    """Watch the writing functions in every frame of every document to come."""
    await cdp.send("Page.enable")
    await cdp.send("Runtime.enable")
    await cdp.send("Debugger.enable")
    await cdp.send("Debugger.setSkipAllPauses", {"skip": True})  # a page's `debugger;` must not stop it
    await cdp.send("Debugger.setAsyncCallStackDepth", {"maxDepth": 4})
    await cdp.send("Page.addScriptToEvaluateOnNewDocument", {"source": source(secret), "includeCommandLineAPI": True})


def source(secret: str) -> str:
    """Return the script that sets the breakpoints."""
    return _SOURCE % {
        "report": REPORT,
        "secret": repr(secret),
        "cookie": COOKIE,
        "store": COOKIE_STORE,
        "delete": COOKIE_STORE_DELETE,
        "set": SET_ITEM,
        "remove": REMOVE_ITEM,
        "start": START,
    }
