"""What one file's name does is that file's outcome: the others are loaded, and all of them leave the inbox."""

import os
from pathlib import Path

import duckdb

from flows.orchestration.loading import load_documents
from flows.orchestration.steps import Steps
from schemas.settings import Settings
from tasks.inbox.drops import drops_in_inbox
from tasks.inbox.leaving import leave_inbox, make_folders
from tasks.inbox.quarantine import keep_quarantined, release_quarantined

LONG = "\u65b0" * 82 + ".txt"
"""250 bytes: a file system takes it, and not its sidecar, whose ending has ten more."""


def test_names_that_leave_no_room(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, workers=1, settle_seconds=0, annotate="none", max_bytes=1000)
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / LONG).write_text("too large " * 200)
    (inbox / "b.txt").write_text("Nothing much.")
    Path(os.fsdecode(os.fsencode(inbox) + b"/caf\xe9.txt")).write_text("")
    load_documents(None, settings=settings, steps=Steps())
    with duckdb.connect(str(tmp_path / "cuttings.duckdb"), read_only=True) as con:
        found = con.execute("SELECT outcome, reason FROM arrivals ORDER BY ALL").fetchall()
    assert found == [("quarantined", "too_large"), ("rejected", "empty"), ("rejected", "too_short")]
    assert list(inbox.iterdir()) == []
    (kept,) = (tmp_path / "quarantine").iterdir()
    assert kept.name.endswith("\u65b0.txt")
    assert kept.read_text() == "too large " * 200


def test_a_file_that_may_not_be_removed_stops_no_other(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    for name in ("a", "b"):
        (inbox / name).mkdir(parents=True)
        (inbox / name / "one.txt").write_text(name)
    drops, _ = drops_in_inbox(inbox, now=0, settle_seconds=0)
    # In the place of the sidecar lies a folder, which cannot be unlinked.
    (inbox / "a" / "one.txt.meta.json").mkdir()
    leave_inbox(drops, inbox=inbox)
    assert not (inbox / "b").exists()


def test_the_folder_of_an_older_home_gets_its_name(tmp_path: Path) -> None:
    (tmp_path / "rejected").mkdir()
    (tmp_path / "rejected" / "12345678-a.txt").write_text("a")
    make_folders(tmp_path)
    assert [file.name for file in (tmp_path / "quarantine").iterdir()] == ["12345678-a.txt"]
    assert not (tmp_path / "rejected").exists()
    release_quarantined(tmp_path, ["12345678" + "0" * 56])
    assert list((tmp_path / "quarantine").iterdir()) == []


def test_bytes_that_are_gone_stop_nothing(tmp_path: Path) -> None:
    keep_quarantined(tmp_path, "0" * 64, "a.txt")
    assert list((tmp_path / "quarantine").iterdir()) == []
