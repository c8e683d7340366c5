"""watches.toml: watches and the channels for their notices."""

from pathlib import Path

from schemas.channel import Channel
from schemas.watch import Watch
from tasks.errors import FileWrong
from tasks.stated.tables import line_of, no_doubles, place, tables


def read_watches(path: Path) -> tuple[list[Watch], list[Channel]]:
    """The file's watches and channels; empty if there is no file. Raises FileWrong."""
    found = tables(path, {"watch": Watch, "notify": Channel})
    watches = [one for one in found["watch"] if isinstance(one, Watch)]
    channels = [one for one in found["notify"] if isinstance(one, Channel)]
    no_doubles(path, watches, "watch", "name")
    no_doubles(path, channels, "notify", "url")
    known = {one.name for one in watches}
    for number, channel in enumerate(channels):
        for name in channel.watches or ():
            if name not in known:
                lines = path.read_text(encoding="utf-8").splitlines()
                line = line_of(lines, place(lines, "notify", number), "watches")
                raise FileWrong(path, line, f"notify {number + 1}, watches: there is no watch {name}")
    return watches, channels
