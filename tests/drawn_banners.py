"""What tests of how a banner's controls look are made of."""

from __future__ import annotations

from audits.model import Finding
from crawler.evidence.model import Banner, Control, ControlRole
from tests.evidence import before, finding

FILLED = {"background-color": "rgb(0, 90, 40)", "color": "rgb(255, 255, 255)", "border": "0px none rgb(0, 0, 0)"}
PLAIN = {"background-color": "rgba(0, 0, 0, 0)", "color": "rgb(60, 60, 60)", "border": "0px none rgb(60, 60, 60)"}
OUTLINED = {**PLAIN, "border": "1px solid rgb(0, 90, 40)"}


def control(
    role: str, styles: dict[str, str], *, size: int = 16, y: float = 0, height: float = 40, width: float = 120
) -> Control:
    """Return a control as drawn; without `styles`, one whose looks are not known."""
    shown = {**styles, "font-size": f"{size}px"} if styles else {}
    return Control(role=ControlRole(role), text=role, styles=shown, x=0, y=y, width=width, height=height)


def judged(rule: str, *controls: Control) -> Finding:
    """Return a rule's finding on a banner of these controls."""
    return finding(rule, before(shown=Banner(found=True, controls=controls, text="We use cookies")))
