"""Packs: whatever is cut off or damaged, every other capture is still there; and kills lose nothing."""

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.archive.kept import capture_path, kept_bytes, kept_size
from warehouse.archive.pack import (
    CAPTURE,
    HEAD_BYTES,
    SIDECAR,
    DamagedRecord,
    Record,
    append,
    dictionary,
    new_pack,
    read_record,
)
from warehouse.archive.packing import pack_archive
from warehouse.archive.packs import INDEX, find, index_of, made_index, packed, packed_bytes, packs

LATER = 2.0**40
ROOT = Path(__file__).resolve().parents[3]


def name(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def keep(home: Path, data: bytes) -> str:
    path = home / capture_path(name(data))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path.name


def a_pack(folder: Path, held: Sequence[bytes]) -> Path:
    pack = folder / "000001.pack"
    pack.unlink(missing_ok=True)
    new_pack(pack, b"")
    with pack.open("r+b") as file:
        append(file, [Record(name(data), CAPTURE, data) for data in held], b"")
    return pack


def read_all(pack: Path) -> list[bytes]:
    with pack.open("rb") as file:
        return [read_record(file, entry, b"") for entry in made_index(pack).entries()]


captures = st.lists(st.binary(max_size=80), min_size=1, max_size=6, unique=True)


@given(captures)
def test_each_record_comes_back_alone(held: list[bytes]) -> None:
    with TemporaryDirectory() as folder:
        assert sorted(read_all(a_pack(Path(folder), held))) == sorted(held)


@given(captures, st.data())
def test_a_pack_that_is_cut_off_has_all_records_before_the_cut(held: list[bytes], data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        pack = a_pack(Path(folder), held)
        ends = sorted(entry.offset + HEAD_BYTES for entry in made_index(pack).entries())
        size = pack.stat().st_size
        cut = data.draw(st.integers(ends[0] - HEAD_BYTES, size))
        os.truncate(pack, cut)
        found = read_all(pack)
        assert set(found) <= set(held)
        assert len(found) >= sum(1 for one in ends[1:] if one - HEAD_BYTES <= cut)
        assert index_of(pack).covered <= cut


@given(captures, st.data())
def test_a_damaged_byte_costs_one_record_at_most(held: list[bytes], data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        pack = a_pack(Path(folder), held)
        at = data.draw(st.integers(12, pack.stat().st_size - 1))
        whole = bytearray(pack.read_bytes())
        whole[at] ^= 0xFF
        pack.write_bytes(whole)
        found = read_all(pack)
        assert set(found) <= set(held)
        assert len(found) >= len(held) - 1


def test_packed_captures_and_their_sidecars_are_read_as_before(tmp_path: Path) -> None:
    pages = [f"<html><p>page {n} of the Vellmouth Echo</p>{'nav ' * 200}</html>".encode() for n in range(120)]
    ids = [keep(tmp_path, page) for page in pages]
    (tmp_path / f"{capture_path(ids[0])}.meta.json").write_text('{"url": "https://echo.example/0"}')
    done = pack_archive(tmp_path, older_than=LATER)
    assert done.captures == 120
    assert done.bytes_after < done.bytes_before / 5
    assert [kept_bytes(tmp_path, capture) for capture in ids] == pages
    assert kept_size(tmp_path, ids[1]) == len(pages[1])
    assert packed_bytes(tmp_path, ids[0], SIDECAR) == b'{"url": "https://echo.example/0"}'
    assert sorted(path.name for path in (tmp_path / "archive").rglob("*") if path.is_file()) == [
        "000001.index",
        "000001.pack",
        "lock",
    ]
    with pytest.raises(FileNotFoundError):
        kept_bytes(tmp_path, name(b"never seen"))


def test_a_lost_index_is_made_again_and_a_torn_tail_is_cut_off(tmp_path: Path) -> None:
    first = [keep(tmp_path, f"first {n}".encode()) for n in range(3)]
    pack_archive(tmp_path, older_than=LATER)
    (pack,) = packs(tmp_path)
    size = pack.stat().st_size
    pack.with_suffix(INDEX).unlink()
    with pack.open("ab") as file:
        file.write(b"\x00REC half a record")
    assert [kept_bytes(tmp_path, one) for one in first] == [f"first {n}".encode() for n in range(3)]
    second = keep(tmp_path, b"second")
    pack_archive(tmp_path, older_than=LATER)
    assert kept_bytes(tmp_path, second) == b"second"
    assert {entry.capture_id for _, entry in packed(tmp_path)} == {*first, second}
    found = find(tmp_path, second)
    assert found is not None
    assert found[1].offset == size


def test_a_pack_that_moves_into_a_bucket_while_it_is_read_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(tmp_path, b"a page")
    pack_archive(tmp_path, older_than=LATER)
    seen, found = packs(tmp_path), find(tmp_path, name(b"a page"))
    seen[0].unlink()
    with monkeypatch.context() as gone_since_it_was_found:
        gone_since_it_was_found.setattr("warehouse.archive.packs.find", lambda *_: found)
        with pytest.raises(FileNotFoundError, match=name(b"a page")):
            kept_bytes(tmp_path, name(b"a page"))
    monkeypatch.setattr("warehouse.archive.packs.packs", lambda _: seen)
    assert find(tmp_path, name(b"a page")) is None
    assert list(packed(tmp_path)) == []
    assert kept_size(tmp_path, name(b"a page")) is None


def test_what_is_packed_already_is_not_packed_twice_and_what_is_damaged_stays(tmp_path: Path) -> None:
    one = keep(tmp_path, b"one")
    pack_archive(tmp_path, older_than=LATER)
    keep(tmp_path, b"one")
    broken = tmp_path / capture_path(keep(tmp_path, b"two"))
    broken.write_bytes(b"not two")
    size = packs(tmp_path)[0].stat().st_size
    pack_archive(tmp_path, older_than=LATER)
    assert packs(tmp_path)[0].stat().st_size == size
    assert not (tmp_path / capture_path(one)).exists()
    assert broken.read_bytes() == b"not two"


def test_what_was_damaged_in_its_pack_is_packed_again_from_its_file(tmp_path: Path) -> None:
    one, two = keep(tmp_path, b"one " * 50), keep(tmp_path, b"two " * 50)
    pack_archive(tmp_path, older_than=LATER)
    (pack,) = packs(tmp_path)
    found = find(tmp_path, one)
    assert found is not None
    with pack.open("r+b") as file:
        file.seek(found[1].offset + HEAD_BYTES + found[1].stored - 1)
        file.write(b"?")
    with pytest.raises(DamagedRecord):
        kept_bytes(tmp_path, one)
    keep(tmp_path, b"one " * 50)  # out of a backup
    pack_archive(tmp_path, older_than=LATER)
    assert not list((tmp_path / "archive").glob("??/*"))
    pack.with_suffix(INDEX).unlink()
    assert (kept_bytes(tmp_path, one), kept_bytes(tmp_path, two)) == (b"one " * 50, b"two " * 50)


def test_a_pack_that_was_taken_away_gives_its_number_to_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("warehouse.archive.packing.FULL", 1)
    for text in ("one", "two", "three", "four"):
        held = keep(tmp_path, text.encode())
        pack_archive(tmp_path, older_than=LATER)
        if text == "three":
            packs(tmp_path)[0].unlink()
    assert [pack.stem for pack in packs(tmp_path)] == ["000002", "000003", "000004"]
    assert kept_bytes(tmp_path, name(b"three")) == b"three"
    assert kept_bytes(tmp_path, held) == b"four"


def test_a_sidecar_that_came_after_its_capture_was_packed_is_packed_too(tmp_path: Path) -> None:
    one = keep(tmp_path, b"one")
    pack_archive(tmp_path, older_than=LATER)
    keep(tmp_path, b"one")
    late = tmp_path / f"{capture_path(one)}.meta.json"
    late.write_text("{}")
    pack_archive(tmp_path, older_than=LATER)
    assert packed_bytes(tmp_path, one, SIDECAR) == b"{}"


def test_a_dictionary_that_was_damaged_is_noticed(tmp_path: Path) -> None:
    pages = [f"page {n} {'the same words on every page of this outlet ' * 30}".encode() for n in range(80)]
    trained = dictionary(pages)
    pack = tmp_path / "a.pack"
    new_pack(pack, trained)
    with pack.open("r+b") as file:
        (entry,) = append(file, [Record(name(pages[0]), CAPTURE, pages[0])], trained)
        assert read_record(file, entry, trained) == pages[0]
        if trained:
            with pytest.raises(DamagedRecord):
                read_record(file, entry, b"")


KILLED = """
import sys
from pathlib import Path
from warehouse.archive import packing
packing.AT_ONCE = 7
packing.pack_archive(Path(sys.argv[1]), older_than=2.0**40)
"""


def test_kills_in_the_middle_of_packing_lose_nothing(tmp_path: Path) -> None:
    chance = random.Random(5)  # noqa: S311 - not for secrets
    held = {keep(tmp_path, data): data for n in range(400) for data in [chance.randbytes(300) * 20 + str(n).encode()]}
    kills = 0
    while kills < 12 and any((tmp_path / "archive").glob("??/*")):
        process = subprocess.Popen([sys.executable, "-c", KILLED, str(tmp_path)], cwd=ROOT)
        time.sleep(chance.uniform(0.1, 0.6))
        process.send_signal(signal.SIGKILL)
        process.wait()
        kills += 1
        sample = chance.sample(sorted(held), 20)
        assert [kept_bytes(tmp_path, one) for one in sample] == [held[one] for one in sample]
    pack_archive(tmp_path, older_than=LATER)
    assert {one: kept_bytes(tmp_path, one) for one in held} == held
    assert sorted(entry.capture_id for _, entry in packed(tmp_path)) == sorted(held)
    assert not list((tmp_path / "archive").glob("??/*"))
