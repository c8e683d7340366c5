"""Archives and packings: what is in them, and what is wrong with them. Every file is made here."""

import bz2
import gzip
import io
import lzma
import stat
import tarfile
import zipfile
from collections.abc import Callable

import pytest
import zstandard

from schemas.rejection import Rejected
from tasks.text.containers import streams, zip_archive
from tasks.text.documents import documents

PAGE = b"<!doctype html><html><head><title>Barrage closed</title></head><body><p>Closed.</p></body></html>"
NOTE = b"Barrage closed\n\nThe barrage at Skarra was closed on Tuesday."
LINES = b'{"title": "1"}\n{"title": "2"}\n'
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 40

Held = list[tuple[tuple[int, ...], bytes | str]]


def held(data: bytes, limit: int = 1 << 20) -> Held:
    """Each document: its numbers, and its bytes or why it is refused."""
    found: Held = []
    for document in documents(io.BytesIO(data)):
        said = document.held(limit)
        found.append((document.numbers, said.reason.value if isinstance(said, Rejected) else said[:limit]))
    return found


def zipped(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return made.getvalue()


def tarred(*members: tuple[str, bytes], kind: bytes = tarfile.REGTYPE) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.type, info.size, info.linkname = kind, len(data), "/etc/passwd" if kind == tarfile.SYMTYPE else ""
            archive.addfile(info, io.BytesIO(data))
    return made.getvalue()


PACKINGS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "bzip2": bz2.compress,
    "xz": lzma.compress,
    "zstd": zstandard.ZstdCompressor().compress,
}


@pytest.mark.parametrize("packing", PACKINGS)
@pytest.mark.parametrize(
    ("inside", "found"),
    [
        (NOTE, [((), NOTE)]),
        (LINES, [((1,), b'{"title": "1"}'), ((2,), b'{"title": "2"}')]),
        (tarred(("a.txt", NOTE)), [((1,), NOTE)]),
        (zipped(("a.txt", NOTE)), [((1,), NOTE)]),
    ],
    ids=["document", "lines", "tar", "zip"],
)
def test_what_is_packed_stands_for_itself(packing: str, inside: bytes, found: Held) -> None:
    assert held(PACKINGS[packing](inside)) == found


@pytest.mark.parametrize("packing", PACKINGS)
def test_several_members_are_one_and_what_breaks_off_is_said(packing: str) -> None:
    pack = PACKINGS[packing]
    assert held(pack(NOTE) + pack(NOTE)) == [((), NOTE + NOTE)]
    many = b"".join(b'{"title": "%d"}\n' % n for n in range(20_000))
    *whole, last = held(pack(many)[:-300])
    assert last[1] == "malformed"
    assert len(whole) > (-1 if packing == "bzip2" else 100)  # its blocks are larger than this
    assert all(isinstance(said, bytes) for _, said in whole[:-1])


def test_a_wrong_checksum_is_damage() -> None:
    data = bytearray(gzip.compress(NOTE))
    data[-6] ^= 1
    assert held(bytes(data)) == [((), "malformed")]


def test_packed_too_often_is_refused() -> None:
    data = NOTE
    for _ in range(5):
        data = gzip.compress(data)
    assert held(data) == [((), "unsupported_type")]


MEMBERS = (
    ("pages/", b""),
    ("pages/a.html", PAGE),
    ("../../etc/passwd.txt", NOTE),
    ("/absolute.txt", NOTE),
    ("pages/a.html", PAGE),
    ("__MACOSX/._a.html", b"\x00\x05\x16\x07"),
    (".DS_Store", b"Bud1"),
    ("picture.png", PNG),
)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_members_are_numbered_by_their_place_and_names_are_no_paths() -> None:
    found = [((2,), PAGE), ((3,), NOTE), ((4,), NOTE), ((5,), PAGE)]
    assert held(zipped(*MEMBERS)) == found
    assert held(tarred(*MEMBERS[1:])) == [((number - 1,), data) for (number,), data in found]


def test_an_archive_without_documents_is_none() -> None:
    assert held(zipped(("picture.png", PNG))) == [((), "not_an_article")]
    assert held(tarred(("picture.png", PNG))) == [((), "not_an_article")]


def test_containers_in_containers_have_all_their_numbers() -> None:
    inner = zipped(("lines.jsonl.gz", gzip.compress(LINES)), ("a.txt", NOTE))
    assert held(zipped(("x.png", PNG), ("inner.zip", inner))) == [
        ((2, 1, 1), b'{"title": "1"}'), ((2, 1, 2), b'{"title": "2"}'), ((2, 2), NOTE),
    ]  # fmt: skip


def test_depth_ends() -> None:
    data = zipped(("a.txt", NOTE))
    for _ in range(6):
        data = zipped(("a.zip", data), ("b.txt", NOTE))
    found = held(data)
    assert ((1, 1, 1), "unsupported_type") in found
    assert [said for _, said in found].count(NOTE) == 3


def test_links_and_encrypted_members_are_refused_and_the_rest_is_read() -> None:
    info = zipfile.ZipInfo("link.html")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(info, "/etc/passwd")
        archive.writestr("a.txt", NOTE)
        archive.writestr("secret.txt", NOTE)
    data = bytearray(made.getvalue())
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):  # the flag of encryption, in both headers of the last member
        at = data.rindex(mark)
        data[at + (6 if mark == b"PK\x03\x04" else 8)] |= 1
    assert held(bytes(data)) == [((1,), "unsupported_type"), ((2,), NOTE), ((3,), "encrypted")]
    link = tarred(("link.html", b""), kind=tarfile.SYMTYPE)
    assert held(link) == [((1,), "unsupported_type")]


def test_one_damaged_member_costs_itself() -> None:
    data = bytearray(zipped(("a.txt", NOTE), ("b.txt", NOTE * 2), method=zipfile.ZIP_STORED))
    data[data.index(NOTE) + 3] ^= 1
    assert held(bytes(data)) == [((1,), "malformed"), ((2,), NOTE * 2)]


@pytest.mark.parametrize("cut", [40, 120])
def test_archives_that_break_off_say_so(cut: int) -> None:
    assert held(zipped(("a.txt", NOTE), ("b.txt", NOTE))[:-cut])[-1][1] == "malformed"
    tar = tarred(("a.txt", NOTE), ("b.txt", NOTE * 40))[: 1_600 + cut]
    assert held(tar)[0] == ((1,), NOTE)
    assert held(tar)[-1][1] == "malformed"


@pytest.fixture
def low_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """The ratio is asked for early, so that bombs may be small."""
    for module in (streams, zip_archive):
        monkeypatch.setattr(module, "RATIO_FREE_BYTES", 1 << 20)


@pytest.mark.usefixtures("low_limits")
@pytest.mark.parametrize("packing", PACKINGS)
def test_a_bomb_is_stopped(packing: str) -> None:
    """A file of zeros, and one inside an archive."""
    bomb = PACKINGS[packing](b"\x00" * (12 << 20))
    assert held(bomb, limit=1 << 24) == [((), "malformed")]
    assert held(zipped(("bomb", bomb), ("a.txt", NOTE), method=zipfile.ZIP_STORED), limit=1 << 24) == [
        ((1,), "malformed"), ((2,), NOTE),
    ]  # fmt: skip


@pytest.mark.usefixtures("low_limits")
def test_a_zip_bomb_is_refused() -> None:
    found = held(zipped(("bomb.txt", b"\x00" * (12 << 20)), ("a.txt", NOTE)), limit=1 << 24)
    assert found == [((1,), "malformed")]
