"""Loads from files to rows, with a real pool of processes and a real DuckDB file, without Prefect."""

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

import duckdb
import pytest

from flows.orchestration.load_report import LoadReport
from flows.orchestration.loading import load_documents
from flows.orchestration.replaying import replay_documents
from flows.orchestration.steps import Steps
from schemas.settings import Settings
from tasks.loading import load_steps
from warehouse.archive.kept import capture_path

ONE = """\
Harbour bridge stays closed

By Ida Holm

OLDMERE, March 3 - The harbour bridge at Oldmere stays closed until Friday, the harbour master said on Tuesday after a \
freighter had struck its northern pier in thick fog.

Divers found cracks in two of the footings. Repairs may take three weeks, and buses go round by the lock until then.
"""
TWO = """\
Market opens again

By Per Lund

The fish market in the old town opened again on Monday, and traders sold out within two hours of the bell.

The hall had been shut since the flood of last autumn, which stood a metre high between the stalls.
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home", workers=1, batch_size=3, settle_seconds=0, read_seconds=30, annotate="none")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    return made


def rows(settings: Settings, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(settings.home / "cuttings.duckdb"), read_only=True) as con:
        return con.execute(sql).fetchall()


def outcomes(report: LoadReport) -> dict[str, int]:
    return {outcome.value: count for outcome, count in report.outcomes.items()}


def test_named_files_become_rows_and_stay_where_they_are(settings: Settings, folder: Path) -> None:
    (folder / "one.txt").write_text(ONE)
    (folder / "two.txt").write_text(TWO)
    (folder / "weather.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    report = load_documents([folder], settings=settings, steps=Steps())
    assert outcomes(report) == {"loaded": 2, "rejected": 1}
    assert rows(settings, "SELECT headline FROM articles ORDER BY 1") == [
        ("Harbour bridge stays closed",),
        ("Market opens again",),
    ]
    assert rows(settings, "SELECT reason FROM arrivals WHERE outcome = 'rejected'") == [("unsupported_type",)]
    assert len(list(folder.iterdir())) == 3
    again = load_documents([folder], settings=settings, steps=Steps())
    assert outcomes(again) == {"duplicate": 3}
    assert rows(settings, "SELECT count(*), count(DISTINCT arrival_id) FROM arrivals") == [(6, 6)]


def test_a_live_page_dropped_ten_times_with_another_box_each_time_is_one_version(settings: Settings) -> None:
    """Its "most read" list, the clock in its head and its comments change; the article does not."""
    paragraphs = "".join(f"<p>{text}</p>" for text in ONE.split("\n\n")[2:])
    inbox = settings.home / "inbox"
    inbox.mkdir(parents=True)
    for number in range(10):
        links = "".join(
            f'<li><a href="/read/{number}-{place}">{name} number {number * 7 + place} is talked of</a></li>'
            for place, name in enumerate(("Ferry", "Orchard", "School", "Chapel", "Quarry"))
        )
        (inbox / f"page-{number}.html").write_text(
            '<!doctype html><html><head><link rel="canonical" href="https://post.example/harbour-bridge">'
            f"<title>Harbour bridge stays closed</title></head><body><header><nav>It is 1{number}:30</nav></header>"
            f"<main><article><h1>Harbour bridge stays closed</h1><p class=byline>By Ida Holm</p>{paragraphs}</article>"
            f'<aside class="most-read"><h2>Most read</h2><ol>{links}</ol></aside></main>'
            f"<section class=comments><p>Reader {number}: I went round by the lock {number + 2} times.</p></section>"
            "</body></html>"
        )
        if number in (0, 4, 9):
            load_documents(None, settings=settings, steps=Steps())
    assert rows(settings, "SELECT outcome, count(*) FROM arrivals GROUP BY 1 ORDER BY 1") == [
        ("duplicate", 9),
        ("loaded", 1),
    ]
    assert rows(settings, "SELECT count(*), max(number) FROM versions") == [(1, 1)]
    assert rows(settings, "SELECT headline, body[:18] FROM articles") == [
        ("Harbour bridge stays closed", "The harbour bridge")
    ]


def test_the_inbox_is_emptied_and_an_edit_is_a_version(settings: Settings) -> None:
    inbox = settings.home / "inbox"
    (inbox / "folder").mkdir(parents=True)
    (inbox / "folder" / "one.txt").write_text(ONE)
    (inbox / "folder" / "one.txt.meta.json").write_text(json.dumps({"url": "https://post.example/bridge"}))
    assert outcomes(load_documents(None, settings=settings, steps=Steps())) == {"loaded": 1}
    assert list(inbox.iterdir()) == []
    (inbox / "one-again.txt").write_text(ONE.replace("three weeks", "five weeks"))
    (inbox / "one-again.txt.meta.json").write_text(json.dumps({"url": "https://post.example/bridge/?utm_source=x"}))
    assert outcomes(load_documents(None, settings=settings, steps=Steps())) == {"version": 1}
    assert rows(settings, "SELECT number, contains(body, 'five weeks') FROM versions ORDER BY number") == [
        (1, False),
        (2, True),
    ]
    assert rows(settings, "SELECT count(*) FROM articles WHERE contains(body, 'five weeks')") == [(1,)]


class Killed(BaseException):
    """Ends a load where it stands, as a signal would."""


P = ParamSpec("P")
R = TypeVar("R")


def killed_after(step: str) -> Steps:
    """The steps of a load that does not live on after this one."""

    def killed(done: Callable[P, R]) -> Callable[P, R]:
        def do(*given: P.args, **named: P.kwargs) -> R:
            done(*given, **named)
            raise Killed

        return do

    return {
        "store": Steps(store=killed(load_steps.store_batch)),
        "publish": Steps(publish=killed(load_steps.publish_snapshot)),
        "end": Steps(end=killed(load_steps.end_runs)),
    }[step]


@pytest.mark.parametrize("step", ["store", "publish", "end"])
@pytest.mark.parametrize("inbox", [True, False])
def test_a_load_that_ends_anywhere_is_gone_on_with(settings: Settings, folder: Path, step: str, inbox: bool) -> None:
    where = settings.home / "inbox" if inbox else folder
    where.mkdir(parents=True, exist_ok=True)
    for n in range(5):
        (where / f"{n}.txt").write_text(ONE.replace("Friday", f"day {n} of June").replace("three", f"{n + 3}"))
    paths = None if inbox else [folder]

    with pytest.raises(Killed):
        load_documents(paths, settings=settings, steps=killed_after(step))
    load_documents(paths, settings=settings, steps=Steps())
    assert rows(settings, "SELECT outcome, count(*) FROM arrivals WHERE outcome <> 'duplicate' GROUP BY 1") == [
        ("loaded", 5)
    ]
    repeated = rows(settings, "SELECT count(*) FROM arrivals WHERE outcome = 'duplicate'")
    # Named files whose run did end, before its snapshot is published, are offered anew; all else is the same arrival.
    assert repeated == [(5 if step != "store" and not inbox else 0,)]
    if inbox:
        assert list(where.iterdir()) == []
    else:
        assert outcomes(load_documents(paths, settings=settings, steps=Steps())) == {"duplicate": 5}


def test_a_container_is_its_documents(settings: Settings, folder: Path) -> None:
    lines = [json.dumps({"title": f"Item {n}", "text": TWO.replace("Monday", f"day {n}")}) for n in range(7)]
    (folder / "feed.jsonl").write_text("\n".join([*lines[:3], '{"broken', *lines[3:]]))
    report = load_documents([folder], settings=settings, steps=Steps())
    assert outcomes(report) == {"loaded": 7, "rejected": 1}
    held = rows(settings, "SELECT location, reason FROM arrivals WHERE container IS NOT NULL AND reason IS NOT NULL")
    assert held == [(f"{folder}/feed.jsonl#4", "malformed")]
    assert report.batches == 1, "what waits is stored together"


def quarantine(settings: Settings, folder: Path) -> None:
    (folder / "one.txt").write_text(ONE)
    small = settings.model_copy(update={"max_bytes": 100})
    assert outcomes(load_documents([folder], settings=small, steps=Steps())) == {"quarantined": 1}


def test_what_is_quarantined_is_kept_and_can_be_replayed(settings: Settings, folder: Path) -> None:
    quarantine(settings, folder)
    (kept,) = (settings.home / "quarantine").iterdir()
    assert kept.name.endswith("-one.txt")
    assert kept.read_text() == ONE
    assert outcomes(replay_documents([], outcome="quarantined", settings=settings)) == {"loaded": 1}
    assert rows(settings, "SELECT outcome, reason FROM arrivals") == [("loaded", None)]
    assert rows(settings, "SELECT count(*) FROM articles") == [(1,)]
    assert rows(settings, "SELECT reading FROM readings ORDER BY read_at") == [("quarantined",), ("article",)]


def test_a_replay_makes_no_second_article(settings: Settings, folder: Path) -> None:
    (folder / "one.txt").write_text(ONE)
    load_documents([folder], settings=settings, steps=Steps())
    before = rows(settings, "SELECT article_id, version_id, body FROM articles")
    assert outcomes(replay_documents([], outcome="all", settings=settings)) == {"loaded": 1}
    assert rows(settings, "SELECT article_id, version_id, body FROM articles") == before
    assert rows(settings, "SELECT count(*) FROM arrivals") == [(1,)]
    assert rows(settings, "SELECT count(*) FROM readings") == [(2,)]


def bad_inputs(folder: Path) -> dict[str, tuple[str, str | None]]:
    """Ten inputs nobody wants, and what is to become of each."""
    deep = "<html><body>" + "<div>" * 50_000 + ONE + "</div>" * 50_000
    made: dict[str, tuple[bytes, str, str | None]] = {
        "empty.txt": (b"", "rejected", "empty"),
        "blank.html": (b"\n\r\n", "rejected", "empty"),
        "binary.html": (bytes(range(256)) * 100, "rejected", "undecodable"),
        "spaces.txt": (b" " * 40_000_000, "quarantined", "too_large"),
        "utf16.txt": (ONE.encode("utf-16-le"), "loaded", None),
        "nul.txt": (TWO.replace("Monday", "Wednes\x00day").encode(), "loaded", None),
        "new\nline \"and\" 'quotes'.txt": (ONE.replace("Friday", "Sunday").encode(), "loaded", None),
        "nested.html": (deep.encode(), "", None),
        "picture.html": (b"\x89PNG\r\n\x1a\n" + bytes(1000), "rejected", "unsupported_type"),
        "good.txt": (TWO.encode(), "loaded", None),
    }
    for name, (data, _, _) in made.items():
        (folder / name).write_bytes(data)
    (folder / "folder.txt").mkdir()
    (folder / "circle.txt").symlink_to(folder / "circle.txt")
    return {name: (outcome, reason) for name, (_, outcome, reason) in made.items()} | {
        "circle.txt": ("quarantined", "unreadable")
    }


def test_bad_inputs_have_one_outcome_each_and_harm_nobody(settings: Settings, folder: Path) -> None:
    expected = bad_inputs(folder)
    load_documents([folder], settings=settings, steps=Steps())
    found = {
        str(location).rsplit("/", 1)[1]: (outcome, reason)
        for location, outcome, reason in rows(settings, "SELECT location, outcome, reason FROM arrivals")
    }
    assert found.pop("nested.html")[0] in ("loaded", "rejected", "quarantined")
    expected.pop("nested.html")
    assert found == expected
    assert rows(settings, "SELECT count(*) FROM arrivals") == [(len(expected) + 1,)]


@pytest.mark.skipif(os.geteuid() != 0, reason="needs to mount a small disk")
def test_a_full_disk_is_said_and_nothing_is_lost(settings: Settings, folder: Path) -> None:
    import subprocess

    from warehouse.errors import DiskFull

    settings.home.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "none", str(settings.home)], check=True)
    try:
        for n in range(40):
            (folder / f"{n}.txt").write_text(ONE.replace("Friday", f"day {n}") + f"{n} {os.urandom(60_000).hex()}\n")
        with pytest.raises((OSError, DiskFull)):
            load_documents([folder], settings=settings, steps=Steps())
        subprocess.run(["mount", "-o", "remount,size=200m", str(settings.home)], check=True)
        load_documents([folder], settings=settings, steps=Steps())
        assert rows(settings, "SELECT count(DISTINCT location), count(*) FROM arrivals") == [(40, 40)]
    finally:
        subprocess.run(["umount", str(settings.home)], check=True)


def test_the_watcher_of_a_load_sees_it_go_on(settings: Settings, folder: Path) -> None:
    for n in range(7):
        (folder / f"{n}.txt").write_text(TWO.replace("Monday", f"day {n}"))
    seen: list[tuple[int, int]] = []
    watch: Callable[[LoadReport], None] = lambda report: seen.append((report.done, report.expected))  # noqa: E731
    load_documents([folder], settings=settings, steps=Steps(), watch=watch)
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert {done for done, _ in seen} >= {0, 3, 6, 7}
    assert {expected for _, expected in seen} == {7}


def test_what_cannot_be_kept_stays_in_the_inbox_until_it_can(settings: Settings) -> None:
    inbox = settings.home / "inbox"
    inbox.mkdir(parents=True)
    (inbox / "one.txt").write_text(ONE)
    (inbox / "two.txt").write_text(TWO)
    folder = (settings.home / capture_path(hashlib.sha256(ONE.encode()).hexdigest())).parent
    folder.parent.mkdir()
    folder.write_text("in the way")
    assert outcomes(load_documents(None, settings=settings, steps=Steps())) == {"loaded": 1, "quarantined": 1}
    assert outcomes(load_documents(None, settings=settings, steps=Steps())) == {}
    assert [file.name for file in inbox.iterdir()] == ["one.txt"]
    folder.unlink()
    assert outcomes(load_documents(None, settings=settings, steps=Steps())) == {"loaded": 1}
    assert list(inbox.iterdir()) == []
    found = rows(
        settings, "SELECT reason, outcome FROM arrivals WHERE ends_with(location, 'one.txt') ORDER BY received_at"
    )
    assert found == [("unreadable", "quarantined"), (None, "loaded")]
