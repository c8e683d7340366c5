"""The state of the inbox: what waits there, and for how long."""

import os
from dataclasses import dataclass
from pathlib import Path

from schemas.home import Home
from schemas.settings import Settings
from tasks.inbox.drops import Drop, drops_in_inbox

GRACE_SECONDS = 30.0
"""Seconds. The watcher handles younger files."""


@dataclass(frozen=True, slots=True)
class InboxState:
    """The inbox at one moment."""

    waiting: int
    """Complete files that no run has taken yet."""
    moving: int
    """Files that are still being written."""
    oldest: str | None
    """Path of the file that has waited longest. None: none waits."""
    oldest_seconds: float
    """How long it has waited. 0: none waits, or the clock was set back."""
    newest_at: float = 0.0
    """When the newest waiting file arrived or changed, in POSIX seconds. 0: none waits."""
    blocked: str | None = None
    """Path of a file that cannot be read, or cannot leave its folder: it waits until a person helps. None: no such."""


def inbox_state(settings: Settings, *, now: float) -> InboxState:
    """Looks into HOME/inbox; `now` in POSIX seconds. A missing folder is empty."""
    drops, moving = drops_in_inbox(Home(settings.home).inbox, now=now, settle_seconds=settings.settle_seconds)
    if not drops:
        return InboxState(0, moving, None, 0.0)
    newest = max(drop.changed_ns for drop in drops) / 1e9
    oldest = min(drops, key=lambda drop: drop.changed_ns)
    blocked = next((drop.location for drop in drops if not _may_leave(drop)), None)
    waited = max(0.0, now - oldest.changed_ns / 1e9)
    return InboxState(len(drops), moving, oldest.location, waited, newest, blocked)


def _may_leave(drop: Drop) -> bool:
    path = Path(drop.path)
    return os.access(path, os.R_OK) and os.access(path.parent, os.W_OK)


def is_due(state: InboxState) -> bool:
    """Whether a file waits that should not. A file with a time in the future (the clock was set back) counts too."""
    return state.waiting > 0 and not 0 < state.oldest_seconds < GRACE_SECONDS
