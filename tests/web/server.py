"""The loopback server: many hosts over HTTP and HTTPS on two ephemeral ports, in one thread.

The plain port answers http:// requests and is an HTTP proxy as well (CONNECT tunnels to the TLS port, absolute
addresses). Nothing ever leaves this machine: the proxy connects to its own TLS port and to nothing else.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
import threading
from collections.abc import Callable

from .certificates import Certificates
from .messages import MAX_HEAD_BYTES, BadRequestError, Request, Response, read_request

Answerer = Callable[[Request, str], Response]
"""Answers a request that came by scheme `http` or `https`."""

_BAD_REQUEST = Response(status=400, headers=(("Content-Type", "text/plain"),), body=b"Not an HTTP request.\n")
_BAD_GATEWAY = Response(status=502, headers=(("Content-Type", "text/plain"),), body=b"No such host.\n")


class LoopbackServer:
    """Serves `answer` on 127.0.0.1 between `start` and `stop`."""

    def __init__(self, answer: Answerer, certificates: Certificates, refused: frozenset[str]) -> None:
        """Take the function that answers, the certificates and the hosts to which no tunnel is made."""
        self._answer = answer
        self._certificates = certificates
        self._refused = refused
        self._ready = threading.Event()
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopping: asyncio.Event | None = None
        self._failure: BaseException | None = None
        self._connections: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self.http_port = 0
        self.https_port = 0
        self.closed_port = 0
        """A port that is taken and answers nobody, so that connections to it are refused."""

    def start(self) -> None:
        """Start the thread and wait until both ports are open."""
        self._closed = socket.socket()
        self._closed.bind(("127.0.0.1", 0))
        self.closed_port = self._closed.getsockname()[1]
        self._thread = threading.Thread(target=self._run, name="demo-web", daemon=True)
        self._thread.start()
        self._ready.wait()
        if self._failure is not None:
            raise self._failure

    def stop(self) -> None:
        """Close every connection and wait for the thread to end."""
        if self._loop is not None and self._stopping is not None:
            self._loop.call_soon_threadsafe(self._stopping.set)
        if self._thread is not None:
            self._thread.join()
        self._closed.close()

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except BaseException as error:  # told to the thread that waits in start()
            self._failure = error
        finally:
            self._ready.set()

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._stopping = asyncio.Event()
        plain = await self._listen(self._serve_plain, None)
        secure = await self._listen(self._serve_secure, self._certificates.server_context())
        self.http_port = plain.sockets[0].getsockname()[1]
        self.https_port = secure.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stopping.wait()
        plain.close()
        secure.close()
        for writer in list(self._connections):
            writer.transport.abort()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.sleep(0.02)  # aborted TLS transports report their loss in later turns of the loop

    async def _listen(
        self,
        serve: Callable[[asyncio.StreamReader, asyncio.StreamWriter], object],
        context: ssl.SSLContext | None,
    ) -> asyncio.Server:
        return await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context, limit=MAX_HEAD_BYTES, backlog=512)  # type: ignore[arg-type] # serve is a coroutine function

    async def _serve_plain(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await self._guard(reader, writer, "http")

    async def _serve_secure(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await self._guard(reader, writer, "https")

    async def _guard(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, scheme: str) -> None:
        """Serve one connection; a client that goes away is no error."""
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        self._connections.add(writer)
        try:
            await self._converse(reader, writer, scheme)
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        except BadRequestError:
            with contextlib.suppress(OSError):
                writer.write(_BAD_REQUEST.head(keep_alive=False) + _BAD_REQUEST.body)
        finally:
            self._tasks.discard(task)
            self._connections.discard(writer)
            writer.close()

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, scheme: str) -> None:
        while (request := await read_request(reader)) is not None:
            if request.method == "CONNECT":
                await self._tunnel(request, reader, writer)
                return
            response = self._respond(request, scheme)
            await _send(writer, request, response)
            if not request.keeps_alive:
                return

    def _respond(self, request: Request, scheme: str) -> Response:
        unreachable = request.host in self._refused or not self._certificates.knows(request.host)
        if request.target.startswith("http://") and unreachable:
            return _BAD_GATEWAY
        return self._answer(request, scheme)

    async def _tunnel(self, request: Request, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Join a CONNECT to our own port: TLS for 443, plain for everything else."""
        if request.host in self._refused or not self._certificates.knows(request.host):
            await _send(writer, request, _BAD_GATEWAY)
            return
        port = self.https_port if request.target.endswith(":443") else self.http_port
        inner_reader, inner_writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        try:
            await asyncio.gather(_pump(reader, inner_writer), _pump(inner_reader, writer))
        finally:
            inner_writer.transport.abort()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while data := await reader.read(65_536):
            writer.write(data)
            await writer.drain()
        if writer.can_write_eof():
            writer.write_eof()


async def _send(writer: asyncio.StreamWriter, request: Request, response: Response) -> None:
    if response.delay_s == Response.NEVER:
        await asyncio.Event().wait()
    if response.delay_s:
        await asyncio.sleep(response.delay_s)
    writer.write(response.head(keep_alive=request.keeps_alive))
    if request.method != "HEAD":
        if response.drip_s:
            for index in range(len(response.body)):
                writer.write(response.body[index : index + 1])
                await writer.drain()
                await asyncio.sleep(response.drip_s)
        else:
            writer.write(response.body)
    await writer.drain()
