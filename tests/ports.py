"""Ports for servers of the tests' own that can't choose one themselves."""

from __future__ import annotations

import random
import socket

_LOWEST, _HIGHEST = 10_000, 32_767
"""Below the ports that systems give to connections: there, any connection made meanwhile could take ours."""


def free_port() -> int:
    """Return a port of 127.0.0.1 that nobody listens on. Another test may be quicker to take it: try again then."""
    for _ in range(1000):
        port = random.randint(_LOWEST, _HIGHEST)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise OSError("no port is free")
