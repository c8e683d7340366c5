"""Reading processes: made once a process, used by every batch, ended with the run; limits in CPU time."""

import hashlib
import os
import threading
from datetime import UTC, datetime
from multiprocessing import active_children
from pathlib import Path

import pytest

from schemas.capture import NOTHING_KNOWN
from schemas.reading import Reading
from schemas.settings import Settings
from tasks.inbox.archive import keep_bytes
from tasks.inbox.receiving import Received
from tasks.reading import readers
from tasks.reading.readers import end_readers, read_documents, readers_kept
from tasks.reading.reading_pool import ReadingPool
from tasks.reading.reading_progress import ReadingProgress, noted, progress_file, reading_progress
from tasks.reading.worker import Read
from tests.loopback_server import Server
from warehouse.archive.bucket import BucketFailed, bucket
from warehouse.archive.kept import capture_path
from warehouse.errors import WrongArchive

NOW = datetime(2031, 3, 3, 12, tzinfo=UTC)
TEXT = "\n\n".join(
    ["Harbour bridge stays closed", "By Ida Holm"]
    + [
        f"The harbour bridge at Oldmere stays closed for week {n}, said the harbour master of the town."
        for n in range(9)
    ]
).encode()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path, workers=2, annotate="none")


def received(capture_id: str) -> Received:
    return Received(
        drop_key=capture_id,
        origin="path",
        location="/in/one.txt",
        container=None,
        path="/in/one.txt",
        capture_id=capture_id,
        byte_size=None,
        sidecar=NOTHING_KNOWN,
    )


def read(settings: Settings, *documents: Received, alone: bool = False) -> list[Read]:
    return list(read_documents(documents, [NOW] * len(documents), settings=settings, alone=alone))


def pool() -> ReadingPool | None:
    return readers._here.pool


def test_a_process_makes_its_readers_once_and_a_run_ends_them(settings: Settings) -> None:
    document = received(keep_bytes(settings.home, TEXT))
    with readers_kept():
        assert [one.reading for one in read(settings, document)] == ["article"]
        first = pool()
        with readers_kept():
            read(settings, document)
        assert first is not None
        assert pool() is first, "a run that ends leaves the readers to the one that goes on"
        read(settings, *[document] * 60)
        assert pool() is not first, "more documents are worth more workers"
    assert pool() is None
    assert active_children() == []


def test_readers_of_nobody_s_run_rest_and_are_used_again(settings: Settings) -> None:
    """In a process that reads for a run of another process or machine."""
    document = received(keep_bytes(settings.home, TEXT))
    read(settings, document)
    first = pool()
    read(settings, document)
    assert pool() is first
    assert readers._here.rest is not None, "they end by themselves when nothing more comes"
    end_readers()
    assert pool() is None


def test_nothing_to_read_starts_no_process(settings: Settings) -> None:
    gone = received("0" * 64)
    failed = Received(**{name: getattr(gone, name) for name in gone.__slots__} | {"failure": ("unreadable", "no")})
    assert [one.reason for one in read(settings, failed)] == ["unreadable"]
    assert pool() is None


def test_a_bucket_that_fails_is_no_document_s_fault(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("obstore", reason="needs the extra lake")
    end_readers()  # reading processes have the environment of their start
    with Server() as server:  # it has no bucket
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION"):
            monkeypatch.setenv(name, "any")
        monkeypatch.setenv("AWS_ENDPOINT_URL", server.url(""))
        monkeypatch.setenv("CUTTINGS_ARCHIVE", "s3://news/archive")
        with readers_kept(), pytest.raises(BucketFailed, match="404"):
            read(settings, received("0" * 64), received("1" * 64))
        with pytest.raises(BucketFailed, match="there is no such bucket"):
            bucket("s3://news/archive").write("one", b"bytes")
        monkeypatch.setenv("CUTTINGS_ARCHIVE", "s3://news/other")
        with readers_kept(), pytest.raises(WrongArchive, match="its archive is s3://news/archive/") as raised:
            read(settings, received("0" * 64))
        assert raised.value.home == settings.home
    assert pool() is None


def slow_disk(settings: Settings, data: bytes) -> tuple[Received, Path]:
    """A capture whose bytes come when somebody writes them: it is waited for, and no CPU time passes."""
    capture = hashlib.sha256(data).hexdigest()
    path = settings.home / capture_path(capture)
    path.parent.mkdir(parents=True)
    os.mkfifo(path)
    return received(capture), path


def test_time_in_which_a_document_uses_no_processor_does_not_count(settings: Settings) -> None:
    limits = settings.model_copy(update={"read_seconds": 1.0})
    document, path = slow_disk(settings, TEXT)
    feed = threading.Timer(3.0, path.write_bytes, [TEXT])
    feed.start()
    with readers_kept():
        assert [one.reading for one in read(limits, document)] == ["article"]
    feed.join()


def test_a_sleeper_ends_by_the_clock_and_harms_nobody(settings: Settings) -> None:
    limits = settings.model_copy(update={"read_seconds": 0.1})
    document, _ = slow_disk(settings, b"b")
    with readers_kept():
        slow, good = read(limits, document, received(keep_bytes(settings.home, b"")))
    assert (slow.reason, slow.detail) == ("time_limit", "not read in 2 s by the clock")
    assert good.reason == "empty"


def test_a_document_that_takes_too_much_processor_time_ends_alone(settings: Settings) -> None:
    limits = settings.model_copy(update={"read_seconds": 0.2})
    page = b"<html><body><article>" + b"<p>The harbour bridge stays closed, said the master.</p>" * 20_000
    with readers_kept():
        slow, good = read(limits, received(keep_bytes(settings.home, page)), received(keep_bytes(settings.home, b"")))
    assert slow.reason == "time_limit"
    assert slow.detail is not None
    assert "CPU time" in slow.detail
    assert good.reason == "empty"


def test_progress_is_there_while_a_batch_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tasks.reading.reading_progress.INTERVAL_SECONDS", 0)
    (tmp_path / "staging").mkdir()
    file = progress_file(tmp_path, "run")
    seen = [reading_progress(file) for _ in noted([Read(Reading.UNREAD)] * 3, 3, file)]
    assert seen == [ReadingProgress(0, 3), ReadingProgress(1, 3), ReadingProgress(2, 3)]
    assert (reading_progress(file).documents, list((tmp_path / "staging").iterdir())) == (0, [])
