"""docs/evidence.md: the format of a bundle, from the model's own docstrings, and which test proves each observation."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
MODEL = ROOT / "crawler" / "evidence" / "model.py"

V, C = "tests/browser/visit", "tests/crawler"
PROOFS: dict[str, dict[str, tuple[str, ...]]] = {
    "Storage": {
        "cookies by header, HttpOnly and host-only": (f"{V}/test_storage.py::test_attributes_of_cookies",),
        "cookies by script": (f"{V}/test_script_writers.py::test_the_writer_is_the_innermost_script",),
        "lifetimes as asked for: header, `document.cookie`, `cookieStore`": (
            f"{V}/test_storage.py::test_lifetimes_are_as_asked_for",
        ),
        "`__Host-` and `__Secure-`; cookies refused, and why": (
            f"{V}/test_storage.py::test_what_is_said_to_be_refused",
            f"{V}/test_script_writers.py::test_headers_name_their_response",
        ),
        "partitioned cookies (CHIPS)": (f"{V}/test_storage.py::test_partitioned_cookies",),
        "localStorage and sessionStorage, of every frame": (
            f"{V}/test_script_writers.py::test_the_snapshot_holds_the_storage_of_every_frame",
            f"{V}/test_storage.py::test_storage_of_a_foreign_frame",
        ),
        "IndexedDB: databases, stores, keys, values": (f"{V}/test_storage.py::test_databases_are_read",),
        "Cache storage": (f"{V}/test_storage.py::test_caches_are_read",),
        "service workers": (f"{V}/test_page_time.py::test_databases_caches_and_service_workers",),
        "shared workers; `window.name`": (f"{V}/test_storage.py::test_the_window_s_name_and_shared_workers",),
        "values of the cache that come back (`ETag`, `Last-Modified`), and whether each profile has its own": (
            f"{V}/test_traffic.py::test_values_of_the_cache_that_come_back",
            f"{C}/browser/test_validators.py::test_a_value_that_is_confirmed",
            f"{C}/evidence/test_validators.py::test_values_of_their_own",
            "tests/browser/test_demo_audit.py::test_the_report_says",
        ),
        "third-party cookies accepted at all": (f"{V}/test_session.py::test_third_party_cookies_are_accepted",),
    },
    "Who and when": {
        "the writing script, also through callbacks, timers, eval and injected code": (
            f"{V}/test_script_writers.py::test_the_writer_is_the_innermost_script",
        ),
        "its callers": (f"{V}/test_script_writers.py::test_the_callers_are_in_the_stack",),
        "page time": (
            f"{V}/test_script_writers.py::test_writes_are_dated",
            f"{V}/test_page_time.py::test_requests_and_writes_of_one_moment",
        ),
        "the chain page → tag manager → vendor": (f"{V}/test_traffic.py::test_the_chain_from_the_page",),
        "the phase: look, consented, answered": (
            f"{V}/test_withdrawal_visit.py::test_each_write_and_request_is_in_the_phase",
            f"{V}/test_hostile_pages.py::test_what_comes_after_the_click",
        ),
        "driven and real time see the same": (f"{V}/test_page_time.py::test_virtual_and_real_time",),
        "nothing on the page tells that it is watched": (
            f"{V}/test_script_writers.py::test_a_page_that_looks_finds_no_trace",
            f"{V}/test_api_uses.py::test_a_page_that_looks_finds_no_trace",
        ),
    },
    "Requests": {
        "initiator, status, address, cookies sent and set": (
            f"{V}/test_hostile_pages.py::test_requests_carry_initiator_redirects_and_cookies",
        ),
        "redirect chains (cookie syncing)": (
            f"{V}/test_traffic.py::test_a_chain_of_redirects",
            "tests/browser/test_demo_audit.py::test_the_report_says",
        ),
        "beacons, WebSockets": (f"{V}/test_traffic.py::test_beacons_and_sockets",),
        "requests of dedicated, shared and service workers, with the cookies of their first answers": (
            f"{V}/test_traffic.py::test_requests_of_every_kind",
            f"{V}/test_traffic.py::test_the_first_request_of_a_worker",
            "tests/crawler/browser/test_requests.py::test_a_request_that_was_filled_in",
        ),
        "HAR 1.2": (f"{V}/test_traffic.py::test_the_har_file",),
        "web archives (`--wacz`): pass the validator, hold what the server sent": (
            f"{V}/test_web_archive.py::test_it_passes_the_validator",
            f"{V}/test_web_archive.py::test_answers_are_what_the_server_sent",
        ),
    },
    "What leaves the browser": {
        "stored identifiers in addresses, bodies and headers": (
            f"{V}/test_traffic.py::test_a_stored_identifier_is_found",
            f"{C}/browser/test_sent_values.py::test_an_identifier_is_found_however_it_is_written",
        ),
        "encoded (percent, base64, hexadecimal, gzip) and hashed (MD5, SHA-1, SHA-256)": (
            f"{C}/browser/test_sent_values.py::test_an_identifier_is_found_however_it_is_written",
        ),
        "end to end, on the demo web: who gets which identifier, in which state": (
            "tests/browser/test_demo_audit.py::test_the_report_says",
        ),
        "parts of composite values": (f"{C}/browser/test_sent_values.py::test_part_of_a_composite_value",),
        "never common or short values, nor what was known before": (
            f"{C}/browser/test_sent_values.py::test_only_what_is_long_and_irregular",
            f"{C}/browser/test_sent_values.py::test_a_value_sent_moments_before",
            f"{V}/test_traffic.py::test_a_value_that_anybody_can_have",
        ),
    },
    "Consent signals": {
        "TCF: `__tcfapi`, TC strings": (
            f"{V}/test_traffic.py::test_consent_signals_are_read",
            f"{C}/browser/test_consent_signals.py::test_a_tc_string_says",
        ),
        "GPP": (f"{C}/browser/test_consent_signals.py::test_a_gpp_string_names_its_sections",),
        "US Privacy": (f"{C}/browser/test_consent_signals.py::test_us_privacy_is_read",),
        "Google Consent Mode: `gcs`, `gcd`, commands": (
            f"{V}/test_traffic.py::test_consent_signals_are_read",
            f"{C}/browser/test_consent_signals.py::test_gcd_tells_default_and_update_apart",
        ),
        "Microsoft UET": (f"{C}/browser/test_consent_signals.py::test_microsoft_s_is_only_read",),
        "GPC and Do Not Track sent": (f"{V}/test_withdrawal_visit.py::test_signals_reach_servers_and_scripts",),
    },
    "Fingerprinting and replay": {
        "canvas, audio, battery, client hints, navigator and screen": (
            f"{V}/test_api_uses.py::test_a_fingerprinting_script_is_named",
        ),
        "fonts": (f"{V}/test_api_uses.py::test_fonts_tried_one_after_another",),
        "WebGL": (f"{V}/test_api_uses.py::test_the_graphics_card",),
        "key and form listeners, recording of the page": (
            f"{V}/test_api_uses.py::test_a_session_recorder",
            f"{V}/test_api_uses.py::test_an_ordinary_script_records_nothing",
        ),
        "in frames of other hosts": (f"{V}/test_api_uses.py::test_a_script_in_a_frame_of_another_host",),
    },
    "First-party disguise": {
        "chains of DNS aliases": (
            f"{C}/test_aliases.py::test_a_chain_is_followed_to_its_end",
            f"{C}/evidence/test_disguises.py::test_names_of_other_domains",
        ),
        "by host resolver rules": (
            f"{C}/test_aliases.py::test_host_resolver_rules_are_the_answer",
            f"{C}/test_aliases.py::test_a_rule_for_the_port_of_name_servers",
        ),
        "end to end, on the demo web (`metrics.pagewright.example`)": (
            "tests/browser/test_demo_audit.py::test_the_report_says",
        ),
    },
    "States": {
        "withdraw: consent given, taken back, both proved": (
            f"{V}/test_withdrawal_visit.py::test_consent_is_given_then_taken_back",
        ),
        "reject and accept": (f"{V}/test_hostile_pages.py::test_what_comes_after_the_click",),
        "gpc and dnt": (f"{V}/test_withdrawal_visit.py::test_signals_reach_servers_and_scripts",),
        "failures held against real time (`--confirm`)": (
            "tests/browser/test_confirmation.py::test_a_failure_says_whether_it_was_seen_again",
            "tests/browser/test_confirmation.py::test_the_repetition_is_in_the_bundle",
        ),
    },
    "Hostile pages": {
        "dialogs, popups, downloads, geolocation, notifications": (
            f"{V}/test_hostile_pages.py::test_dialogs_popups_prompts_and_downloads",
        ),
        "scripts that wait for the clock": (f"{V}/test_page_time.py::test_a_script_that_waits_for_the_clock",),
        "`while (true)`": (f"{V}/test_hostile_pages.py::test_a_page_that_never_ends_its_script",),
        "reloading for ever, redirects for ever, silence, HTTP errors, other media": (
            f"{V}/test_hostile_pages.py::test_a_page_that_reloads_for_ever",
            f"{V}/test_hostile_pages.py::test_a_home_page_that_does_not_come",
        ),
        "a request that never ends": (f"{V}/test_page_time.py::test_a_hanging_request_does_not_stop",),
        "`debugger`, HTTP authentication, WebRTC, mixed content, a crashing renderer; with `EXHAUSTIVE=1` print, late "
        "print, pop-ups without end, 50 MB, 10,000 cookies, 1 MB values, 500 frames, a page that won't be left, a "
        "service worker that swallows navigation": (
            f"{V}/test_hostile_floods.py::test_a_hostile_page_is_bounded",
            f"{V}/test_hostile_floods.py::test_the_page_after_them_is_unharmed",
            f"{V}/test_hostile_floods.py::test_floods_are_bounded",
        ),
        "what leads to loopback, private or metadata addresses, however named, redirected or resolved": (
            "tests/browser/test_private_network.py::test_nothing_that_a_page_loads",
            "tests/browser/test_private_network.py::test_a_page_that_moves_on",
            "tests/browser/test_private_network.py::test_a_home_page_that_leads_there",
            "tests/browser/test_private_network.py::test_policies_and_sub_pages",
        ),
        "bodies that unpack without end, endless heads, PDFs that are all stream": (
            "tests/crawler/spiders/test_bombs.py::test_a_body_that_unpacks_without_end",
            "tests/crawler/spiders/test_bombs.py::test_a_head_without_end",
            "tests/crawler/spiders/test_bombs.py::test_a_pdf_that_is_all_stream",
        ),
        "a byte a second": ("tests/browser/test_demo_audit.py::test_a_broken_site",),
        "nothing is left behind": (
            f"{V}/test_session.py::test_nothing_is_left_after_cancelling_a_hung_page",
            "tests/browser/test_sessions.py::test_nothing_outlives_a_session_that_is_killed",
            "tests/browser/test_worker_pool.py::test_nothing_of_a_worker_that_is_killed_alone",
        ),
    },
}
"""Observation → the tests that prove it, in Chromium or on values for what is pure: file, beginning of the name."""

NOT_OBSERVED = """\
- Fonts tried by measuring elements (rather than on a canvas), and what scripts in workers call.
- `navigator.userAgent` and `.language`: nearly every script reads them.
- A shared worker's requests in its first moments: of those only the answers may be seen, or nothing. That it runs is.
  Playwright lets every worker run before another session can listen, and has none with shared workers. Cookies that
  come back then are in the jar without who set them.
- Of cookies in first answers of dedicated and service workers: whether the browser refused them, and why. Those that
  the jar holds afterwards are written down as set by their answer; the names of all are with the request.
- What scripts do on a page with more than two hundred frames at once: watching would hold it up. What they stored is.
- How long exactly a script waits by the clock (`while (Date.now() < end)`): it sees up to half a second more.
- HSTS used as an identifier: its headers and redirects are in the HAR file, nothing is concluded from them. A value of
  the cache is seen to come back only where an address is asked for again on a later page of the visit.
- Identifiers in bodies that are encrypted or compressed other than with gzip.
- In web archives: bodies of workers' requests, of answers longer than 5 MB, and what goes over WebSockets.
- Anything in Firefox and WebKit: there is no such option. Playwright drives builds of its own of both, but what this
  page lists rests on Chromium's DevTools protocol: refused cookies with the reason, raw `Set-Cookie` lines, the writing
  script with its stack, partitioned storage, databases, workers' requests, watched interfaces and driven page time.
  Without these most findings could only be `cantTell`, and a pass would say less than it seems to.
- Server-side forwarding: what a site's own server passes on can't be seen from a browser.
"""


def evidence_page() -> str:
    """Return docs/evidence.md, without its head."""
    return (
        "# Evidence\n\n"
        "A bundle is a folder: `manifest.json` with the SHA-256 of each file and of the whole, `evidence.json`, and "
        "the files that it names: policies as fetched and as text, pictures, banners, a HAR 1.2 file of each visit, "
        "and with `--wacz` a web archive of each. "
        "`cookie-audit verify BUNDLE` checks it. `evidence.json` holds one `SiteEvidence`; its JSON Schema is "
        "crawler/evidence/schema.json.\n\n"
        f"## What is observed, and what proves it\n\n{_proof_tables()}\n"
        f"### What is not observed\n\n{NOT_OBSERVED}\n"
        f"## Fields\n\n{_module_text()}\n\n{chr(10).join(_classes())}"
    )


def missing_proofs() -> list[str]:
    """Return every test that the table names and that is not there."""
    wanted = {proof for kinds in PROOFS.values() for proofs in kinds.values() for proof in proofs}
    return sorted(proof for proof in wanted if _test_name(proof) is None)


def _proof_tables() -> str:
    parts = []
    for group, kinds in PROOFS.items():
        rows = [f"| {kind} | {'<br>'.join(_shown(proof) for proof in proofs)} |" for kind, proofs in kinds.items()]
        parts.append(f"### {group}\n\n| observation | proved by |\n|---|---|\n" + "\n".join(rows) + "\n")
    return "\n".join(parts)


def _shown(proof: str) -> str:
    path = proof.partition("::")[0]
    return f"[{path.rpartition('/')[2]}](../{path}): {(_test_name(proof) or 'missing').replace('_', ' ')}"


def _test_name(proof: str) -> str | None:
    """Return the test's words; None when the file has none that begins like that."""
    path, _, beginning = proof.partition("::")
    if not (ROOT / path).exists():
        return None
    functions = [node for node in ast.walk(_tree(ROOT / path)) if isinstance(node, ast.FunctionDef)]
    found = [node.name for node in functions if node.name.startswith(beginning)]
    return found[0].removeprefix("test_") if found else None


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _module_text() -> str:
    text = ast.get_docstring(_tree(MODEL)) or ""
    return text.partition("\n\n")[2]


def _classes() -> Iterator[str]:
    for node in _tree(MODEL).body:
        if isinstance(node, ast.ClassDef):
            is_enum = any(isinstance(base, ast.Name) and base.id == "StrEnum" for base in node.bases)
            rows = list(_members(node) if is_enum else _fields(node))
            head = "| value | |\n|---|---|" if is_enum else "| field | type | |\n|---|---|---|"
            yield f"### {node.name}\n\n{ast.get_docstring(node)}\n\n{head}\n" + "\n".join(rows) + "\n"


def _members(node: ast.ClassDef) -> Iterator[str]:
    for statement, text in _documented(node):
        if isinstance(statement, ast.Assign):
            yield f"| `{ast.literal_eval(statement.value)}` | {text} |"


def _fields(node: ast.ClassDef) -> Iterator[str]:
    for statement, text in _documented(node):
        if isinstance(statement, ast.AnnAssign):
            kind = ast.unparse(statement.annotation).replace("|", "\\|")
            yield f"| `{ast.unparse(statement.target)}` | `{kind}` | {text} |"


def _documented(node: ast.ClassDef) -> Iterator[tuple[ast.stmt, str]]:
    """Yield each statement of a class with the docstring that follows it, as one line."""
    for statement, following in zip(node.body, [*node.body[1:], None], strict=True):
        text = ""
        if isinstance(following, ast.Expr) and isinstance(following.value, ast.Constant):
            text = " ".join(str(following.value.value).split()).replace("|", "\\|")
        yield statement, text
