"""What is known of consent managers by name: one TOML file each, in this folder.

* `title`: what it calls itself; `marks`: pattern of the names that its script gives its elements
* `present`: JavaScript that is truthy on a page on which it can be asked
* `[answer]` `accept`, `reject`, `reopen`: its own functions, as its makers document them for sites
* `[state] held`: JavaScript that gives purpose → given, or nothing as long as there is no answer; `pick(names, read)`,
  `listed(all, chosen)` and `calls(start)` (waits for a callback) are at hand
* `[declaration] rows`: body of a function that returns the cookies it declares (`name`, `provider`, `purpose`,
  `lifetime`, `category`, `storage`); `element`: selector of the element that shows them

The expressions run in the page's own world, where any script may answer in the manager's place. So they are a way to
ask and to act, and never proof: an answer given through them is verified by its effect, like all others.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

PACKAGE = "crawler.consent.managers"


@dataclass(frozen=True, slots=True, kw_only=True)
class ManagerFacts:
    """One manager. Empty texts: it has no such thing, or none that is documented."""

    name: str
    title: str
    marks: str
    present: str = ""
    accept: str = ""
    reject: str = ""
    reopen: str = ""
    held: str = ""
    rows: str = ""
    element: str = ""

    def script(self) -> str:
        """Return the facts as a JavaScript object literal of functions."""
        parts = [f"{key}: () => ({text})" for key, text in self._expressions() if text]
        parts += [f"held: async () => ({self.held})"] if self.held else []
        parts += [f"rows: async () => {{ {self.rows} }}"] if self.rows else []
        parts += [f"element: {json.dumps(self.element)}"] if self.element else []
        return "{ " + ", ".join(parts) + " }"

    def _expressions(self) -> list[tuple[str, str]]:
        return [("present", self.present), ("accept", self.accept), ("reject", self.reject), ("reopen", self.reopen)]


@cache
def managers() -> dict[str, ManagerFacts]:
    """Return every manager that has a file here, by name, sorted."""
    entries = sorted(
        (entry for entry in files(PACKAGE).iterdir() if entry.name.endswith(".toml")), key=lambda e: e.name
    )
    return {facts.name: facts for entry in entries if (facts := _read(entry.name, entry.read_text("utf-8")))}


def _read(file_name: str, text: str) -> ManagerFacts:
    data: dict[str, Any] = tomllib.loads(text)
    tables = [data.pop(table, {}) for table in ("answer", "state", "declaration")]
    return ManagerFacts(name=file_name.removesuffix(".toml"), **data, **tables[0], **tables[1], **tables[2])


@cache
def facts_script() -> str:
    """Return all facts as one JavaScript object literal, by name."""
    return "{ " + ", ".join(f"{json.dumps(name)}: {facts.script()}" for name, facts in managers().items()) + " }"
