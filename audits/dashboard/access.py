"""Who may look: anybody on this machine; from elsewhere only who brings the token."""

from __future__ import annotations

import secrets

from starlette.datastructures import Headers, QueryParams
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "cookie_audit_token"
_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"cache-control", b"no-store"),
)


class Guard:
    """Lets read-only requests with the token through; without a token to ask for, all read-only ones to `hosts`.

    The names in `hosts` are checked so that no page of the web can reach the dashboard by a name of its own that leads
    to this machine (DNS rebinding).
    """

    def __init__(self, app: ASGIApp, token: str | None, hosts: frozenset[str]) -> None:
        self._app = app
        self._token = token
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer or refuse one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *_HEADERS]
            await send(message)

        await self._app(scope, receive, sending)

    def _refusal(self, scope: Scope) -> Response | None:
        """Return what to answer instead of the page; None: the page."""
        headers = Headers(scope=scope)
        if scope["method"] not in ("GET", "HEAD"):
            return PlainTextResponse("this dashboard only shows", 405)
        if self._token is not None:
            return self._login(scope) if not self._has_token(headers) else None
        host = headers.get("host", "").rsplit(":", 1)[0]
        return None if host in self._hosts else PlainTextResponse("not under this name", 421)

    def _login(self, scope: Scope) -> Response:
        """Take the token from `?token=…` once and have the browser keep it; refuse who brings none."""
        brought = QueryParams(scope.get("query_string", b"")).get("token", "")
        if not self._is_token(brought):
            return PlainTextResponse("a token is needed: open /?token=…", 401)
        answer = RedirectResponse(scope["path"], 303)  # so that the token does not stay in the address
        answer.set_cookie(COOKIE, brought, httponly=True, samesite="strict")
        return answer

    def _has_token(self, headers: Headers) -> bool:
        scheme, _, brought = headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            brought = cookie_parser(headers.get("cookie", "")).get(COOKIE, "")
        return self._is_token(brought)

    def _is_token(self, brought: str) -> bool:
        return self._token is not None and secrets.compare_digest(brought.encode(), self._token.encode())
