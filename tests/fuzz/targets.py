"""What is fuzzed: each target takes any bytes and raises only for a real fault."""

from __future__ import annotations

import contextlib
import json
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from audits.claims import extract_claims
from audits.claims.declared import read_declaration
from audits.engine import audit
from audits.engine.waivers import WaiverError, read_waivers
from audits.knowledge.user_file import UserFileError, read_user_file
from crawler.browser.collectors.consent_strings import read_gpp_string, read_tc_string, read_us_privacy
from crawler.browser.collectors.cookie_syntax import cookie_date, parse_cookie
from crawler.browser.collectors.identifiers import identifying_parts
from crawler.consent.formats import decode
from crawler.documents import read_document
from crawler.evidence.bundle import Bundle, EvidenceError, evidence_from_json, open_bundle, verify
from crawler.evidence.text import DocumentText
from crawler.resolver_rules import RulesInvalid, parse_rules
from crawler.sites_file import parse_sites
from crawler.spiders.sitemap import SitemapWalk

HERE = Path(__file__).parent.parent
SLOW_S = 20.0
"""CPU time after which one small input counts as a fault: a hostile site could hold up a worker with it."""
MEDIA_TYPES = ("text/html", "text/markdown", "text/plain", "application/pdf", None, "text/html; charset=utf-16")
RULES = ("cookies-before-consent", "prior-consent")


@dataclass(frozen=True)
class Target:
    """One thing that reads what others wrote."""

    run: Callable[[bytes], None]
    seeds: Callable[[], Sequence[bytes]]
    """Well-formed inputs to begin from."""
    words: tuple[bytes, ...] = ()
    """What a well-formed input is made of."""


def document(raw: bytes) -> None:
    """Read a document of any kind: offsets must hold."""
    kind = MEDIA_TYPES[raw[0] % len(MEDIA_TYPES)] if raw else None
    _check(read_document(raw[1:], media_type=kind, url="https://shop.example/privacy"))


def claims(raw: bytes) -> None:
    """Find the claims and the declared cookies of a page: every quote must stand where it is said to."""
    text = read_document(raw[:4000], media_type="text/html; charset=utf-8", url=None)
    for claim in extract_claims(text, "0" * 64):
        assert text.text[claim.start : claim.end] == claim.quote
    read_declaration(text, "en")


def table(raw: bytes) -> None:
    """Read a cookie table whose cells are any text."""
    cells = [cell.decode("utf-8", "replace") for cell in raw[:3000].split(b"|")]
    rows = [cells[at : at + 4] for at in range(0, len(cells), 4)]
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    head = "<tr><th>Cookie</th><th>Provider</th><th>Purpose</th><th>Duration</th></tr>"
    read_declaration(read_document(f"<table>{head}{body}</table>".encode(), media_type="text/html", url=None), "en")


def cookie(raw: bytes) -> None:
    """Read a Set-Cookie line, its date, and what its value may identify."""
    line = raw.decode("utf-8", "replace")
    written = parse_cookie(line, 1_700_000_000)
    assert ";" not in written.name + written.value
    cookie_date(line)
    identifying_parts(written.value, 1_700_000_000)


def consent(raw: bytes) -> None:
    """Read consent records and strings."""
    text = raw[1:].decode("utf-8", "replace")
    for name in ("plain", "json", "groups", "bangs", "pairs", "loose-object", "base64-json"):
        with contextlib.suppress(KeyError):  # no such format
            decode(name, text)
    read_tc_string(text)
    read_gpp_string(text)
    read_us_privacy(text)


def sites(raw: bytes) -> None:
    """Read a sites.txt: each line gives a site or a message."""
    text = raw.decode("utf-8-sig", "replace")
    found, bad = parse_sites(text)
    assert all(site.url.startswith(("http://", "https://")) for site in found)
    assert all(line.message for line in bad)


def rules(raw: bytes) -> None:
    """Read host resolver rules."""
    with contextlib.suppress(RulesInvalid):
        parse_rules(raw.decode("utf-8", "replace")).destination("shop.example", 443)


def user_files(raw: bytes) -> None:
    """Read waivers and a cookie list of the user's own."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("waivers.toml", "cookies.csv", "cookies.json", "cookies.toml"):
            path = Path(folder) / name
            path.write_bytes(raw)
            with contextlib.suppress(WaiverError, UserFileError):
                _ = read_waivers(path, RULES) if name == "waivers.toml" else read_user_file(path)


def sitemap(raw: bytes) -> None:
    """Read a robots.txt or a sitemap."""
    walk = SitemapWalk("https://shop.example/")
    walk.read("https://shop.example/robots.txt", raw, 200)
    walk.read("https://shop.example/sitemap.xml", raw, 200)


def manifest(raw: bytes) -> None:
    """Open a bundle whose manifest and evidence are any bytes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first, _, second = raw.partition(b"\0")
        (folder / "manifest.json").write_bytes(first)
        (folder / "evidence.json").write_bytes(second)
        for check in (verify, open_bundle):
            with contextlib.suppress(EvidenceError):
                check(folder)


def evidence(raw: bytes) -> None:
    """Judge evidence in which a few values are others: it is refused as a whole, or judged."""
    value = json.loads(_golden_evidence())
    chance = random.Random(raw)
    for _ in range(chance.randrange(1, 6)):
        _change(value, chance)
    try:
        changed = evidence_from_json(value)
    except EvidenceError:
        return
    with contextlib.suppress(EvidenceError):  # a file that is not there
        audit(Bundle(path=_golden(), sha256="0" * 64, evidence=changed, evidence_json=value))


def timed(target: Target, raw: bytes) -> None:
    """Run a target on an input and hold its CPU time to a bound."""
    began = time.thread_time()
    target.run(raw)
    assert time.thread_time() - began < SLOW_S, f"{len(raw)} bytes took {time.thread_time() - began:.1f} s"


def _check(text: DocumentText) -> None:
    at = 0
    for block in text.blocks:
        assert 0 <= at <= block.start <= block.end <= len(text.text)
        at = block.start


def _change(value: Any, chance: random.Random) -> None:
    """Put another value somewhere into nested JSON."""
    while isinstance(value, (dict, list)) and value:
        key = chance.choice(sorted(value)) if isinstance(value, dict) else chance.randrange(len(value))
        inner = value[key]
        if not isinstance(inner, (dict, list)) or not inner or chance.random() < 0.05:
            value[key] = _other(inner, chance)
            return
        value = inner


def _other(value: Any, chance: random.Random) -> Any:
    texts = ["", " ", "\0", "\ud800", "x" * 5000, "https://[::1", "//", "e\u0301", "2026-13-45T99:99:99Z", "-1", "_ga"]
    numbers = [0, -1, 1, 2**31, 2**63, 1e308, -0.5, float("nan"), float("inf")]
    if isinstance(value, bool):
        return not value
    if isinstance(value, (int, float)):
        return chance.choice(numbers)
    if isinstance(value, str):
        return chance.choice([*texts, value[::-1], value[: len(value) // 2], value * 3])
    return chance.choice([None, [], {}, 0, "", True])


@cache
def _golden() -> Path:
    return HERE / "bundles" / "good" / "bundle"


@cache
def _golden_evidence() -> bytes:
    return (_golden() / "evidence.json").read_bytes()


def _policies() -> list[bytes]:
    texts = [
        path.read_bytes()[:4000] for path in sorted((HERE / "policies").iterdir()) if path.suffix in (".html", ".md")
    ]
    return [bytes([at % 2]) + text for at, text in enumerate(texts)]


HTML = tuple(
    word.encode()
    for word in (
        "<table>", "</table>", "<tr>", "<td>", "<th>", "<li>", "<ul>", "<h2>", "<p>", "<br>", "<b>", "<!--", "]]>",
        "&#x0;", "&nbsp;", "colspan=99999", "rowspan=99999", "_ga", "cookies", "we do not", "13 months", "consent",
        "<svg>", "<template>", "<![CDATA[", "\u202e", "\u00ad", "é", "💥", "|---|", "# ", "```", "* ", "[a](b)",
    )
)  # fmt: skip
COOKIE = (
    b"; Max-Age=",
    b"; Expires=",
    b"; Domain=.",
    b"; Path=/",
    b"; Secure",
    b"Thu, 01 Jan 2026 00:00:00 GMT",
    b"=",
    b"%3D",
)
TARGETS = {
    "claims": Target(claims, _policies, HTML),
    "consent": Target(
        consent,
        lambda: [b"0CPXxRfAPXxRfAAfKABENB-CgAAAAAAAAAAYgAAAAAAAA", b'0{"a": [true, 1]}', b"0DBABMA~1YNN"],
        (b"~", b".", b"{"),
    ),
    "cookie": Target(cookie, lambda: [b"_ga=GA1.2.3.4; Path=/; Expires=Thu, 01 Jan 2026 00:00:00 GMT"], COOKIE),
    "document": Target(document, _policies, (*HTML, b"%PDF-1.4", b"stream\n", b"endobj", b"/Kids[1 0 R]")),
    "evidence": Target(evidence, lambda: [b"0"]),
    "manifest": Target(
        manifest, lambda: [(_golden() / "manifest.json").read_bytes() + b"\0{}"], (b'"files"', b'"path"', b"[", b"{")
    ),
    "rules": Target(
        rules,
        lambda: [b"MAP *.example 127.0.0.1:80, EXCLUDE a"],
        (b"MAP ", b"EXCLUDE ", b":", b"~NOTFOUND", b"[", b","),
    ),
    "sitemap": Target(
        sitemap,
        lambda: [b"<urlset><url><loc>https://shop.example/a</loc></url></urlset>"],
        (b"<loc>", b"<sitemapindex>", b"<!ENTITY a 'b'>", b"&a;", b"Sitemap: "),
    ),
    "sites": Target(
        sites,
        lambda: [b'https://shop.example/ name="A b" policy=/p pages=3 every=daily\n'],
        (b"policy=", b"every=", b'"', b"'", b"#", b"\n", b"xn--", b"[::1]", b"@", b":99999"),
    ),
    "table": Target(table, lambda: [b"_ga|Google|Statistics|2 years|_fbp|Meta|Marketing|3 months"], (b"|", *HTML)),
    "user-files": Target(
        user_files,
        lambda: [
            b'[[waiver]]\nrule = "prior-consent"\nreason = "x"\nuntil = 2027-01-01\n',
            b"name,purpose\n_ga,analytics\n",
        ],
        (b"[[waiver]]", b"rule = ", b"until = ", b"\n", b",", b'"'),
    ),
}
"""Every target by its name."""
