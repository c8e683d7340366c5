"""When readers were last shown what is stored."""

from datetime import datetime, timedelta
from pathlib import Path

from warehouse.backend.backend import backend_of
from warehouse.errors import NoSnapshot


def published_at(home: Path, now: datetime) -> datetime:
    """When something was published last, in the zone of `now`. Raises NoSnapshot."""
    try:
        return datetime.fromtimestamp(backend_of(home).marker.stat().st_mtime, now.tzinfo)
    except FileNotFoundError:
        raise NoSnapshot(home) from None


def snapshot_age(home: Path, now: datetime) -> timedelta:
    """How old what readers see is; nothing, when the clock was set back since. Raises NoSnapshot."""
    return max(now - published_at(home, now), timedelta())
