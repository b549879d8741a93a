"""A plain text as a PDF of set lines: enough for a policy that is only offered as PDF."""

from __future__ import annotations

import textwrap

_LINES_A_PAGE = 50
_COLUMNS = 88


def text_pdf(text: str) -> bytes:
    """Return `text` as a PDF (A4, Helvetica, Latin-1 letters); a line that begins with `# ` is a heading."""
    lines = [part for line in text.splitlines() for part in (textwrap.wrap(line, _COLUMNS) or [""])]
    pages = [lines[start : start + _LINES_A_PAGE] for start in range(0, len(lines), _LINES_A_PAGE)]
    first = 5
    kids = " ".join(f"{first + 2 * index} 0 R" for index in range(len(pages)))
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /{} /Encoding /WinAnsiEncoding >>"
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        font.format("Helvetica").encode(),
        font.format("Helvetica-Bold").encode(),
    ]
    for index, page in enumerate(pages):
        resources = "<< /Font << /F1 3 0 R /F2 4 0 R >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources {resources} "
            f"/Contents {first + 2 * index + 1} 0 R >>".encode(),
        )
        content = _content(page)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    return _file(objects)


def _content(lines: list[str]) -> bytes:
    out = [b"BT 56 790 Td 14 TL"]
    for line in lines:
        heading = line.startswith("# ")
        shown = line.removeprefix("# ").encode("cp1252", "replace")
        for special in (b"\\", b"(", b")"):
            shown = shown.replace(special, b"\\" + special)
        out.append((b"/F2 12 Tf (" if heading else b"/F1 11 Tf (") + shown + b") Tj T*")
    out.append(b"ET")
    return b"\n".join(out)


def _file(objects: list[bytes]) -> bytes:
    out = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
