"""When readers were last shown what is stored."""

from datetime import datetime, timedelta
from pathlib import Path

from warehouse.backend.backend import backend_of


def snapshot_age(home: Path, now: datetime) -> timedelta:
    """How old what readers see is; nothing, when the clock was set back since. Raises NoSnapshot."""
    return max(now - backend_of(home).published_at(now), timedelta())
