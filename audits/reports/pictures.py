"""The pictures of a bundle, for a page that holds them itself."""

from __future__ import annotations

import base64
from dataclasses import dataclass

from audits.reports.wording import visit_words
from crawler.evidence.bundle import Bundle


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, and all the moments at which the page looked exactly so."""

    source: str
    """A data URI."""
    moments: list[tuple[str, str, str]]
    """(visit in words, label of the picture, its path in the bundle)."""


def pictures(bundle: Bundle) -> list[Picture]:
    """Return the pictures of all visits, those that are alike to the last byte once."""
    found: dict[bytes, Picture] = {}
    for visit, stored in zip(bundle.evidence.visits, bundle.evidence_json["visits"], strict=True):
        for shot in visit.screenshots:
            content = bundle.read(shot.path)
            if content not in found:
                kind = "jpeg" if shot.path.endswith((".jpg", ".jpeg")) else "png"
                source = f"data:image/{kind};base64,{base64.b64encode(content).decode()}"
                found[content] = Picture(source, [])
            found[content].moments.append((visit_words(stored), shot.label, shot.path))
    return list(found.values())
