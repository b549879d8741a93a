"""An S3 server of the tests' own (moto) on 127.0.0.1."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from tests.ports import free_port

CREDENTIALS = {"AWS_ACCESS_KEY_ID": "AKIAOFTHETESTS000000", "AWS_SECRET_ACCESS_KEY": "hidden-secret-of-the-tests"}
STARTING_S = 300


@contextmanager
def s3_server() -> Iterator[dict[str, str]]:
    """Yield the environment in which the server is everybody's S3. It is empty, and gone afterwards."""
    port = free_port()
    code = f"from moto.server import main; main(['-H', '127.0.0.1', '-p', '{port}'])"
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **CREDENTIALS},
    )
    address = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + STARTING_S
        while not _answers(address):
            assert process.poll() is None and time.monotonic() < deadline, "the S3 server did not start"
            time.sleep(0.1)
        yield {**CREDENTIALS, "AWS_ENDPOINT_URL": address, "AWS_DEFAULT_REGION": "us-east-1"}
    finally:
        process.kill()
        process.wait()


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/moto-api/", timeout=30):
            return True
    except OSError:
        return False
