"""What the server of the web of banners remembers itself: answers of which the browser holds a key at most.

* `opaque`: the answer sets a cookie that scripts can't read and whose value says nothing
* `session`: the first page sets such a cookie, and the answer changes nothing in the browser
* `forgets`: like `session`, but the answer is not kept
* `once`: the banner is shown on a session's first page only, whatever is answered
"""

from __future__ import annotations

import hashlib
import itertools
import json
from urllib.parse import parse_qs

from tests.web.messages import Request, Response

GIVEN = {"accept": ["statistics", "marketing"], "reject": []}


class ServerMemory:
    """The answers of all sites' visitors, by the key that a cookie holds."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._answers: dict[str, list[str]] = {}
        self._seen: set[str] = set()
        self._count = itertools.count()

    def show(self, request: Request, keeps: str, text: str) -> Response:
        """Return a page with what is known of its visitor put in place of `{given}` and `{show}`."""
        key = request.cookies.get("rv", "")
        cookies: tuple[str, ...] = ()
        if not key and keeps != "opaque":
            key = self._key()
            cookies = (f"rv={key}; Path=/; HttpOnly",)
        show = not (keeps == "once" and key in self._seen)
        self._seen.add(key)
        given = json.dumps(self._answers.get(key))
        body = text.replace("{given}", given).replace("{show}", json.dumps(show)).encode()
        headers = (("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store"))
        return Response(headers=headers, body=body, cookies=cookies)

    def take(self, request: Request, keeps: str) -> Response:
        """Keep an answer, or seem to; a form is led back to the home page."""
        said = parse_qs(request.body.decode("latin-1")) or parse_qs(request.query)
        key = self._key() if keeps == "opaque" else request.cookies.get("rv", "")
        if keeps in ("opaque", "session"):
            self._answers[key] = GIVEN[said["answer"][0]]
        cookies = (f"rv={key}; Path=/; HttpOnly; Max-Age=9999999",) if keeps == "opaque" else ()
        if request.path == "/choose":
            return Response(status=303, headers=(("Location", "/"),), cookies=cookies)
        return Response(status=204, cookies=cookies)

    def _key(self) -> str:
        """Return a key that says nothing, and is the same in each run."""
        return hashlib.sha256(str(next(self._count)).encode()).hexdigest()[:24]
