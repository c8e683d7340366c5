"""Sends notices: digests to the channels of watches.toml."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from schemas.channel import Channel
from schemas.home import Home
from schemas.settings import Settings
from tasks.loading.load_steps import loader
from tasks.stated.watch_file import read_watches
from warehouse.watching.due import Notice, clipping_notices, last_told, mark_told, trouble_notices, unmark_told, untold

Send = Callable[[str, str, str], bool]
"""Takes address, title and text. Returns whether the message was sent."""

MOST_TOLD = 100
"""Most notices in one message; the rest are counted, and are rows of the relation clippings."""


@dataclass(frozen=True, slots=True)
class Digest:
    """The message to one channel."""

    channel: Channel
    notices: tuple[Notice, ...]

    @property
    def title(self) -> str:
        """The subject of the message."""
        counts: dict[str, int] = {}
        for one in self.notices:
            counts[one.about] = counts.get(one.about, 0) + 1
        return "cuttings: " + ", ".join(f"{count} {about}" for about, count in sorted(counts.items()))[:150]

    @property
    def text(self) -> str:
        """The message: plain text, a paragraph a notice."""
        lines: list[str] = []
        about = ""
        for one in self.notices[:MOST_TOLD]:
            if one.about != about:
                about = one.about
                lines += ["", f"== {about} =="]
            lines += ["", one.title, one.said, *([one.url] if one.url else [])]
        more = len(self.notices) - MOST_TOLD
        lines += ["", f'and {more} more: `cuttings sql "FROM clippings"`'] if more > 0 else []
        return "\n".join(lines).strip()


def tell(
    settings: Settings, *, now: datetime, send: Send, environment: Mapping[str, str] = os.environ, dry: bool = False
) -> list[Digest]:
    """Sends each channel its notices that are due; returns them. `dry`: nothing is sent and nothing is recorded.

    A channel that refuses a message is tried again at the next call. Raises FileWrong, Locked.
    """
    _, channels = read_watches(Home(settings.home).watches)
    told: list[Digest] = []
    for channel in channels:
        address = channel.address(environment)
        if address is None and not dry:
            continue
        with loader(settings.home) as con:
            last = last_told(con, channel.key)
            if channel.every == "day" and last and last.date() == now.date():
                continue
            found = clipping_notices(con, now, channel.watches)
            found += trouble_notices(con, now) if channel.trouble else []
            digest = Digest(channel, tuple(untold(con, channel.key, found)))
            if not digest.notices:
                continue
            told.append(digest)
            if not dry:
                mark_told(con, channel.key, digest.notices, now)
        if not dry and not send(str(address), digest.title, digest.text):
            with loader(settings.home) as con:
                unmark_told(con, channel.key, digest.notices)
            told.pop()
    return told
