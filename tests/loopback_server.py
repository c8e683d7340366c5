"""A web server of our own on loopback: pages, feeds, and everything that goes wrong, on demand.

Real sockets. It runs in a thread of the test, or by itself: `python -m tests.loopback_server HOSTS PAGES`.
"""

import asyncio
import gzip
import ssl
import sys
import threading
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from email.utils import formatdate
from types import TracebackType

BOMB = gzip.compress(gzip.compress(b"\0" * 200_000_000, 9), 9)
"""1 kB that unpacks to 200 kB that unpack to 200 MB."""


@dataclass(slots=True)
class Asked:
    """One request as the server saw it."""

    host: str
    path: str
    headers: dict[str, str]
    began: float
    ended: float = 0.0


@dataclass(slots=True)
class Page:
    """What is served at a path."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    etag: str | None = None


Handler = Callable[["Server", Asked, asyncio.StreamWriter], Awaitable[None]]


class Server:
    """Serves `pages` on every one of `hosts`, at one port. `log` holds all requests, `connections` counts sockets."""

    def __init__(self, hosts: Sequence[str] = ("127.0.0.1",), *, tls: ssl.SSLContext | None = None) -> None:
        self.hosts = tuple(hosts)
        self.port = 0
        self.pages: dict[str, Page | Handler] = {}
        self.log: list[Asked] = []
        self.connections = 0
        self._tls = tls
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> "Server":
        self._thread.start()
        self._ready.wait(10)
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def url(self, path: str, host: int = 0) -> str:
        return f"{'https' if self._tls else 'http'}://{self.hosts[host]}:{self.port}{path}"

    def paths(self) -> list[str]:
        """What was asked for, in order."""
        return [asked.path for asked in self.log]

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._listen())
        self._ready.set()
        self._loop.run_forever()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0.01))
        self._loop.close()

    async def _listen(self) -> None:
        for host in self.hosts:
            listening = await asyncio.start_server(self._serve, host, self.port, ssl=self._tls, backlog=512)
            self.port = listening.sockets[0].getsockname()[1]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                asked = _asked(head)
                self.log.append(asked)
                found = self.pages.get(asked.path, Page(b"not here", 404))
                await (_send(found, asked, writer) if isinstance(found, Page) else found(self, asked, writer))
                asked.ended = time.monotonic()
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.LimitOverrunError, asyncio.CancelledError):
            pass
        finally:
            writer.close()


async def _send(page: Page, asked: Asked, writer: asyncio.StreamWriter) -> None:
    status, body, headers = page.status, page.body, dict(page.headers)
    if page.etag:
        headers["ETag"] = page.etag
        if asked.headers.get("if-none-match") == page.etag:
            status, body = 304, b""
    headers.setdefault("Content-Type", "text/html; charset=utf-8")
    if status != 304:
        headers.setdefault("Content-Length", str(len(body)))
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    writer.write(f"HTTP/1.1 {status} X\r\n{lines}\r\n".encode("latin-1") + body)
    await writer.drain()


def _asked(head: bytes) -> Asked:
    first, *rest = head.decode("latin-1").rstrip().split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in rest)}
    return Asked(headers.get("host", ""), first.split(" ")[1], headers, time.monotonic())


def raw(data: bytes, *, hold: float = 0.0) -> Handler:
    """Sends these bytes, waits, and closes."""

    async def handler(_server: Server, _asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(data)
        await writer.drain()
        await asyncio.sleep(hold)
        raise ConnectionError

    return handler


def endless(head: bytes, piece: bytes, *, pause: float = 0.0) -> Handler:
    """Sends the head, and then the piece again and again."""

    async def handler(_server: Server, _asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        while True:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(pause)

    return handler


def in_turn(*pages: Page | Handler) -> Handler:
    """The first page at the first request, and so on; the last one for all that follow."""
    left = list(pages)

    async def handler(server: Server, asked: Asked, writer: asyncio.StreamWriter) -> None:
        page = left.pop(0) if len(left) > 1 else left[0]
        await (_send(page, asked, writer) if isinstance(page, Page) else page(server, asked, writer))

    return handler


OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"


def faults() -> dict[str, Page | Handler]:
    """What can go wrong with one request, by path."""
    late = formatdate(time.time() + 3_600, usegmt=True)
    return {
        "/hanging": raw(b"", hold=60),
        "/hanging-body": raw(OK + b"Content-Length: 100\r\n\r\nhalf", hold=60),
        "/dripping": endless(CHUNKED, b"1\r\nx\r\n", pause=0.05),
        "/endless-chunks": endless(CHUNKED, b"10000\r\n" + b"x" * 65_536 + b"\r\n"),
        "/endless-header": endless(b"HTTP/1.1 200 OK\r\n", b"X-More: " + b"y" * 1_000 + b"\r\n"),
        "/truncated": raw(OK + b"Content-Length: 1000\r\n\r\nonly this"),
        "/truncated-chunks": raw(CHUNKED + b"5\r\nhello\r\n"),
        "/truncated-gzip": Page(gzip.compress(b"text " * 5_000)[:-20], headers={"Content-Encoding": "gzip"}),
        "/damaged-gzip": Page(b"\x1f\x8b" + b"junk" * 100, headers={"Content-Encoding": "gzip"}),
        "/too-short-length": raw(OK + b"Content-Length: 4\r\n\r\nlonger than announced"),
        "/announced-too-large": Page(b"x", headers={"Content-Length": "99999999999"}),
        "/two-lengths": raw(OK + b"Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcde"),
        "/bomb": Page(gzip.decompress(BOMB), headers={"Content-Encoding": "gzip"}),
        "/double-bomb": Page(BOMB, headers={"Content-Encoding": "gzip, gzip"}),
        "/unasked-coding": Page(b"\x0b\x02\x80", headers={"Content-Encoding": "br"}),
        "/no-http": raw(b"SSH-2.0-OpenSSH_9.6\r\n\r\n"),
        "/closed": raw(b""),
        "/circle": Page(status=302, headers={"Location": "/circle-2"}),
        "/circle-2": Page(status=302, headers={"Location": "/circle"}),
        "/to-nowhere": Page(status=302),
        "/to-a-file": Page(status=302, headers={"Location": "file:///etc/passwd"}),
        "/to-metadata": Page(status=302, headers={"Location": "http://169.254.169.254/latest/meta-data/"}),
        **{f"/far-{n}": Page(status=301, headers={"Location": f"/far-{n + 1}"}) for n in range(30)},
        "/busy-seconds": Page(status=429, headers={"Retry-After": "3600"}),
        "/busy-date": Page(status=429, headers={"Retry-After": late}),
        "/busy": Page(status=503),
        "/error": Page(b"trouble", 500),
        "/strange-status": Page(b"", 799),
        "/gone": Page(b"", 410),
        "/forbidden": Page(b"no", 403),
        "/picture": Page(b"\x89PNG", headers={"Content-Type": "image/png"}),
        "/mislabelled": Page("Café".encode("cp1252"), headers={"Content-Type": "text/html; charset=utf-8"}),
        "/not-modified": Page(b"", 304),
        "/recovers": in_turn(Page(b"", 500), Page(b"<p>fine again</p>")),
    }


def main(hosts: int, pages: int) -> None:
    """Serves articles on that many loopback addresses until standard input ends; prints the port first."""
    text = "".join(
        f"<p>Sentence {n} of a long report about the barrage, which stood still for days.</p>" for n in range(60)
    )
    with Server([f"127.0.0.{n + 1}" for n in range(hosts)]) as server:
        for number in range(pages):
            body = (
                f"<html><head><title>Report {number}</title></head><body><h1>Report {number}</h1>{text}</body></html>"
            )
            server.pages[f"/{number}"] = Page(body.encode())
        sys.stdout.write(f"{server.port}\n")
        sys.stdout.flush()
        sys.stdin.read()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
