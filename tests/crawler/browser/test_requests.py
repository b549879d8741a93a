"""Requests put together from events that come in any order."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.browser.collectors.initiators import frames, request_initiator, script_setter
from crawler.browser.collectors.overheard import Answered, Told
from crawler.browser.collectors.requests import RequestLog
from crawler.browser.collectors.stage import Stage
from crawler.browser.errors import page_error
from crawler.browser.render import flatten
from crawler.evidence.model import Phase, Setter, SetterKind, Snapshot, StorageKind, StoredItem


class StoppedClock:
    """A page's clock at 1,500 ms."""

    now_ms = 1500

    def at_epoch(self, epoch_ms: float) -> int:
        return int(epoch_ms)


def sent(url: str, **more: Any) -> dict[str, Any]:
    request = {"url": url, "method": "GET"}
    return {
        "requestId": "1",
        "request": request,
        "timestamp": 1.0,
        "wallTime": 1.0,
        "type": "Image",
        "documentURL": "https://a.se/",
    } | more


def extra(*lines: str, blocked: dict[str, list[str]] | None = None) -> dict[str, Any]:
    refused = [{"cookieLine": line, "blockedReasons": reasons} for line, reasons in (blocked or {}).items()]
    return {"requestId": "1", "headers": {"Set-Cookie": "\n".join(lines)}, "blockedCookies": refused, "statusCode": 200}


@pytest.fixture
def log() -> RequestLog:
    return RequestLog(Stage(StoppedClock()))  # type: ignore[arg-type]  # has what a stage asks of a clock


def test_a_redirect_is_two_requests_and_each_keeps_its_own_cookies(log: RequestLog) -> None:
    log.received_extra(extra("hop=1"))  # from another process: it may come first
    log.will_be_sent(sent("https://t.se/hop#x"))
    redirect = {"status": 302, "remoteIPAddress": "192.0.2.1", "remotePort": 443}
    log.will_be_sent(sent("https://t.se/end", redirectResponse=redirect, redirectHasExtraInfo=True))
    log.received_extra(extra("end=1; Max-Age=10", "no=1", blocked={"no=1": ["SameSiteLax", "UserPreferences"]}))
    log.received({"requestId": "1", "response": {"url": "https://t.se/end", "status": 200}, "hasExtraInfo": True})
    first, second = log.requests()
    assert (first.url, first.status, first.cookies_set, first.remote_address) == (
        "https://t.se/hop",
        302,
        ("hop",),
        "192.0.2.1:443",
    )
    assert (second.status, second.cookies_set, second.redirected_from) == (200, ("end", "no"), 0)
    writes = {write.name: write for write in log.header_writes()}
    assert writes["hop"].setter == Setter(kind=SetterKind.HEADER, url="https://t.se/hop")
    assert (writes["end"].lifetime_s, writes["end"].domain, writes["end"].blocked) == (10, "t.se", None)
    assert writes["no"].blocked == "SameSiteLax,UserPreferences"


def test_a_date_in_a_cookie_is_counted_from_the_date_of_its_own_answer(log: RequestLog) -> None:
    log.will_be_sent(sent("https://t.se/x"))
    told = extra("a=1; Expires=Sat, 02 Jan 2010 03:04:05 GMT", "b=1; Expires=Sat, 02 Jan 2010 03:04:05 GMT; Max-Age=7")
    log.received_extra(told | {"headers": told["headers"] | {"Date": "Fri, 01 Jan 2010 03:04:05 GMT"}})
    assert [write.lifetime_s for write in log.header_writes()] == [86_400, 7]


def test_a_response_belongs_to_the_phase_in_which_it_was_asked_for(log: RequestLog) -> None:
    log.will_be_sent(sent("https://t.se/slow"))
    log._stage.phase = Phase.ANSWERED
    log.received_extra(extra("late=1"))
    assert log.header_writes()[0].phase is Phase.LOOK


def test_a_cached_hop_takes_no_network_information(log: RequestLog) -> None:
    log.will_be_sent(sent("https://t.se/hop"))
    cached = {"status": 301}
    log.will_be_sent(sent("https://t.se/end", redirectResponse=cached, redirectHasExtraInfo=False))
    log.received_extra(extra("end=1"))
    assert [request.cookies_set for request in log.requests()] == [(), ("end",)]


def test_failures_say_why_and_pages_own_addresses_are_no_requests(log: RequestLog) -> None:
    log.will_be_sent(sent("data:image/gif;base64,R0"))
    log.will_be_sent(sent("https://t.se/x"))
    log.failed({"requestId": "1", "errorText": "net::ERR_NAME_NOT_RESOLVED"})
    assert [request.failed for request in log.requests()] == ["net::ERR_NAME_NOT_RESOLVED"]


STACK = {
    "callFrames": [
        {"url": "", "lineNumber": 0, "columnNumber": 0},
        {"url": "https://t.se/a.js", "lineNumber": 4, "columnNumber": 6},
    ],
    "parent": {"callFrames": [{"url": "https://a.se/#top", "lineNumber": 0, "columnNumber": 1}]},
}


def test_the_innermost_frame_with_an_address_is_the_setter() -> None:
    assert script_setter(STACK).url == "https://t.se/a.js"
    assert frames(STACK) == ["https://t.se/a.js:5:7", "https://a.se/:1:2"]
    assert script_setter(None) == Setter(kind=SetterKind.SCRIPT)


def test_initiators_are_scripts_documents_or_nobody() -> None:
    assert request_initiator({"type": "script", "stack": STACK}, "image") == script_setter(STACK)
    document = request_initiator({"type": "parser", "url": "https://a.se/"}, "image")
    assert document == Setter(kind=SetterKind.UNKNOWN, url="https://a.se/")
    assert request_initiator({"type": "other"}, "document") is None


def test_a_parent_chain_without_end_is_cut() -> None:
    stack: dict[str, Any] = {"callFrames": []}
    stack["parent"] = stack
    assert frames(stack) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("net::ERR_NAME_NOT_RESOLVED at https://a.se/", "unknown-host"),
        ("net::ERR_CERT_AUTHORITY_INVALID", "tls"),
        ("net::ERR_TOO_MANY_REDIRECTS", "redirect-loop"),
        ("Timeout 3000ms exceeded.", "timeout"),
        ("Page crashed", "crashed"),
        ("something new", "failed"),
    ],
)
def test_errors_of_pages_have_stable_codes(text: str, code: str) -> None:
    error = page_error(RuntimeError(text), "https://a.se/")
    assert error.code == code
    assert error.message.startswith("https://a.se/: ")


def node(name: str, *children: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"nodeType": 1, "localName": name, "children": list(children)} | more


def text(value: str) -> dict[str, Any]:
    return {"nodeType": 3, "nodeValue": value}


def test_a_tree_is_flattened_with_slots_filled_and_scripts_left_out() -> None:
    shadow = node("#", node("p", text("a < b "), node("slot", text("nobody"))), nodeType=11, shadowRootType="closed")
    host = node(
        "x-card", node("b", text("Acme")), shadowRoots=[shadow], attributes=["title", 'say "hi"', "onclick", "x()"]
    )
    tree = {"nodeType": 9, "children": [node("body", host, node("script", text("evil()")), node("br"))]}
    assert flatten(tree, 1000) == (
        '<!doctype html>\n<body><x-card title="say &quot;hi&quot;"><p>a &lt; b <b>Acme</b></p></x-card><br></body>'
    )


def test_a_tree_without_end_is_bounded() -> None:
    tree = node("div")
    tree["children"] = [tree]
    assert len(flatten(tree, 10_000)) < 12_000


class ToldByPlaywright:
    """A request as Playwright's own object has it."""

    url = "https://a.se/first"
    method = "POST"
    resource_type = "fetch"
    post_data_buffer = b"n=1"


def missed(log: RequestLog, status: int | None) -> None:
    """Fill in what only Playwright was told of."""
    told = Told(ToldByPlaywright(), log._stage.now(), 0.0)  # type: ignore[arg-type]  # has what is asked of a request
    answered = Answered(told, {"cookie": "a=1; b=2"}, status, {"set-cookie": "c=3\nd=4"})
    log._add_missed("overheard/0", answered)


def jar(page: int, *cookies: tuple[str, str, str]) -> Snapshot:
    items = [
        StoredItem(storage=StorageKind.COOKIE, name=name, domain=domain, value=value, value_length=len(value))
        for name, value, domain in cookies
    ]
    return Snapshot(page=page, phase=Phase.LOOK, page_time_ms=0, at="2026-01-01T00:00:00.000Z", items=tuple(items))


def test_a_request_that_was_filled_in_has_its_cookies_and_writes_that_the_jar_confirms(log: RequestLog) -> None:
    missed(log, 200)
    [found] = log.requests()
    assert (found.method, found.status, found.cookies_sent, found.cookies_set) == ("POST", 200, ("a", "b"), ("c", "d"))
    assert log.contents()[0].body == b"n=1"
    assert log.header_writes() == ()
    assert log.header_writes([jar(0, ("c", "other", "a.se"), ("d", "4", "b.se"))]) == ()
    [write] = log.header_writes([jar(0), jar(1, ("c", "3", "a.se"))])
    assert (write.name, write.value, write.setter.kind, write.setter.url) == ("c", "3", "header", "https://a.se/first")


def test_an_answer_that_comes_later_belongs_to_the_request_that_was_filled_in(log: RequestLog) -> None:
    missed(log, None)
    log.received({"requestId": "W/7", "type": "Fetch", "response": {"url": "https://a.se/first", "status": 204}})
    [found] = log.requests()
    assert (found.method, found.status) == ("POST", 204)
