"""The watcher: what it asks for, when, and what it does while nobody answers."""

import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from flows.up.run_request import NotAsked, idempotency_key
from flows.up.watcher import RESCAN_SECONDS, Watch, backoff, watch
from schemas.settings import Settings
from tasks.inbox.drops import Drop


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "inbox").mkdir()
    return Settings(home=tmp_path, settle_seconds=0.2)


class Asked:
    """Remembers what was asked for; fails as often as told to first."""

    def __init__(self, failures: int = 0) -> None:
        self.failures, self.names, self.before = failures, list[list[str]](), list[int]()

    def __call__(self, drops: Sequence[Drop], before: int) -> None:
        if self.failures:
            self.failures -= 1
            raise NotAsked("nobody is there")
        self.before.append(before)
        self.names.append(sorted(Path(drop.path).name for drop in drops))

    @property
    def flat(self) -> set[str]:
        return {name for names in self.names for name in names}


LATER = 5.0
"""Seconds after which a file is still."""


def test_what_lies_there_is_asked_for_once(settings: Settings) -> None:
    (settings.home / "inbox" / "a.html").write_text("a")
    memory, asked = Watch(), Asked()
    assert memory.look(settings, asked, now=time.time() + LATER) == RESCAN_SECONDS
    memory.look(settings, asked, now=time.time() + LATER)
    assert asked.names == [["a.html"]]


def test_a_file_that_never_leaves_is_asked_for_less_and_less_often(settings: Settings) -> None:
    """Nobody may read or remove it. Every minute a run for it would cost more than all other runs."""
    (settings.home / "inbox" / "a.html").write_text("a")
    memory, asked, start = Watch(), Asked(), time.time() + LATER
    for minute in range(24 * 60):
        memory.look(settings, asked, now=start + 60 * minute)
    assert 24 < len(asked.names) < 36


def test_a_file_still_being_written_is_looked_at_again_soon(settings: Settings) -> None:
    (settings.home / "inbox" / "a.html").write_text("half")
    memory, asked = Watch(), Asked()
    assert memory.look(settings, asked, now=time.time()) <= settings.settle_seconds
    assert asked.names == []


def test_an_overwritten_file_is_asked_for_again(settings: Settings) -> None:
    file = settings.home / "inbox" / "a.html"
    memory, asked = Watch(), Asked()
    for text in ("first", "second, longer"):
        file.write_text(text)
        memory.look(settings, asked, now=time.time() + LATER)
    assert asked.names == [["a.html"], ["a.html"]]


def test_what_still_lies_there_a_minute_later_is_asked_for_again(settings: Settings) -> None:
    """The run that was asked for may have been killed."""
    (settings.home / "inbox" / "a.html").write_text("a")
    memory, asked = Watch(), Asked()
    for later in (LATER, LATER + 30, LATER + 61, LATER + 122, LATER + 182):  # twice as long
        memory.look(settings, asked, now=time.time() + later)
    assert asked.names == [["a.html"]] * 3
    assert asked.before == [0, 1, 2]


def test_what_left_the_inbox_is_forgotten(settings: Settings) -> None:
    file = settings.home / "inbox" / "a.html"
    file.write_text("a")
    memory = Watch()
    memory.look(settings, Asked(), now=time.time() + LATER)
    file.unlink()
    memory.look(settings, Asked(), now=time.time() + LATER)
    assert memory.asked == {}


def test_while_the_server_is_away_it_asks_more_and_more_seldom(settings: Settings) -> None:
    (settings.home / "inbox" / "a.html").write_text("a")
    memory, asked = Watch(), Asked(failures=3)
    waits = [memory.look(settings, asked, now=time.time() + LATER) for _ in range(4)]
    assert waits == [1.0, 2.0, 4.0, RESCAN_SECONDS]
    assert asked.names == [["a.html"]]
    assert memory.failures == 0


@pytest.mark.parametrize(("failures", "seconds"), [(1, 1), (2, 2), (5, 16), (6, 30), (5000, 30)])
def test_backoff(failures: int, seconds: float) -> None:
    assert backoff(failures) == seconds


def test_one_set_of_drops_has_one_key(settings: Settings) -> None:
    drops = [Drop(f"/inbox/{n}", "inbox", f"/inbox/{n}", n, n) for n in range(3)]
    assert idempotency_key(drops) == idempotency_key(drops[::-1])
    assert len({idempotency_key(drops), idempotency_key(drops[:2]), idempotency_key(drops, 1)}) == 3


def _whole(inbox: Path) -> None:
    (inbox / "a.html").write_text("a")


def _renamed_in(inbox: Path) -> None:
    (inbox / "a.html.part").write_text("a")
    (inbox / "a.html.part").rename(inbox / "a.html")


def _slowly(inbox: Path) -> None:
    with (inbox / "a.html").open("w") as file:
        for _ in range(6):
            file.write("a part of it ")
            file.flush()
            time.sleep(0.1)


def _folder_moved_in(inbox: Path) -> None:
    folder = inbox.parent / "elsewhere"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "a.html").write_text("a")
    folder.rename(inbox / "whole")


def _many(inbox: Path) -> None:
    (inbox / "a.html").write_text("a")
    for number in range(1500):
        (inbox / f"{number}.txt").write_text("a")


def _vanishing(inbox: Path) -> None:
    for _ in range(20):
        (inbox / "gone.html").write_text("gone")
        (inbox / "gone.html").unlink()
    (inbox / "a.html").write_text("a")


def _links(inbox: Path) -> None:
    outside = inbox.parent / "outside"
    outside.mkdir()
    (outside / "secret.html").write_text("not yours")
    (inbox / "linked").symlink_to(outside)
    (inbox / "link.html").symlink_to(outside / "secret.html")
    (inbox / "circle").symlink_to(inbox)
    (inbox / "a.html").write_text("a")


def _odd_things(inbox: Path) -> None:
    os.mkfifo(inbox / "pipe.html")
    (inbox / "empty.html").touch()
    (inbox / ".hidden.html").write_text("a")
    (inbox / "download.crdownload").write_text("a")
    (inbox / os.fsdecode(b"caf\xe9.html")).write_text("a")
    (inbox / "a.html").write_text("a")


@pytest.fixture
def watching(settings: Settings) -> Iterator[Asked]:
    asked, stop = Asked(failures=1), threading.Event()
    thread = threading.Thread(target=watch, args=(settings, asked), kwargs={"stop": stop})
    thread.start()
    time.sleep(0.2)
    yield asked
    stop.set()
    thread.join(timeout=5)
    assert not thread.is_alive()


@pytest.mark.parametrize(
    ("act", "others"),
    [
        (_whole, set()),
        (_renamed_in, set()),
        (_slowly, set()),
        (_folder_moved_in, set()),
        (_many, {f"{number}.txt" for number in range(1500)}),
        (_vanishing, set()),
        (_links, set()),
        (_odd_things, {"empty.html", os.fsdecode(b"caf\xe9.html")}),
    ],
)
def test_however_a_file_comes(
    act: Callable[[Path], None], others: set[str], settings: Settings, watching: Asked
) -> None:
    """Also the first question of all is not answered, so this is the way back from a server that was away too."""
    act(settings.home / "inbox")
    until = time.monotonic() + 15
    while watching.flat != {"a.html"} | others and time.monotonic() < until:
        time.sleep(0.05)
    assert watching.flat == {"a.html"} | others


def test_an_inbox_removed_and_made_again_is_watched_on(
    settings: Settings, watching: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.up.watcher.RESCAN_SECONDS", 0.5)
    inbox = settings.home / "inbox"
    inbox.rmdir()
    time.sleep(0.5)
    inbox.mkdir()
    (inbox / "a.html").write_text("a")
    until = time.monotonic() + 30
    while not watching.flat and time.monotonic() < until:
        time.sleep(0.1)
    assert watching.flat == {"a.html"}
