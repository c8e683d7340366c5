"""Which files are there to be taken."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tasks.errors import NoDocument, NothingThere
from tasks.inbox.drops import Drop, drops_in_inbox, drops_of
from tasks.inbox.units import Unit, batches, units


def names(drops: list[Drop]) -> list[str]:
    return [Path(drop.path).name for drop in drops]


def test_documents_are_found_in_order_and_what_is_none_is_left(tmp_path: Path) -> None:
    for name in ("b.html", "a.txt", "a.txt.meta.json", ".hidden", "c.html.part", "d.tmp", "sub/e.json", ".git/f.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    os.mkfifo(tmp_path / "pipe")
    assert names(drops_of([tmp_path])) == ["a.txt", "b.html", "e.json"]
    assert names(drops_of([tmp_path / "b.html", tmp_path])) == ["a.txt", "b.html", "e.json"]


def test_a_path_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(NothingThere, match="no such file"):
        drops_of([tmp_path / "absent"])


def test_a_pipe_that_is_named_is_said(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(NoDocument, match="a pipe, socket or device"):
        drops_of([tmp_path / "pipe"])


def test_a_folder_that_cannot_be_looked_into_is_not_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Here because its path is too long; nobody, not even root, can list such a folder by its path."""
    (tmp_path / "a.html").write_text("x")
    monkeypatch.chdir(tmp_path)
    for _ in range(17):
        Path("n" * 250).mkdir()
        os.chdir("n" * 250)
    found = drops_of([tmp_path])
    monkeypatch.chdir(tmp_path)
    assert names(found)[0] == "a.html"
    assert [len(name) for name in names(found)[1:]] == [250]
    inbox, _ = drops_in_inbox(tmp_path, now=0, settle_seconds=0)
    assert sorted(drop.path for drop in inbox) == sorted(drop.path for drop in found)


def test_a_folder_without_permission_is_not_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root, who runs tests in containers, may look into every folder: so the system's refusal is put in."""
    (tmp_path / "closed").mkdir()
    (tmp_path / "a.html").write_text("x")
    scandir = os.scandir

    def refused(folder: str) -> Iterator[os.DirEntry[str]]:
        if str(folder).endswith("closed"):
            raise PermissionError(errno.EACCES, "Permission denied", str(folder))
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", refused)
    assert names(drops_of([tmp_path])) == ["a.html", "closed"]
    assert names(drops_in_inbox(tmp_path, now=0, settle_seconds=0)[0]) == ["a.html", "closed"]


def test_the_inbox_gives_what_is_still_and_follows_no_link(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("x")
    (tmp_path / "link.html").symlink_to("/etc/hostname")
    now = (tmp_path / "a.html").stat().st_ctime
    assert drops_in_inbox(tmp_path, now=now + 0.5, settle_seconds=1) == ([], 1)
    assert names(drops_in_inbox(tmp_path, now=now + 1.5, settle_seconds=1)[0]) == ["a.html"]
    # A clock that was set back: nobody writes in the future.
    assert names(drops_in_inbox(tmp_path, now=now - 86_400, settle_seconds=1)[0]) == ["a.html"]


def test_a_drop_is_the_same_until_it_is_touched(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_text("x")
    first, again = drops_of([file])[0].key, drops_of([file])[0].key
    os.utime(file, ns=(1, 1))
    assert first == again != drops_of([file])[0].key


def test_names_of_any_bytes_have_a_location(tmp_path: Path) -> None:
    for name in (b"caf\xe9.txt", b'new\nline "and" quotes.txt'):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text("x")
    drops = drops_of([tmp_path])
    assert [d.location.rsplit("/", 1)[1] for d in drops] == ["caf\\xe9.txt", 'new\nline "and" quotes.txt']
    assert len({d.key for d in drops}) == 2
    assert all(d.location.encode() for d in drops)


def test_long_containers_are_cut_into_stretches(tmp_path: Path) -> None:
    (tmp_path / "feed.jsonl").write_text("".join(f'{{"title": "{n}"}}\n' for n in range(25)))
    (tmp_path / "one.json").write_text('{"title": "x"}')
    feed, one = drops_of([tmp_path])
    cut = list(units([feed, one], size=10))
    assert [(u.first, u.count, u.last) for u in cut] == [(1, 10, False), (11, 10, False), (21, 5, True), (0, 1, True)]
    assert cut[-1] == Unit(one)


@pytest.mark.parametrize(("count", "size", "sizes"), [(0, 3, []), (3, 3, [3]), (7, 3, [3, 3, 1]), (2, 250, [2])])
def test_batches_have_their_size(tmp_path: Path, count: int, size: int, sizes: list[int]) -> None:
    for n in range(count):
        (tmp_path / f"{n}.txt").write_text("x")
    assert [len(batch) for batch in batches(drops_of([tmp_path]), size=size)] == sizes
