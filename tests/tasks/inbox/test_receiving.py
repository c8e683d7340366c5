"""Files to captures."""

import errno
import hashlib
import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tasks.inbox.archive import clear_unfinished, keep_bytes, keep_stream
from tasks.inbox.drops import drops_of
from tasks.inbox.receiving import Received, read_sidecar, receive
from tasks.inbox.units import units
from warehouse.archive.kept import capture_path


def received(folder: Path, home: Path, *, max_bytes: int = 1000) -> list[Received]:
    return receive(units(drops_of([folder]), size=100), home=home, max_bytes=max_bytes)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    return made


def test_bytes_are_kept_under_their_hash(folder: Path, tmp_path: Path) -> None:
    (folder / "a.html").write_bytes(b"<p>one</p>")
    (one,) = received(folder, tmp_path)
    assert one.capture_id == hashlib.sha256(b"<p>one</p>").hexdigest()
    assert (tmp_path / capture_path(one.capture_id)).read_bytes() == b"<p>one</p>"
    assert (one.byte_size, one.failure, one.container) == (10, None, None)


def test_a_container_gives_its_documents(folder: Path, tmp_path: Path) -> None:
    (folder / "feed.jsonl").write_text('{"title": "1"}\n{"title": "2"}\n')
    first, second = received(folder, tmp_path)
    assert (first.location, first.container) == (f"{folder}/feed.jsonl#1", f"{folder}/feed.jsonl")
    assert first.drop_key != second.drop_key
    assert (tmp_path / capture_path(str(second.capture_id))).read_bytes() == b'{"title": "2"}'


def test_too_large_is_kept_and_said(folder: Path, tmp_path: Path) -> None:
    (folder / "a.txt").write_bytes(b" " * 1001)
    (folder / "b.jsonl").write_bytes(b'{"title": "1"}\n{"title": "' + b"x" * 1000 + b'"}\n')
    large, fine, line = received(folder, tmp_path)
    assert [r.failure and r.failure[0] for r in (large, fine, line)] == ["too_large", None, "too_large"]
    assert (tmp_path / capture_path(str(large.capture_id))).stat().st_size == 1001


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_said(folder: Path, tmp_path: Path) -> None:
    (folder / "a.txt").write_text("x")
    (folder / "a.txt").chmod(0)
    (one,) = received(folder, tmp_path)
    assert one.failure == ("unreadable", "Permission denied")


def test_a_link_in_a_circle_is_said_and_a_vanished_file_gives_nothing(folder: Path, tmp_path: Path) -> None:
    (folder / "circle.txt").symlink_to(folder / "circle.txt")
    (folder / "gone.txt").write_text("x")
    planned = list(units(drops_of([folder]), size=10))
    (folder / "gone.txt").unlink()
    (one,) = receive(planned, home=tmp_path, max_bytes=1000)
    assert one.failure is not None
    assert one.failure[0] == "unreadable"


@pytest.mark.parametrize(
    ("text", "url", "fetched_at", "fault"),
    [
        (
            '{"url": "https://post.example/a", "fetched_at": "2026-03-03T10:00:00Z"}',
            "https://post.example/a",
            datetime(2026, 3, 3, 10, tzinfo=UTC),
            None,
        ),
        ('{"fetched_at": "2026-03-03T10:00:00"}', None, datetime(2026, 3, 3, 10, tzinfo=UTC), None),
        ("{}", None, None, None),
        ('{"url": 7}', None, None, "url"),
        ('{"fetched_at": "yesterday"}', None, None, "fetched_at"),
        ("[1]", None, None, "not a JSON object"),
        ("{", None, None, "not JSON"),
    ],
)
def test_sidecars(folder: Path, text: str, url: str | None, fetched_at: datetime | None, fault: str | None) -> None:
    (folder / "a.html.meta.json").write_text(text)
    sidecar, wrong = read_sidecar(str(folder / "a.html"))
    assert (sidecar.url, sidecar.fetched_at) == (url, fetched_at)
    assert (wrong is None) if fault is None else (fault in str(wrong))


def test_headers_are_known_in_lower_case_and_a_list_has_no_address(folder: Path, tmp_path: Path) -> None:
    (folder / "feed.jsonl").write_text('{"title": "1"}\n{"title": "2"}\n')
    meta = {"url": "https://post.example/feed", "headers": {"Content-Type": "application/x-ndjson"}}
    (folder / "feed.jsonl.meta.json").write_text(json.dumps(meta))
    one = received(folder, tmp_path)[0]
    assert one.sidecar.headers == {"content-type": "application/x-ndjson"}
    assert one.sidecar.url is None


def test_the_archive_writes_once_and_leaves_nothing_half_written(tmp_path: Path) -> None:
    capture = keep_bytes(tmp_path, b"x")
    inode = (tmp_path / capture_path(capture)).stat().st_ino
    assert keep_bytes(tmp_path, b"x") == capture
    assert (tmp_path / capture_path(capture)).stat().st_ino == inode

    def broken() -> "object":
        yield b"half"
        raise OSError("the disk went away")

    with pytest.raises(OSError, match="went away"):
        keep_stream(tmp_path, broken())  # type: ignore[arg-type]
    (tmp_path / "archive" / "killed.part").write_bytes(b"h")
    assert clear_unfinished(tmp_path, older_than=0) == 0
    assert clear_unfinished(tmp_path, older_than=2**40) == 1
    assert [p for p in (tmp_path / "archive").rglob("*") if p.is_file()] == [tmp_path / capture_path(capture)]


def test_a_container_is_taken_stretch_by_stretch(folder: Path, tmp_path: Path) -> None:
    (folder / "feed.jsonl").write_text("".join(f'{{"title": "{n}"}}\n' for n in range(1, 26)))
    planned = list(units(drops_of([folder]), size=10))
    there = [receive([unit], home=tmp_path, max_bytes=1000) for unit in planned]
    assert [len(part) for part in there] == [10, 10, 5]
    keys = [one.drop_key for part in there for one in part]
    assert len(set(keys)) == 25
    # After a kill, or on another machine: in any order, each stretch is the same.
    again = {unit.first: receive([unit], home=tmp_path, max_bytes=1000) for unit in reversed(planned)}
    assert [one.drop_key for first in sorted(again) for one in again[first]] == keys


def test_a_container_larger_than_a_document_may_be_is_read(folder: Path, tmp_path: Path) -> None:
    (folder / "feed.json").write_text("[" + ",".join(f'{{"title": "{n}"}}' for n in range(200)) + "]")
    assert [one.failure for one in received(folder, tmp_path, max_bytes=100)] == [None] * 200


def test_what_a_container_refuses_is_an_arrival_with_its_reason(folder: Path, tmp_path: Path) -> None:
    (folder / "cut.json").write_text('[{"title": "1"}, {"title": ')
    whole, cut = received(folder, tmp_path)
    assert whole.refused is None
    assert cut.refused is not None
    assert (cut.location, cut.capture_id, cut.refused.reason) == (f"{folder}/cut.json#2", None, "malformed")


def blocked(home: Path, data: bytes) -> Path:
    """A file stands where the folder of this capture should be."""
    folder = (home / capture_path(hashlib.sha256(data).hexdigest())).parent
    folder.parent.mkdir(exist_ok=True)
    folder.write_text("in the way")
    return folder


def test_one_document_that_cannot_be_kept_is_told_and_the_others_are_kept(folder: Path, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (folder / name).write_text(f"text of {name}")
    blocked(tmp_path, b"text of b.txt")
    first, second, third = received(folder, tmp_path)
    assert (first.failure, third.failure) == (None, None)
    assert second.capture_id is None
    assert second.failure == ("unreadable", "its bytes could not be kept: File exists")


def test_an_archive_that_keeps_nothing_is_nothing_a_document_did(folder: Path, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(f"text of {name}")
        blocked(tmp_path, f"text of {name}".encode())
    with pytest.raises(FileExistsError):
        received(folder, tmp_path)


@pytest.mark.parametrize("sign", [errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EMFILE])
def test_a_trouble_of_the_machine_is_raised_for_one_document_already(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sign: int
) -> None:
    def keep(home: Path, data: bytes) -> str:
        if b"b.txt" in data:
            raise OSError(sign, os.strerror(sign))
        return keep_bytes(home, data)

    monkeypatch.setattr("tasks.inbox.receiving.keep_bytes", keep)
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(f"text of {name}")
    with pytest.raises(OSError, match=os.strerror(sign)):
        received(folder, tmp_path)


def test_the_bytes_beside_a_broken_sidecar_are_kept(folder: Path, tmp_path: Path) -> None:
    (folder / "a.txt").write_text("The bridge is closed.")
    (folder / "a.txt.meta.json").write_text("{")
    (one,) = received(folder, tmp_path)
    assert one.failure is not None
    assert one.failure[0] == "bad_sidecar"
    assert (tmp_path / capture_path(str(one.capture_id))).read_text() == "The bridge is closed."
