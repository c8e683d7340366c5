"""A host between two requests."""

from datetime import datetime

from schemas.record import Record


class HostState(Record):
    """What is known of a host: a row of `fetch_hosts`."""

    host: str
    """Name, and the port unless it is the default port."""
    failures: int = 0
    """Requests in a row that failed."""
    not_before: datetime | None = None
    """No requests until then. None: no pause."""
    robots: str | None = None
    """Text of robots.txt. None: not known, or it has none: see robots_status."""
    robots_status: int | None = None
    """HTTP status of the answer; 0: no answer. None: never requested."""
    robots_at: datetime | None = None
