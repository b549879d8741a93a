"""Passwords and tokens that the user gives work, and stand in nothing that is written or said."""

from __future__ import annotations

import base64
import os
import socket
import socketserver
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from audits.history import SiteState, open_history
from audits.history.runs import run_site
from audits.history.schema import RUN
from tests.web import DemoWeb

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]
USER, PASSWORD = "auditor", "zq7hid:pass/word"
TOKEN, SECRET = "zq7hid-webhook-token", "whsec_enE3aGlkIHNlY3JldCBvZiB0aGUgdGVzdHM="
MAIL = "zq7hid-mail-password"
PARTS = ("zq7hid", "enE3aGlk", base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode())
"""What none of the secrets can be written without, however they are quoted."""


REFUSAL = (
    b'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="tests"\r\n'
    b"Content-Length: 0\r\nConnection: close\r\n\r\n"
)


@pytest.fixture(scope="module")
def web() -> Iterator[DemoWeb]:
    with DemoWeb() as running:
        yield running


@contextmanager
def asking_proxy(behind: str) -> Iterator[tuple[str, list[bool]]]:
    """Give a proxy's `host:port` that lets nobody through to the proxy behind it without the password."""
    asked: list[bool] = []
    wanted = base64.b64encode(f"{USER}:{PASSWORD}".encode())

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            head = b""
            while b"\r\n\r\n" not in head and (chunk := self.request.recv(65536)):
                head += chunk
            asked.append(wanted in head)
            if not asked[-1]:
                self.request.sendall(REFUSAL)
                return
            parts = urlsplit(behind)
            with socket.create_connection((parts.hostname or "", parts.port or 0)) as server:
                server.sendall(head)
                back = threading.Thread(target=pass_on, args=(server, self.request))
                back.start()
                pass_on(self.request, server)
                back.join()

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{server.server_address[1]}", asked
        server.shutdown()


def pass_on(source: socket.socket, target: socket.socket) -> None:
    """Send on what comes, until there is no more."""
    with suppress(OSError):
        while chunk := source.recv(65536):
            target.sendall(chunk)
    for each, how in ((target, socket.SHUT_WR), (source, socket.SHUT_RD)):
        with suppress(OSError):
            each.shutdown(how)


def schedule(web: DemoWeb, folder: Path, proxy: str) -> str:
    """Audit a demo site once through a proxy, with every secret there is; return what the program said."""
    (folder / "sites.txt").write_text(f"{web.sites[0].url} every=daily\n")
    words = ["schedule", "--once", "--sites", str(folder / "sites.txt"), "-o", str(folder / "out"), "--verbose"]
    words += ["--proxy", proxy, "--webhook", f"http://127.0.0.1:9/hook?token={TOKEN}", "--mail-to", "a@example.org"]
    words += ["--allow-private", "--ignore-certificate-errors", "--states", "before", "--pages", "0", "--retries", "0"]
    words += ["--no-sandbox"] if os.geteuid() == 0 else []
    done = subprocess.run(
        [sys.executable, "-c", "from audits.cli import main; main()", *words],
        capture_output=True,
        text=True,
        timeout=550,
        check=False,
        env={
            **os.environ,
            "COOKIE_AUDIT_WEBHOOK_SECRET": SECRET,
            "COOKIE_AUDIT_SMTP": f"smtp://audit:{MAIL}@127.0.0.1:9",
            "COOKIE_AUDIT_TOKEN": "zq7hid-dashboard-token",
            "AWS_SECRET_ACCESS_KEY": "zq7hid-store-key",
        },
    )
    return done.stdout + done.stderr


def problem(web: DemoWeb, out: Path) -> tuple[SiteState, str | None]:
    """Return what became of the site."""
    with open_history(out / "history.db") as history, history.engine.connect() as connection:
        run_id = connection.execute(RUN.select()).one().id
        found = run_site(connection, run_id, web.sites[0].url)
    assert found is not None
    return found.state, found.problem


def assert_nothing_hidden(said: str, out: Path) -> None:
    files = [path for path in out.rglob("*") if path.is_file()]
    assert len(files) > 4
    for part in PARTS:
        assert part not in said
        assert not [path.relative_to(out).as_posix() for path in files if part.encode() in path.read_bytes()], part


def test_a_proxys_password_opens_it_and_is_written_nowhere(web: DemoWeb, tmp_path: Path) -> None:
    with asking_proxy(web.proxy_url) as (address, asked):
        said = schedule(web, tmp_path, f"http://{USER}:zq7hid%3Apass%2Fword@{address}")
    assert any(asked)
    assert problem(web, tmp_path / "out") == (SiteState.DONE, None), said
    assert_nothing_hidden(said, tmp_path / "out")


def test_a_wrong_password_is_said_without_it(web: DemoWeb, tmp_path: Path) -> None:
    with asking_proxy(web.proxy_url) as (address, asked):
        said = schedule(web, tmp_path, f"http://{USER}:zq7hid-wrong@{address}")
    assert asked and not any(asked)
    assert problem(web, tmp_path / "out")[0] is SiteState.FAILED
    assert_nothing_hidden(said, tmp_path / "out")
