"""Stored values as plain data: JSON, percent and base64 encodings, and the notations of consent managers."""

from __future__ import annotations

import base64
import binascii
import json
import re
from typing import Any
from urllib.parse import parse_qsl, unquote

MAX_VALUE = 100_000


def decode(name: str, value: str) -> Any:
    """Return a stored value as data: dictionaries, lists and scalars; the text itself when it has no structure."""
    text = _plain(value[:MAX_VALUE])
    for read in (_json, _groups, _bangs, _base64_json, _loose_object, _pairs):  # base64 may end like a pair: `…fX0=`
        found = read(text)
        if found is not None:
            return found
    return text


def plain(value: str) -> str:
    """Return a stored value as readable text: percent encoding undone, and base64 where it holds JSON."""
    text = _plain(value[:MAX_VALUE])
    found = _base64_json(text)
    return text if found is None else json.dumps(found, ensure_ascii=False)


def _plain(text: str) -> str:
    """Undo percent encoding, which some managers apply twice."""
    for _ in range(3):
        decoded = unquote(text)
        if decoded == text:
            break
        text = decoded
    return text.strip()


def _json(text: str) -> Any:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if isinstance(found, str) and found != text:
        return _json(found) or found
    return found if isinstance(found, dict | list) else None


def _groups(text: str) -> dict[str, Any] | None:
    """Read OneTrust's `…&groups=C0001:1,C0002:0&…`."""
    if "groups=" not in text:
        return None
    groups = dict(parse_qsl(text)).get("groups", "")
    pairs = re.findall(r"([\w\-]+):([01])", groups)
    return {"groups": {name: flag == "1" for name, flag in pairs if name not in ("C0001", "1")}} if pairs else None


def _bangs(text: str) -> dict[str, Any] | None:
    """Read tarteaucitron's `!youtube=true!analytics=false`; `wait` means no answer."""
    pairs = re.findall(r"!([\w\-]+)=(true|false)", text)
    return {"services": {name: flag == "true" for name, flag in pairs}} if pairs else None


def _loose_object(text: str) -> dict[str, Any] | None:
    """Read Cookiebot's `{necessary:true,marketing:false,method:'explicit'}`, which is no JSON."""
    if not text.startswith("{"):
        return None
    pairs = re.findall(r"""['"]?([\w\-]{1,60})['"]?\s*:\s*(true|false|'[^']{0,200}'|"[^"]{0,200}"|-?\d{1,20})""", text)
    return {name: _scalar(flag) for name, flag in pairs} if pairs else None


def _pairs(text: str) -> dict[str, Any] | None:
    """Read `necessary:yes,analytics:no`, `1:false|2:true` and `marketing=1&statistics=0`."""
    parts = [part for part in re.split(r"[,&|;]", text) if part]
    pairs = [re.fullmatch(r"\s*([\w\-. ]{1,60})[:=]([\w\-.]{0,200})\s*", part) for part in parts[:200]]
    found = {pair[1].strip(): _scalar(pair[2]) for pair in pairs if pair}
    return found if found and len(found) >= len(parts) / 2 else None


def _base64_json(text: str) -> Any:
    if not re.fullmatch(r"[A-Za-z0-9+/_\-]{16,}={0,2}", text):
        return None
    try:
        raw = base64.urlsafe_b64decode(text.replace("+", "-").replace("/", "_") + "=" * (-len(text) % 4))
        return _json(raw.decode("utf-8"))
    except (binascii.Error, ValueError):
        return None


def _scalar(text: str) -> Any:
    plain = text.strip("'\"")
    return {"true": True, "false": False}.get(plain, plain)
