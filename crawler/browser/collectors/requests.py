"""Requests, and the Set-Cookie headers that came back, refused ones with the browser's reason.

One request is several CDP events under one id, and a redirect keeps the id. The `…ExtraInfo` events come from
another process and may overtake the rest, so they are kept in their own order and paired when the log is read. What
only Playwright was told of (`overheard`) is added at the end of each page.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from playwright.async_api import CDPSession, Page
from playwright.async_api import Error as PlaywrightError

from crawler.browser.collectors.contents import ADDRESS_BOUND, BODY_BOUND, Content, headers
from crawler.browser.collectors.cookie_headers import header_writes_of, is_kept
from crawler.browser.collectors.hops import Exchange, Hop, request_of, take_response
from crawler.browser.collectors.initiators import request_initiator
from crawler.browser.collectors.overheard import Answered, Overheard
from crawler.browser.collectors.stage import EVENT_BOUND, URL_BOUND, Moment, Stage, bounded
from crawler.browser.collectors.workers import Handler, WorkerSessions
from crawler.evidence.model import Request, Setter, SetterKind, Snapshot, StorageWrite

_NETWORK = ("http:", "https:", "ws:", "wss:")
_ASKED_BOUND = 500
"""Most bodies of a visit that the browser is asked for: those too long, or of a kind it does not tell by itself."""
_ASK_S = 2.0
NETWORK = {"maxPostDataSize": BODY_BOUND}
"""Parameters with which the network's events are asked for."""


class RequestLog:
    """Every request of a visit."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._hops: list[Hop] = []
        self._exchanges: dict[str, Exchange] = {}
        self._cdp: CDPSession | None = None
        self._asking: set[asyncio.Task[None]] = set()
        self._asked = 0
        self._overheard = Overheard(stage)

    def listen(self, page: Page) -> None:
        """Listen to Playwright's events as well: see `overheard`."""
        self._overheard.listen(page)

    async def attach(self, cdp: CDPSession) -> None:
        """Listen on a page's session."""
        handlers: dict[str, Handler] = {
            "Network.requestWillBeSent": self.will_be_sent,
            "Network.requestWillBeSentExtraInfo": self.sent_extra,
            "Network.responseReceived": self.received,
            "Network.responseReceivedExtraInfo": self.received_extra,
            "Network.loadingFailed": self.failed,
            "Network.loadingFinished": self.finished,
            "Network.webSocketCreated": self.socket_created,
            "Network.webSocketHandshakeResponseReceived": self.socket_answered,
            "Network.webSocketFrameSent": self.socket_sent,
        }
        for event, handler in handlers.items():
            cdp.on(event, handler)
        self._cdp = cdp
        await cdp.send("Network.enable", NETWORK)
        self._workers = WorkerSessions(handlers, NETWORK)
        await self._workers.attach(cdp)

    def will_be_sent(self, event: dict[str, Any]) -> None:
        """Take `Network.requestWillBeSent`."""
        request = event["request"]
        if not request["url"].startswith(_NETWORK):
            return
        previous = self._last(event["requestId"])
        if (redirect := event.get("redirectResponse")) and previous is not None:
            take_response(self._hops[previous], redirect)
            self._hops[previous].has_extra = event.get("redirectHasExtraInfo", True)
        resource_type = event.get("type", "other").lower()
        hop = self._add(
            event["requestId"],
            Hop(
                url=bounded(request["url"].split("#", 1)[0], URL_BOUND),
                method=request.get("method", "GET")[:20],
                resource_type=resource_type,
                moment=self._stage.now(self._asked_at(event, resource_type)),
                frame_url=bounded(event.get("documentURL", ""), URL_BOUND) or None,
                initiator=request_initiator(event.get("initiator", {}), resource_type),
                redirected_from=previous if redirect else None,
            ),
        )
        hop.content = Content(bounded(request["url"].split("#", 1)[0], ADDRESS_BOUND))
        hop.content.take_request(event)
        if request.get("hasPostData") and not hop.content.body:
            self._ask_body(event["requestId"], hop.content)

    def _asked_at(self, event: dict[str, Any], resource_type: str) -> int | None:
        """Return the page time of a request; None, the present, where another process than the page's made it."""
        if resource_type == "document" or "/" in event["requestId"] or not event.get("wallTime"):
            return None
        return self._stage.page_time.at_epoch(event["wallTime"] * 1000)

    def sent_extra(self, event: dict[str, Any]) -> None:
        """Take `Network.requestWillBeSentExtraInfo`: the cookies that really went."""
        self._exchange(event["requestId"]).sent.append(event)

    def received(self, event: dict[str, Any]) -> None:
        """Take `Network.responseReceived`."""
        last = self._last(event["requestId"])
        if last is None and event["response"].get("url", "").startswith(_NETWORK):
            self._late(event)  # a worker's first requests may be made before anybody can listen to it
            last = self._last(event["requestId"])
        if last is not None:
            take_response(self._hops[last], event["response"])
            self._hops[last].has_extra = event.get("hasExtraInfo", True)

    def received_extra(self, event: dict[str, Any]) -> None:
        """Take `Network.responseReceivedExtraInfo`: the headers as they came, with what was refused and why."""
        self._exchange(event["requestId"]).received.append((event, self._stage.now()))

    def failed(self, event: dict[str, Any]) -> None:
        """Take `Network.loadingFailed`."""
        last = self._last(event["requestId"])
        if last is None or self._hops[last].failed is not None:
            return
        answered = self._hops[last].status is not None and event.get("errorText") == "net::ERR_ABORTED"
        if not answered:  # a beacon's answer without content ends as "aborted"
            cors = (event.get("corsErrorStatus") or {}).get("corsError")
            self._hops[last].failed = event.get("blockedReason") or cors or event.get("errorText") or "failed"

    def socket_created(self, event: dict[str, Any]) -> None:
        """Take `Network.webSocketCreated`."""
        initiator = request_initiator(event.get("initiator") or {}, "websocket")
        url = bounded(event["url"].split("#", 1)[0], URL_BOUND)
        hop = Hop(url, "GET", "websocket", self._stage.now(), self._stage.url or None, initiator, None)
        self._add(event["requestId"], hop).content.url = url

    def socket_answered(self, event: dict[str, Any]) -> None:
        """Take `Network.webSocketHandshakeResponseReceived`."""
        if (last := self._last(event["requestId"])) is not None:
            self._hops[last].status = event.get("response", {}).get("status")

    def socket_sent(self, event: dict[str, Any]) -> None:
        """Take `Network.webSocketFrameSent`."""
        frame = event.get("response", {})
        if (last := self._last(event["requestId"])) is not None:  # opcode 2: binary, which CDP gives as base64
            self._hops[last].content.add_body(frame.get("payloadData", ""), is_base64=frame.get("opcode") == 2)

    def finished(self, event: dict[str, Any]) -> None:
        """Take `Network.loadingFinished`."""
        if (last := self._last(event["requestId"])) is not None:
            content = self._hops[last].content
            content.finished_tick_s, content.size = event.get("timestamp", 0), int(event.get("encodedDataLength", -1))

    def requests(self) -> tuple[Request, ...]:
        """Return the requests in the order in which they were made."""
        sent, received = self._paired()
        return tuple(request_of(hop, sent.get(index), received.get(index)) for index, hop in enumerate(self._hops))

    def contents(self) -> tuple[Content, ...]:
        """Return what each of `requests()` carried, with the headers that were really sent where they were told."""
        sent, received = self._paired()
        for index, hop in enumerate(self._hops):
            if told := sent.get(index):
                hop.content.headers = headers(told.get("headers"))
            if answered := received.get(index):
                hop.content.response_headers = headers(answered[0].get("headers"))
                hop.content.answered_status = answered[0].get("statusCode", 0)
        return tuple(hop.content for hop in self._hops)

    def answered_ids(self) -> tuple[str, ...]:
        """Return the browser's id of each of `requests()` that came to an end; empty for what was redirected."""
        last = {exchange.hops[-1]: request_id for request_id, exchange in self._exchanges.items() if exchange.hops}
        return tuple(last.get(index, "") for index in range(len(self._hops)))

    def header_writes(self, snapshots: Sequence[Snapshot] = ()) -> tuple[StorageWrite, ...]:
        """Return one write for each Set-Cookie line that came.

        Of answers that only Playwright was told of, which says nothing of refusals: for each that `snapshots` confirm.
        """
        _, received = self._paired()
        writes: list[StorageWrite] = []
        for index, (event, moment) in sorted(received.items()):
            hop = self._hops[index]
            # A response belongs to the phase in which it was asked for: the server didn't know of a later answer.
            same = (moment.page, moment.phase) == (hop.moment.page, hop.moment.phase)
            shown_ms = max(moment.page_time_ms, hop.moment.page_time_ms)
            came = replace(moment, page_time_ms=shown_ms) if same else hop.moment
            lines = header_writes_of(event, hop.url, hop.frame_url, came)
            writes += [write for write in lines if not hop.overheard or is_kept(write, snapshots)]
            if len(writes) >= EVENT_BOUND:
                break
        return tuple(writes[:EVENT_BOUND])

    def _late(self, event: dict[str, Any]) -> None:
        """Add a request of which only the response was told; its method and initiator are not known."""
        response, kind = event["response"], event.get("type", "other").lower()
        url = bounded(response["url"].split("#", 1)[0], URL_BOUND)
        told = (n for n, hop in enumerate(self._hops) if hop.overheard and hop.status is None and hop.url == url)
        if (waiting := next(told, None)) is not None:  # filled in while its answer was still to come
            self._exchange(event["requestId"]).hops.append(waiting)
            return
        initiator = Setter(kind=SetterKind.SCRIPT)
        hop = Hop(url, "GET", kind, self._stage.now(), self._stage.url or None, initiator, None, late=True)
        self._add(event["requestId"], hop).content.url = url

    async def fill_in(self) -> None:
        """Add what only Playwright was told of, and complete what was told late. For when a page has had its time."""
        silent = self._silent()
        own = [(hop.url, hop.method) for at, hop in enumerate(self._hops) if not hop.late and at not in silent]
        for number, missed in enumerate(await self._overheard.missed(own), len(self._hops)):
            late = next((at for at, hop in enumerate(self._hops) if hop.late and hop.url == missed.told.key[0]), None)
            mute = (at for at in silent if (self._hops[at].url, self._hops[at].method) == missed.told.key)
            at = next(mute, None) if late is None else late
            if at is None:
                self._add_missed(f"overheard/{number}", missed)
            else:
                self._complete(self._hops[at], silent.pop(at, None), missed)

    def _silent(self) -> dict[int, Exchange]:
        """Return the exchanges of workers of whose answer our session was not told the headers as they came."""
        alone = {
            exchange.hops[0]: exchange
            for request_id, exchange in self._exchanges.items()
            if "/" in request_id and len(exchange.hops) == 1 and not exchange.received
        }
        known = {at: self._hops[at] for at in alone}
        return {at: alone[at] for at, hop in known.items() if hop.status and hop.has_extra and not hop.overheard}

    def _complete(self, hop: Hop, silent: Exchange | None, missed: Answered) -> None:
        """Add what Playwright knows of a request to what our own session was told of it."""
        if hop.late:
            hop.late, hop.method = False, missed.told.key[1]
            hop.content.headers, hop.content.body = headers(missed.headers), missed.body
        if silent is not None:
            hop.overheard = True
            if missed.response_headers:
                silent.received.append(({"headers": missed.response_headers}, hop.moment))

    def _add_missed(self, request_id: str, missed: Answered) -> None:
        url, method = missed.told.key
        kind = missed.told.request.resource_type
        setter, frame = Setter(kind=SetterKind.SCRIPT), self._stage.url or None
        hop = Hop(url, method, kind, missed.told.moment, frame, setter, None, missed.status, missed.failed)
        hop.overheard = True
        self._add(request_id, hop)
        hop.content = Content(bounded(missed.told.request.url.split("#", 1)[0], ADDRESS_BOUND), body=missed.body)
        exchange = self._exchange(request_id)
        sent = [pair.partition("=")[0].strip() for pair in missed.headers.get("cookie", "").split(";")]
        associated = [{"cookie": {"name": name}} for name in sent if name]
        exchange.sent.append({"associatedCookies": associated, "headers": missed.headers})
        exchange.received.append(({"headers": missed.response_headers}, missed.told.moment))

    def _add(self, request_id: str, hop: Hop) -> Hop:
        if len(self._hops) < EVENT_BOUND:
            self._exchange(request_id).hops.append(len(self._hops))
            self._hops.append(hop)
        return hop

    def _ask_body(self, request_id: str, content: Content) -> None:
        """Ask for a body that did not come with its request: a Blob's, or a long one."""
        if self._cdp is None or "/" in request_id or self._asked >= _ASKED_BOUND:  # a worker's can't be asked for
            return
        self._asked += 1
        task = asyncio.ensure_future(self._body(self._cdp, request_id, content))
        self._asking.add(task)
        task.add_done_callback(self._asking.discard)

    async def _body(self, cdp: CDPSession, request_id: str, content: Content) -> None:
        try:
            asked = cdp.send("Network.getRequestPostData", {"requestId": request_id})
            answer = await asyncio.wait_for(asked, _ASK_S)
        except (PlaywrightError, TimeoutError):
            return  # the browser has already let go of it
        content.add_body(answer.get("postData", ""), is_base64=answer.get("base64Encoded", False))

    def _exchange(self, request_id: str) -> Exchange:
        return self._exchanges.setdefault(request_id, Exchange())

    def _last(self, request_id: str) -> int | None:
        exchange = self._exchanges.get(request_id)
        return exchange.hops[-1] if exchange and exchange.hops else None

    def _paired(self) -> tuple[dict[int, dict[str, Any]], dict[int, tuple[dict[str, Any], Moment]]]:
        """Return the ExtraInfo events by hop: the n-th of each kind is of the n-th hop that used the network."""
        sent: dict[int, dict[str, Any]] = {}
        received: dict[int, tuple[dict[str, Any], Moment]] = {}
        for exchange in self._exchanges.values():
            networked = [index for index in exchange.hops if self._hops[index].has_extra]
            sent.update(zip(networked, exchange.sent, strict=False))
            received.update(zip(networked, exchange.received, strict=False))
        return sent, received
