"""What no load takes is named, with the reason."""

import os
from pathlib import Path

import pytest

from tasks.inbox.drops import drops_in_inbox, drops_of
from tasks.inbox.passed_over import passed_over


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a.html", "a.html.meta.json", "alone.html.meta.json", "b.part", ".hidden", ".git/c", "sub/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("a.html")
    (tmp_path / "nowhere").symlink_to("absent")
    (tmp_path / "round").symlink_to(".")
    return tmp_path


def test_what_a_folder_holds_beside_documents(folder: Path) -> None:
    assert {Path(one.location).name: one.why for one in passed_over([folder])} == {
        "alone.html.meta.json": "a sidecar without its document",
        "b.part": "its name is that of an unfinished file",
        "nowhere": "a link to nothing",
        "pipe": "a pipe, socket or device",
        "round": "a link to a folder",
    }


def test_the_inbox_follows_no_link(folder: Path) -> None:
    found = {Path(one.location).name: one.why for one in passed_over([folder], inbox=True)}
    assert {name: why for name, why in found.items() if "link" in why} == {
        "link": "a link",
        "nowhere": "a link",
        "round": "a link to a folder",
    }


def test_each_visible_file_is_taken_or_named(folder: Path) -> None:
    """But for the sidecar beside its document, which goes with that."""
    visible = {"a.html", "alone.html.meta.json", "b.part", "d.txt", "pipe", "link", "nowhere", "round"}
    for drops, inbox in ((drops_of([folder]), False), (drops_in_inbox(folder, now=0, settle_seconds=0)[0], True)):
        taken = {Path(drop.path).name for drop in drops}
        named = {Path(one.location).name for one in passed_over([folder], inbox=inbox)}
        assert (taken | named, taken & named) == (visible, set())


def test_a_path_that_is_too_long_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "b.part").write_text("x")
    monkeypatch.chdir(tmp_path)
    for _ in range(17):
        Path("n" * 250).mkdir()
        os.chdir("n" * 250)
    monkeypatch.chdir(tmp_path)
    assert [Path(one.location).name for one in passed_over([tmp_path])] == ["b.part"]


def test_a_link_to_nothing_that_is_named(tmp_path: Path) -> None:
    (tmp_path / "nowhere").symlink_to("absent")
    assert [one.why for one in passed_over([tmp_path / "nowhere"])] == ["a link to nothing"]
