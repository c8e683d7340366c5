"""When data were last published to readers."""

from datetime import datetime, timedelta
from pathlib import Path

from warehouse.backend.backend import backend_of
from warehouse.errors import NoSnapshot


def published_at(home: Path, now: datetime) -> datetime:
    """The time of the last publication, in the zone of `now`. Raises NoSnapshot."""
    try:
        return datetime.fromtimestamp(backend_of(home).marker.stat().st_mtime, now.tzinfo)
    except FileNotFoundError:
        raise NoSnapshot(home) from None


def snapshot_age(home: Path, now: datetime) -> timedelta:
    """The age of what readers see; zero if the clock was set back since. Raises NoSnapshot."""
    return max(now - published_at(home, now), timedelta())
