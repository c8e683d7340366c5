"""One request, one answer: every limit held while the bytes come, every failure a value.

Built on httpx's own engine (httpcore) and not on `httpx.AsyncClient`: what must not happen here (cookies, redirects
followed unasked, proxies out of the environment, unpacking without a limit) does not exist at that level.
"""

import asyncio
import ssl
import time
from base64 import b64encode
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from importlib.metadata import PackageNotFoundError, version

import httpcore
import httpx

from schemas.fetch import FetchOutcome
from schemas.source import FetchRules
from tasks.fetching.network.guarded_network import GuardedNetwork, Refused, Resolve, resolve
from tasks.fetching.network.host_pools import HostPools
from tasks.text.decode.unpacking import CutShort, TooLarge, Unpacker

ERROR_BODY = 65_536
"""Bytes read of an answer whose content is not used, so that the connection can be used again."""
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Answer:
    """The result of one request."""

    url: str
    """Without user name and password."""
    outcome: FetchOutcome
    detail: str | None = None
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    """Names in lower case; of a repeated one the last. Without cookies."""
    body: bytes = b""
    """Unpacked. Empty unless the outcome is FETCHED."""
    wire_bytes: int = 0
    seconds: float = 0.0
    http_version: str | None = None

    @property
    def redirect(self) -> str | None:
        """The address to request next. None: this is not a redirect."""
        location = self.headers.get("location")
        return location if self.status in _REDIRECTS and location else None


def user_agent(contact: str) -> str:
    """Our name, and an address of somebody responsible."""
    try:
        release = version("cuttings")
    except PackageNotFoundError:
        release = "0"
    return f"cuttings/{release} (+{contact})"


class HttpClient:
    """Sends requests. Used as an async context manager, which closes its connections."""

    def __init__(self, rules: FetchRules, *, resolver: Resolve = resolve, tls: ssl.SSLContext | None = None) -> None:
        self._rules = rules
        self._pools = HostPools(
            GuardedNetwork(rules.allowed_networks, resolver),
            tls or httpx.create_ssl_context(),
            kept=rules.max_connections * 2,
            expiry=max(5.0, rules.host_interval * 3),
        )
        self._headers = [
            (b"User-Agent", user_agent(rules.contact).encode("ascii", "replace")),
            (b"Accept", b"text/html,application/xhtml+xml,application/xml;q=0.9,application/json;q=0.8,*/*;q=0.5"),
            (b"Accept-Encoding", b"gzip, deflate"),
        ]

    async def __aenter__(self) -> "HttpClient":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._pools.aclose()

    async def get(
        self,
        url: str,
        *,
        conditions: Mapping[str, str] | None = None,
        wanted: Callable[[str], bool] = lambda _: True,
        limit: int | None = None,
    ) -> Answer:
        """Request `url` without following redirects.

        `conditions` are headers such as If-None-Match. `wanted` is called with the Content-Type before the body is
        read. `limit` is the largest body; None: that of the rules.
        """
        started = time.perf_counter()
        heard = _Heard(limit or self._rules.max_bytes)
        try:
            asked = _web_url(url)
            async with asyncio.timeout(self._rules.request_seconds):
                outcome, detail = await self._exchange(asked, conditions or {}, wanted, heard)
        except (Refused, httpx.InvalidURL) as error:
            outcome, detail = FetchOutcome.REFUSED, str(error)
        except TimeoutError:
            outcome, detail = FetchOutcome.TIMEOUT, f"not done after {self._rules.request_seconds:g} s"
        except httpcore.TimeoutException as error:
            outcome = FetchOutcome.TIMEOUT
            detail = f"silent for {self._rules.idle_seconds:g} s ({type(error).__name__})"
        except (TooLarge, CutShort) as error:
            outcome = FetchOutcome.TOO_LARGE if isinstance(error, TooLarge) else FetchOutcome.BROKEN
            detail = str(error)
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
            outcome, detail = _network_failure(error)
        body = bytes(heard.body) if outcome == FetchOutcome.FETCHED else b""
        return Answer(
            url=without_credentials(url),
            outcome=outcome,
            detail=detail,
            status=heard.status,
            headers=heard.headers,
            body=body,
            wire_bytes=heard.wire_bytes,
            seconds=time.perf_counter() - started,
            http_version=heard.http_version,
        )

    async def _exchange(
        self, url: httpx.URL, conditions: Mapping[str, str], wanted: Callable[[str], bool], heard: "_Heard"
    ) -> tuple[FetchOutcome, str | None]:
        idle = self._rules.idle_seconds
        target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        headers = [*self._headers, *_authorisation(url), *((k.encode(), v.encode()) for k, v in conditions.items())]
        timeouts = {"connect": idle, "read": idle, "write": idle, "pool": None}
        async with (
            self._pools.of((url.raw_scheme, url.raw_host, url.port)) as pool,
            pool.stream("GET", target, headers=headers, extensions={"timeout": timeouts}) as response,
        ):
            heard.begin(response)
            outcome, detail = _of_status(response.status)
            if outcome == FetchOutcome.FETCHED and not wanted(heard.headers.get("content-type", "")):
                return FetchOutcome.NOT_TEXT, heard.headers.get("content-type", "")[:100]
            if outcome == FetchOutcome.FETCHED:
                await heard.read(response.aiter_stream())
            else:
                await heard.drain(response.aiter_stream())
            return outcome, detail


class _Heard:
    """What was received of an answer so far, also after a failure."""

    def __init__(self, limit: int) -> None:
        self.status: int | None = None
        self.headers: dict[str, str] = {}
        self.http_version: str | None = None
        self.body = bytearray()
        self.wire_bytes = 0
        self._limit = limit

    def begin(self, response: httpcore.Response) -> None:
        self.status = response.status
        self.headers = {
            name.decode("ascii", "replace").lower(): value.decode("utf-8", "replace")
            for name, value in response.headers
            if not name.lower().startswith(b"set-cookie")
        }
        self.http_version = bytes(response.extensions.get("http_version", b"")).decode("ascii", "replace")

    async def read(self, chunks: AsyncIterator[bytes]) -> None:
        """Raises TooLarge, CutShort."""
        stated = self.headers.get("content-length", "")
        if stated.isdecimal() and len(stated) < 20 and int(stated) > self._limit:
            raise TooLarge(f"{stated} bytes are announced; the limit is {self._limit}")
        try:
            unpacker = Unpacker(self.headers.get("content-encoding", ""), limit=self._limit)
        except ValueError as error:
            raise CutShort(str(error)) from error
        async for chunk in chunks:
            self.wire_bytes += len(chunk)
            if self.wire_bytes > self._limit:
                raise TooLarge(f"more than {self._limit} bytes came")
            self.body += unpacker.unpack(chunk)
        unpacker.close()

    async def drain(self, chunks: AsyncIterator[bytes]) -> None:
        async for chunk in chunks:
            self.wire_bytes += len(chunk)
            if self.wire_bytes > ERROR_BODY:
                return


def without_credentials(url: str) -> str:
    """`url` without user name and password, for everything that is stored."""
    scheme, separator, rest = url.partition("://")
    if not separator:
        return url
    end = min((at for sign in "/?#\\" if (at := rest.find(sign)) >= 0), default=len(rest))
    return f"{scheme}://{rest[:end].rpartition('@')[2]}{rest[end:]}"


def _web_url(url: str) -> httpx.URL:
    """Raises Refused, httpx.InvalidURL."""
    made = httpx.URL(url)
    if made.scheme not in ("http", "https"):
        raise Refused(f"{made.scheme or 'no scheme'} is neither http nor https")
    if not made.host:
        raise Refused("the address names no host")
    return made


def _authorisation(url: httpx.URL) -> list[tuple[bytes, bytes]]:
    if not url.username and not url.password:
        return []
    return [(b"Authorization", b"Basic " + b64encode(f"{url.username}:{url.password}".encode()))]


def _of_status(status: int) -> tuple[FetchOutcome, str | None]:
    known = {
        200: FetchOutcome.FETCHED, 203: FetchOutcome.FETCHED, 304: FetchOutcome.NOT_MODIFIED, 404: FetchOutcome.GONE,
        410: FetchOutcome.GONE, 429: FetchOutcome.BUSY, 503: FetchOutcome.BUSY,
    }  # fmt: skip
    if status in known:
        return known[status], None
    if status in _REDIRECTS:
        return FetchOutcome.REDIRECTS, None
    phrase = HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else "unknown to HTTP"
    outcome = FetchOutcome.FORBIDDEN if 400 <= status < 500 else FetchOutcome.SERVER_ERROR
    return outcome, f"{status} {phrase}"


def _network_failure(error: Exception) -> tuple[FetchOutcome, str]:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return FetchOutcome.BAD_CERTIFICATE, cause.verify_message
        cause = cause.__cause__ or cause.__context__
    detail = without_credentials(str(error)) or type(error).__name__
    return (FetchOutcome.UNREACHABLE if isinstance(error, httpcore.ConnectError) else FetchOutcome.BROKEN), detail
