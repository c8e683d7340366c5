"""robots.txt by RFC 9309: a missing file allows everything; while the server fails nothing is allowed."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from protego import Protego

from schemas.fetch import FetchOutcome
from schemas.host_state import HostState

AGENT = "cuttings"
"""Our name in robots.txt."""
FRESH = timedelta(hours=24)
"""How long a robots.txt is valid (RFC 9309, 2.4)."""
UNKNOWN_FRESH = timedelta(minutes=30)
"""How long to wait before another request for a robots.txt that could not be fetched."""
MAX_BYTES = 2_000_000
"""Four times what RFC 9309 requires. A larger file is treated like one that cannot be fetched."""

_PRODUCT = re.compile(
    r"^(\s{0,20}user-?agent\s{0,20}:\s{0,20}[A-Za-z_-]{1,100})/[^\r\n#]{0,200}", re.IGNORECASE | re.MULTILINE
)
"""A product token with a version, which RFC 9309, 2.2.1, does not allow; it is read as the product."""

Verdict = Literal["allowed", "disallowed", "unknown"]


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one host for us."""

    rules: Protego | None
    """None: it has no rules, or they could not be fetched."""
    reachable: bool = True

    def verdict(self, url: str) -> Verdict:
        """Whether `url` may be requested. unknown: not now, because robots.txt could not be fetched."""
        if not self.reachable:
            return "unknown"
        return "allowed" if self.rules is None or self.rules.can_fetch(url, AGENT) else "disallowed"

    @property
    def crawl_delay(self) -> float | None:
        """Seconds between requests. None: not stated."""
        delay = self.rules.crawl_delay(AGENT) if self.rules else None
        return float(delay) if delay is not None else None

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """The sitemaps that it names."""
        return tuple(self.rules.sitemaps) if self.rules else ()


def robots_of(host: HostState) -> Robots:
    """The known rules of a host after its robots.txt was requested."""
    if host.robots_status is not None and 200 <= host.robots_status < 300:
        return Robots(Protego.parse(_PRODUCT.sub(r"\1", (host.robots or "").removeprefix("\ufeff"))))
    if host.robots_status is not None and 400 <= host.robots_status < 500 and host.robots_status != 429:
        return Robots(None)
    return Robots(None, reachable=False)


def is_stale(host: HostState, now: datetime) -> bool:
    """Whether robots.txt must be requested (again)."""
    if host.robots_at is None:
        return True
    return now - host.robots_at > (FRESH if is_settled(host.robots_status) else UNKNOWN_FRESH)


def is_settled(status: int | None) -> bool:
    """Whether a status settles the question for a day."""
    return status is not None and (200 <= status < 300 or (400 <= status < 500 and status != 429))


def with_robots(host: HostState, outcome: FetchOutcome, status: int | None, body: bytes, now: datetime) -> HostState:
    """The host after the request for its robots.txt, redirects followed."""
    text = _decoded(body) if outcome == FetchOutcome.FETCHED else None
    # A redirect in a circle is like no file (RFC 9309, 2.3.1.2).
    settled = 404 if outcome == FetchOutcome.REDIRECTS else 0 if text is None and status == 200 else status
    return host.model_copy(update={"robots": text, "robots_status": settled or 0, "robots_at": now})


def _decoded(body: bytes) -> str:
    """UTF-8, as RFC 9309 wants it; or UTF-16 where a byte order mark says so."""
    return body.decode("utf-16" if body[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "replace")
