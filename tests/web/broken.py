"""Hosts that go wrong in one known way each, to prove the error paths."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from .messages import Request, Response

REFUSED_HOST = "refused.broken.example"
UNTRUSTED_HOST = "tls.broken.example"
UNKNOWN_HOST = "no-such-host.broken.example"

ESCAPE = "\x1b[31mred\x1b[0m"
BIDI = "\u202etxt.exe\u202c"
HOSTILE = f"<script>window.pwned=1</script>\"'><img src=x onerror=window.pwned=2> {ESCAPE} {BIDI} {{{{7*7}}}} %s"
"""Markup, quotes, a terminal escape, a direction override and template syntax, as one site-supplied text."""


@dataclass(frozen=True, kw_only=True)
class BrokenSite:
    """A site that goes wrong, and the `GatherError` that it must leave; no stage and code when it need not."""

    key: str
    url: str
    stage: str | None
    code: str | None
    """Stable code of the error; None: the audit must end with a report whatever it finds."""
    what: str


def broken_sites() -> Mapping[str, BrokenSite]:
    """Return every broken site by key."""
    return {site.key: site for site in _SITES}


def broken_hosts() -> frozenset[str]:
    """Return the broken hosts that answer over TLS with a good certificate."""
    return frozenset(f"{key}.broken.example" for key in _ANSWERS)


def answer_broken(request: Request, scheme: str) -> Response | None:
    """Answer for a broken host; None when the host is not one of them."""
    key = request.host.removesuffix(".broken.example")
    if key == request.host or key not in _ANSWERS:
        return None
    if scheme == "http":
        return Response(status=301, headers=(("Location", f"https://{request.host}{request.path}"),))
    return _ANSWERS[key](request)


def _site(key: str, stage: str | None, code: str | None, what: str) -> BrokenSite:
    return BrokenSite(key=key, url=f"https://{key}.broken.example/", stage=stage, code=code, what=what)


_SITES = (
    _site("no-such-host", "home", "unknown-host", "the name does not resolve"),
    _site("refused", "home", "refused", "nobody listens"),
    _site("tls", "home", "tls", "certificate of another authority for another name"),
    _site("missing", "home", "http-404", "the home page answers 404"),
    _site("failing", "home", "http-500", "the home page answers 500"),
    _site("pdf", "home", "not-html", "the home page is a PDF"),
    _site("json", "home", "not-html", "the home page is JSON"),
    _site("octets", "home", "not-html", "the home page is a download of unknown kind"),
    _site("redirects", "home", "redirects", "the home page redirects without end"),
    _site("hanging", "home", "timeout", "the home page never answers"),
    _site("dripping", "visit", "timeout", "the home page comes a byte a second"),
    _site("looping", None, None, "a script never ends"),
    _site("alerts", None, None, "dialogs stop the page again and again"),
    _site("empty-policy", None, None, "the policy it links to is an empty page"),
    _site("hostile", None, None, "markup, quotes, escapes and direction overrides wherever a site can put text"),
)


def _html(title: str, body: str, *, head: str = "", cookies: tuple[str, ...] = (), drip_s: float = 0) -> Response:
    text = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}</head>{body}</html>'
    )
    kind = (("Content-Type", "text/html; charset=utf-8"),)
    return Response(headers=kind, body=text.encode("utf-8"), cookies=cookies, drip_s=drip_s)


def _status(status: int) -> Callable[[Request], Response]:
    kind = (("Content-Type", "text/html; charset=utf-8"),)
    return lambda _: Response(status=status, headers=kind, body=f"<!doctype html><title>{status}</title>".encode())


def _raw(kind: str, body: bytes) -> Callable[[Request], Response]:
    return lambda _: Response(headers=(("Content-Type", kind),), body=body)


def _redirects(request: Request) -> Response:
    step = int(request.query) + 1 if request.query.isdecimal() else 1
    return Response(status=302, headers=(("Location", f"/?{step}"),))


def _looping(request: Request) -> Response:
    if request.path != "/":
        return _status(404)(request)
    return _html("Looping", "<body><h1>Looping</h1><script>setTimeout(() => { while (true) {} }, 500)</script></body>")


def _alerts(request: Request) -> Response:
    if request.path != "/":
        return _status(404)(request)
    script = "alert('Hello'); setInterval(() => { alert('again'); confirm('sure?'); prompt('name?') }, 1000);"
    return _html("Alerts", f"<body><h1>Alerts</h1><script>{script} onbeforeunload = () => 'stay'</script></body>")


def _empty_policy(request: Request) -> Response:
    if request.path == "/privacy":
        return Response(headers=(("Content-Type", "text/html; charset=utf-8"),), body=b"")
    if request.path != "/":
        return _status(404)(request)
    return _html("Empty policy", '<body><h1>Shop</h1><p>Welcome.</p><a href="/privacy">Privacy policy</a></body>')


def _hostile(request: Request) -> Response:
    shown = HOSTILE.replace("&", "&amp;").replace("<", "&lt;")
    if request.path == "/privacy":
        table = f"<table><tr><th>Cookie</th><th>Purpose</th></tr><tr><td>{shown}</td><td>{shown}</td></tr></table>"
        return _html(
            shown, f"<body><h1>Privacy policy {shown}</h1><p>We use no analytics cookies {shown}.</p>{table}</body>"
        )
    if request.path != "/":
        return _status(404)(request)
    script = (
        "document.cookie = 'x<script>alert(1)<\\/script>=\"><img src=x onerror=pwned=3>; max-age=900';"
        "localStorage.setItem('<b onmouseover=pwned=4>\\u202e\\u001b[31m', '{{7*7}}</script>'.repeat(50));".replace(
            "</script>", "<\\/script>"
        )
    )
    banner = (
        f'<div id="cookie-banner" role="dialog" aria-label="Cookies"><p>We use cookies {shown}.</p>'
        f"<button>Accept {shown}</button><button>Reject {shown}</button></div>"
    )
    body = (
        f'<body><h1>{shown}</h1>{banner}<a href="/privacy">Privacy policy {shown}</a><script>{script}</script></body>'
    )
    return _html(shown, body, cookies=("h<i>=\"'><svg onload=pwned=5>; Path=/; Max-Age=900", "e=\x1b[31m; Path=/"))


_ANSWERS: dict[str, Callable[[Request], Response]] = {
    "missing": _status(404),
    "failing": _status(500),
    "pdf": _raw("application/pdf", b"%PDF-1.4\n%%EOF\n"),
    "json": _raw("application/json", b'{"hello": "world"}'),
    "octets": _raw("application/octet-stream", bytes(range(256))),
    "redirects": _redirects,
    "hanging": lambda _: Response(delay_s=Response.NEVER),
    "dripping": lambda _: _html("Dripping", "<body>" + "drip " * 200 + "</body>", drip_s=1),
    "looping": _looping,
    "alerts": _alerts,
    "empty-policy": _empty_policy,
    "hostile": _hostile,
}
