"""The devices that a visit can show to a site: window, touch and user agent.

`desktop` is the browser as it is. `mobile` is a phone with Android as Chrome itself presents one: its reduced user
agent (https://developer.chrome.com/docs/privacy-security/user-agent/ua-reduction), the client hints that go with it,
a touch screen, and a layout for narrow screens. Both are the same Chromium: what a site does by the engine it finds,
rather than by what it is told, it does alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from crawler.options import GatherOptions


@dataclass(frozen=True, slots=True)
class Profile:
    """A kind of device."""

    name: str
    viewport: tuple[int, int]
    """Width and height in CSS pixels."""
    pixels: float = 1.0
    """Device pixels in a CSS pixel."""
    touch: bool = False
    user_agent: str | None = None
    """With `{major}` for the browser's version; None: the browser's own."""

    def settings(self, options: GatherOptions, own_user_agent: str, browser_version: str) -> dict[str, Any]:
        """Return what a context of Playwright is to be made with."""
        width, height = options.viewport or self.viewport
        major = browser_version.partition(".")[0]
        return {
            "viewport": {"width": width, "height": height},
            "screen": {"width": width, "height": height},
            "device_scale_factor": self.pixels,
            "is_mobile": self.touch,
            "has_touch": self.touch,
            "user_agent": options.user_agent or (self.user_agent or own_user_agent).replace("{major}", major),
        }


_PROFILES = (
    Profile("desktop", (1366, 900)),
    Profile(
        "mobile",
        (412, 915),
        pixels=2.625,
        touch=True,
        user_agent="Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Chrome/{major}.0.0.0 Mobile Safari/537.36",
    ),
)


def profile_of(options: GatherOptions) -> Profile:
    """Return the profile that the options name. Raises ValueError for a name that there isn't."""
    found = next((profile for profile in _PROFILES if profile.name == options.profile), None)
    if found is None:
        raise ValueError(f"no profile {options.profile!r}; expected {', '.join(each.name for each in _PROFILES)}")
    return found
