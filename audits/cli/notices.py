"""Telling somebody what a round changed: a webhook (signed, retried) or mail, when something got worse or better.

Addresses and secrets may hold credentials. They come from the environment or the command line, and are never written
into a log, a report or a bundle.
"""

from __future__ import annotations

import json
import os
import smtplib
import ssl
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from typing import Any
from urllib.parse import unquote, urlsplit

import requests
from requests.adapters import HTTPAdapter
from standardwebhooks.webhooks import Webhook
from urllib3.util import Retry

from audits.cli.settings import TellSettings, words
from audits.cli.terminal import warn
from audits.compare import Comparison

SECRET_VARIABLE = "COOKIE_AUDIT_WEBHOOK_SECRET"  # noqa: S105  # its name, not the secret
"""Shared secret of the webhook: `whsec_` and base64, as standardwebhooks.com has it."""
SMTP_VARIABLE = "COOKIE_AUDIT_SMTP"
"""`smtp://user:password@host:587` (STARTTLS) or `smtps://…:465`."""
_TIMEOUT_S = 20
_TRIES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Receivers:
    """Whom to tell."""

    webhook: str | None = None
    mail_to: Sequence[str] = ()
    mail_from: str = "cookie-audit@localhost"


def receivers(settings: TellSettings) -> Receivers:
    """Return whom the user wants told."""
    return Receivers(webhook=settings.webhook, mail_to=tuple(words(settings.mail_to)))


def notice(comparison: Comparison) -> dict[str, Any] | None:
    """Return what to tell of a site's last two audits; None when nothing failed that did not, or the reverse."""
    new, fixed = comparison.new_findings, comparison.fixed_findings
    if not new and not fixed:
        return None
    return {
        "event": "regression" if new else "repair",
        "site": comparison.site,
        "before": comparison.old_audited_at,
        "now": comparison.new_audited_at,
        "new": [_finding(row) for row in new],
        "fixed": [_finding(row) for row in fixed],
        "still_failed": len(comparison.unchanged_findings),
        "cookies_new": sorted({str(row["name"]) for row in comparison.cookies_new}),
        "cookies_gone": sorted({str(row["name"]) for row in comparison.cookies_gone}),
    }


def send(told: Sequence[dict[str, Any]], receivers: Receivers) -> bool:
    """Send each notice to every receiver. Return whether all arrived; what did not is said, and keeps nothing back."""
    arrived = True
    for each in told:
        if receivers.webhook:
            arrived &= _tried("webhook", lambda each=each: _post(each, receivers.webhook or ""))
        if receivers.mail_to:
            arrived &= _tried("mail", lambda each=each: _mail(each, receivers))
    return arrived


def text_of(told: dict[str, Any]) -> str:
    """Return a notice as text for a person."""
    lines = [
        f"{told['site']}: {'something fails that did not' if told['event'] == 'regression' else 'mended'}",
        f"between {told['before']} and {told['now']}",
        *(f"new:   {row['rule']} [{row['severity']}] {row['message']}" for row in told["new"]),
        *(f"fixed: {row['rule']} [{row['severity']}] {row['message']}" for row in told["fixed"]),
    ]
    return "\n".join(lines)


def _finding(row: Any) -> dict[str, Any]:
    return {key: row[key] for key in ("id", "rule", "severity", "confidence", "message", "subjects") if key in row}


def _tried(what: str, action: Any) -> bool:
    try:
        action()
    except (OSError, requests.RequestException, smtplib.SMTPException, ValueError) as error:
        # The error's own text may quote the address, and with it a token.
        warn(f"the {what} could not be sent ({type(error).__name__}); the audit itself is whole")
        return False
    return True


def _post(told: dict[str, Any], address: str) -> None:
    body = json.dumps(told, ensure_ascii=False)
    headers = {"Content-Type": "application/json", "User-Agent": "cookie-audit"}
    if secret := os.environ.get(SECRET_VARIABLE):
        message_id, now = f"msg_{uuid.uuid4().hex}", datetime.now(UTC)
        headers |= {
            "webhook-id": message_id,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": Webhook(secret).sign(message_id, now, body),
        }
    retry = Retry(total=_TRIES - 1, backoff_factor=1, status_forcelist=(429, 500, 502, 503, 504), allowed_methods=None)
    with requests.Session() as session:
        session.mount("http://", HTTPAdapter(max_retries=retry))
        session.mount("https://", HTTPAdapter(max_retries=retry))
        answer = session.post(address, data=body.encode(), headers=headers, timeout=_TIMEOUT_S, allow_redirects=False)
        answer.raise_for_status()


def _mail(told: dict[str, Any], receivers: Receivers) -> None:
    message = EmailMessage()
    message["Subject"] = f"cookie-audit: {told['event']} on {urlsplit(told['site']).netloc}"
    message["From"], message["To"] = receivers.mail_from, ", ".join(receivers.mail_to)
    message.set_content(text_of(told))
    server = urlsplit(os.environ.get(SMTP_VARIABLE, "smtp://localhost:25"))
    host, secure = server.hostname or "localhost", server.scheme == "smtps"
    kind = smtplib.SMTP_SSL if secure else smtplib.SMTP
    with kind(host, server.port or (465 if secure else 25), timeout=_TIMEOUT_S) as connection:
        if not secure and server.username:
            connection.starttls(context=ssl.create_default_context())  # a password never goes in the clear
        if server.username:
            connection.login(unquote(server.username), unquote(server.password or ""))
        connection.send_message(message)
