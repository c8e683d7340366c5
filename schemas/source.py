"""Sources of articles and the rules for fetching: the content of `sources.toml`."""

import re
from datetime import timedelta
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, field_validator

from schemas.record import Record

SourceKind = Literal["auto", "feed", "sitemap", "list", "page"]
"""auto: recognised by content; feed: RSS, Atom, JSON Feed; sitemap: a sitemap or an index of them; list: a URL a line;
page: an HTML page that names its feed."""

_LENGTH = re.compile(r"(\d{1,5})\s?([smhd])")
_SECONDS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}
_NAME = re.compile(r"[\w.-]{1,80}")


def web_address(value: str) -> str:
    """The value, if it is an http or https address with a host. Raises ValueError."""
    parts = urlsplit(value.strip())
    if parts.scheme not in ("http", "https"):
        raise ValueError(f"an http or https address is wanted, not {parts.scheme or 'one without a scheme'!r}")
    if not parts.hostname:
        raise ValueError("the address names no host")
    return value.strip()


def _length(value: object) -> object:
    """A length of time such as "15m" in seconds; a number unchanged."""
    found = _LENGTH.fullmatch(value.strip()) if isinstance(value, str) else None
    if isinstance(value, str) and not found:
        raise ValueError('a length of time is wanted, such as "90s", "15m", "6h" or "1d"')
    return int(found.group(1)) * _SECONDS[found.group(2)] if found else value


Length = Annotated[timedelta, BeforeValidator(_length)]
"""A length of time: seconds, or text such as "15m"."""


class Source(Record):
    """One place that lists articles."""

    name: str
    """Letters, digits, dots, hyphens and underscores; how the source is called everywhere else."""
    url: Annotated[str, AfterValidator(web_address)]
    kind: SourceKind = "auto"
    schedule: Length | None = None
    """Fixed time between two polls. None: it is learned from how often the source changes."""
    max_items: int = Field(default=1_000, ge=1, le=50_000)
    """Articles taken from one poll, the first ones listed; the rest are left to the next poll."""
    revisit: bool = True
    """Whether recent articles are requested again, to catch edits."""

    @field_validator("name")
    @classmethod
    def _plain_name(cls, value: str) -> str:
        if not _NAME.fullmatch(value):
            raise ValueError("a name is letters, digits, dots, hyphens and underscores, at most 80")
        return value


class FetchRules(Record):
    """Manners and limits of all fetching: the table [fetch] of sources.toml."""

    contact: str = Field(min_length=5, max_length=200)
    """A mail address or web page that tells a publisher who fetches. It is part of the User-Agent."""
    host_interval: float = Field(default=1.0, ge=0)
    """Seconds between the end of one request to a host and the start of the next."""
    max_connections: int = Field(default=16, ge=1, le=256)
    """Requests under way at one time, to all hosts together."""
    request_seconds: float = Field(default=30.0, gt=0)
    """Seconds that one request may take from its first byte to its last, without redirects."""
    idle_seconds: float = Field(default=10.0, gt=0)
    """Seconds that a server may send nothing."""
    run_seconds: float = Field(default=900.0, gt=0)
    """Seconds during which one run starts new requests; the rest is left to the next run."""
    max_bytes: int = Field(default=10 * 1024**2, ge=1)
    """The largest body, counted both as it comes and as it unpacks."""
    max_redirects: int = Field(default=5, ge=0, le=20)
    max_attempts: int = Field(default=3, ge=1, le=10)
    """Tries of one address in one run."""
    patience_seconds: float = Field(default=20.0, ge=0)
    """The longest Retry-After that is waited for within a run; a longer one is left to a later run."""
    allow: tuple[str, ...] = ()
    """Networks that may be connected to although they are not public: "127.0.0.0/8", "10.1.2.3"."""

    @field_validator("allow")
    @classmethod
    def _networks(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for text in value:
            ip_network(text)
        return value

    @property
    def allowed_networks(self) -> tuple[IPv4Network | IPv6Network, ...]:
        """`allow` as networks."""
        return tuple(ip_network(text) for text in self.allow)


class Sources(Record):
    """The whole of a sources.toml."""

    fetch: FetchRules
    sources: tuple[Source, ...] = ()
