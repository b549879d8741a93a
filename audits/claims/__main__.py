"""`python -m audits.claims FILE…`: the claims of policy files, as JSON. For developing and measuring."""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from audits.claims import extract_claims
from audits.model import Claim


def main(paths: list[str]) -> int:
    """Print the claims of the files; return the exit code (2 without files)."""
    from crawler.documents import read_document  # noqa: PLC0415 - only this command reads files

    if not paths:
        sys.stderr.write("usage: python -m audits.claims FILE…\n")
        return 2
    rows = []
    for path in map(Path, paths):
        raw = path.read_bytes()
        text = read_document(raw, media_type=None, url=None, file_name=path.name)
        rows += [row(claim, str(path)) for claim in extract_claims(text, hashlib.sha256(raw).hexdigest())]
    sys.stdout.write(json.dumps({"claims": rows}, ensure_ascii=False, indent=1) + "\n")
    return 0


def row(claim: Claim, document: str) -> dict[str, Any]:
    """Return a claim as a row of the public JSON."""
    return {
        "type": claim.type,
        "params": dict(claim.params),
        "quote": claim.quote,
        "start": claim.start,
        "end": claim.end,
        "language": claim.language,
        "document": document,
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
