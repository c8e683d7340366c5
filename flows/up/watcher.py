"""Files that are dropped into the inbox become requests for a run.

File-system events only say when to look. The list of files comes from a scan of the inbox, because events get
lost: in a burst, when a whole folder is moved in, or on a network drive.
"""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import watchfiles

from flows.up.run_request import NotAsked
from schemas.home import Home
from schemas.settings import Settings
from tasks.inbox.drops import Drop, drops_in_inbox

logger = logging.getLogger(__name__)

RESCAN_SECONDS = 10.0
"""Seconds between scans of the inbox without events."""
LONGEST_BACKOFF = 30.0
SCAN_SHARE = 0.1
"""Scans take at most this share of the time, however many files there are."""

AGAIN_SECONDS = 60.0
"""Seconds after which a file that is still there is requested again: its run may have been killed. Each later request
waits twice as long, because a file that cannot be read or removed stays for ever."""
LONGEST_AGAIN = 3_600.0

Ask = Callable[[Sequence[Drop], int], None]
"""Requests a run for these files. The number: how often they were requested before. Raises NotAsked."""


@dataclass(slots=True)
class Watch:
    """The state of the watcher."""

    asked: dict[str, tuple[float, int]] = field(default_factory=dict)
    """By drop: when it was last requested (POSIX seconds), and how often."""
    failures: int = 0
    """The number of failed requests in a row."""

    def look(self, settings: Settings, ask: Ask, *, now: float) -> float:
        """Scans once and requests a run for new files. Returns the seconds until the next scan without events."""
        drops, moving = drops_in_inbox(Home(settings.home).inbox, now=now, settle_seconds=settings.settle_seconds)
        self.asked = {drop.key: self.asked[drop.key] for drop in drops if drop.key in self.asked}
        due = [drop for drop in drops if self._is_due(drop.key, now)]
        if due:
            before = min(self.asked.get(drop.key, (0.0, 0))[1] for drop in due)
            try:
                ask(due, before)
            except NotAsked as error:
                self.failures += 1
                log = logger.warning if self.failures == 1 else logger.debug
                log("%d files wait; %s", len(due), error)
                return backoff(self.failures)
            self.asked.update({drop.key: (now, before + 1) for drop in due})
        self.failures = 0
        return max(settings.settle_seconds, 0.05) if moving else RESCAN_SECONDS

    def _is_due(self, key: str, now: float) -> bool:
        """Also true after the clock was set back: a second request is harmless."""
        if key not in self.asked:
            return True
        at, times = self.asked[key]
        return not 0 <= now - at < min(LONGEST_AGAIN, AGAIN_SECONDS * 2.0 ** min(times - 1, 10))


def backoff(failures: int) -> float:
    """Seconds before the next try: 1, 2, 4 ... 30."""
    return min(LONGEST_BACKOFF, 2.0 ** min(failures - 1, 10))


def watch(settings: Settings, ask: Ask, *, stop: threading.Event) -> None:
    """Watches the inbox until `stop`. If `ask` raises NotAsked, the request is repeated, for ever."""
    inbox = Home(settings.home).inbox
    inbox.mkdir(parents=True, exist_ok=True)
    news = threading.Event()
    threading.Thread(target=_hear, args=(inbox, news, stop), daemon=True, name="file news").start()
    memory = Watch()
    while not stop.is_set():
        news.clear()
        started = time.monotonic()
        wait = memory.look(settings, ask, now=time.time())
        least = max((time.monotonic() - started) / SCAN_SHARE, settings.settle_seconds / 4)
        if memory.failures:
            stop.wait(max(wait, least))
        elif not stop.wait(least):
            _wait_for(news, stop, wait - least)


def _wait_for(news: threading.Event, stop: threading.Event, seconds: float) -> None:
    until = time.monotonic() + seconds
    while not stop.is_set() and not news.is_set() and (left := until - time.monotonic()) > 0:
        news.wait(min(left, 0.5))


def _hear(inbox: Path, news: threading.Event, stop: threading.Event) -> None:
    """Sets `news` at each change in the inbox. If the system gives no events, the scans alone go on."""
    failures = 0
    while not stop.is_set():
        try:
            for _ in watchfiles.watch(inbox, debounce=200, stop_event=stop, raise_interrupt=False):
                news.set()
                failures = 0
        except (OSError, RuntimeError) as error:  # the folder is gone, no watches are left, or a name cannot be decoded
            failures += 1
            log = logger.warning if failures == 1 else logger.debug
            log("news of %s were interrupted (%s)", inbox, error)
            news.set()
            stop.wait(backoff(failures))
