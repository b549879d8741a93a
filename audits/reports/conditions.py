"""What the measuring was done with, in words: what a reader needs to judge it by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from audits.translation import say, say_number


def conditions(environment: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return (name, value) of what matters of an environment, as stored; what is not known is left out."""
    width, height = environment["viewport"]
    rows = [
        (say("Browser"), environment["browser"]),
        (say("Shown to the site as"), _device(environment["profile"], width, height)),
        (say("Language and time zone"), ", ".join(filter(None, (environment["locale"], environment["timezone"])))),
        (say("Third-party cookies"), _third_party(environment["third_party_cookies"])),
        (say("Each page was watched for"), _watched(environment["page_time"], environment["page_time_s"])),
        (say("Automation"), _automation(environment["automation_hidden"])),
        (say("Through a proxy"), say("yes") if environment["proxy"] else ""),
    ]
    return [(name, value) for name, value in rows if value]


def _device(profile: str, width: int, height: int) -> str:
    if not width:
        return ""
    return say(
        "a phone, {width} × {height} pixels" if profile == "mobile" else "a computer, {width} × {height} pixels",
        width=width,
        height=height,
    )


def _third_party(accepted: bool | None) -> str:
    if accepted is None:
        return say("not tested: their absence shows nothing")
    return say("accepted, as a test before the visits showed") if accepted else say("refused by the browser")


def _watched(mode: str, seconds: float) -> str:
    if not seconds:
        return ""
    if mode == "virtual":
        return say("{seconds} s of its own time, which was made to pass faster", seconds=say_number(seconds))
    return say("{seconds} s, waited for", seconds=say_number(seconds))


def _automation(hidden: bool) -> str:
    return say("hidden from the site, as banners vanish for robots") if hidden else say("shown to the site")
