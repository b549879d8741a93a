"""A visit as a web archive: passes the format's own validator, and gives back what the server sent."""

from __future__ import annotations

import asyncio
import gzip
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from crawler.browser.session import launch
from crawler.browser.visit import visit_state
from crawler.evidence.bundle import BundleWriter
from crawler.evidence.model import State, Visit
from tests.web.messages import Response

from .pages import html, plain, script, served

pytestmark = pytest.mark.browser

HOME = """<!doctype html><title>Ångström – the shop</title><p>Räksmörgås</p><script src="/app.js"></script>
<img src="https://cdn.example/dot.gif"><script>fetch('/order?a=1&b=2', {method: 'POST', body: 'ordered=1'});
fetch('/moved');</script>"""
GIF = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c000000000100010000020144003b")
PACKED = gzip.compress(b"window.packed = 'as it was';")
PAGES = {
    "shop.example/": html(HOME, "sid=1; Path=/", "lang=sv; Path=/"),
    "shop.example/app.js": Response(
        headers=(("Content-Type", "text/javascript"), ("Content-Encoding", "gzip")), body=PACKED
    ),
    "shop.example/order": plain("thanks"),
    "shop.example/moved": Response(status=302, headers=(("Location", "/there"),)),
    "shop.example/there": script("there"),
    "cdn.example/dot.gif": Response(headers=(("Content-Type", "image/gif"),), body=GIF),
}


@dataclass(frozen=True)
class Archived:
    """What an archive holds."""

    visit: Visit
    path: Path
    answers: dict[str, tuple[str, bytes]]
    """Status and body by address."""
    questions: dict[str, bytes]
    """Bodies of requests by address."""


@pytest.fixture(scope="module")
def archived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archived]:
    pytest.importorskip("wacz", reason="the extra wacz is not installed")
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415  # an extra

    async def run(path: Path) -> Visit:
        with served(PAGES) as options:
            asked = replace(options, wacz=True, page_time_s=2.0)
            async with launch(asked) as session:
                with BundleWriter(path) as writer:
                    visit = (await visit_state(session, "https://shop.example/", State.BEFORE, asked, writer)).visit
                    (path.parent / "visit.wacz").write_bytes(
                        (next(path.parent.glob(".bundle.*.partial")) / str(visit.wacz_path)).read_bytes()
                    )
                    return visit

    folder = tmp_path_factory.mktemp("archive")
    visit = asyncio.run(run(folder / "bundle"))
    file = folder / "visit.wacz"
    answers, questions = {}, {}
    with zipfile.ZipFile(file) as packed:
        for record in ArchiveIterator(io.BytesIO(packed.read("archive/before.warc.gz"))):
            url, body = record.rec_headers.get_header("WARC-Target-URI"), record.content_stream().read()
            if record.rec_type == "response":
                answers[url] = record.http_headers.get_statuscode(), body
            elif record.rec_type == "request":
                questions[url] = body
    yield Archived(visit, file, answers, questions)


def test_it_passes_the_validator(archived: Archived) -> None:
    words = [sys.executable, "-m", "wacz", "validate", "-f", str(archived.path)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=400, check=False)
    assert "the passed WACZ is valid" in done.stdout, done.stdout + done.stderr


def test_answers_are_what_the_server_sent(archived: Archived) -> None:
    assert archived.visit.errors == ()
    assert archived.answers["https://shop.example/"] == ("200", HOME.encode())
    assert archived.answers["https://shop.example/app.js"] == ("200", b"window.packed = 'as it was';")
    assert archived.answers["https://cdn.example/dot.gif"] == ("200", GIF)
    assert archived.answers["https://shop.example/moved"][0] == "302"
    assert archived.answers["https://shop.example/there"] == ("200", b"there")


def test_requests_are_beside_them(archived: Archived) -> None:
    assert archived.questions["https://shop.example/order?a=1&b=2"] == b"ordered=1"
    assert archived.questions.keys() == archived.answers.keys()


def test_its_pages_are_listed(archived: Archived) -> None:
    with zipfile.ZipFile(archived.path) as packed:
        head, *pages = [json.loads(line) for line in packed.read("pages/pages.jsonl").splitlines()]
        package = json.loads(packed.read("datapackage.json"))
    assert head["format"] == "json-pages-1.0"
    assert [(page["url"], page["title"]) for page in pages] == [("https://shop.example/", "Ångström – the shop")]
    assert package["wacz_version"] == "1.1.1"


def test_without_its_packages_the_option_is_refused(tmp_path: Path) -> None:
    program = "import sys; sys.modules['wacz'] = None; from audits.cli import main; main()"
    words = [sys.executable, "-c", program, "run", "https://shop.example/", "--wacz", "-o", str(tmp_path)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=400, check=False)
    assert done.returncode == 2
    assert "pip install 'cookie-audit[wacz]'" in done.stderr
