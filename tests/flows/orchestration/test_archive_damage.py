"""An archive that lost bytes, and documents that an older reader read: replay goes on, reconcile says so."""

from contextlib import closing
from pathlib import Path

import pytest

from flows.command.options import parser
from flows.orchestration.loading import load_documents
from flows.orchestration.replaying import replay_documents
from flows.orchestration.steps import Steps
from schemas.settings import Settings
from tasks.text.reader_version import READER_VERSION
from tests.flows.orchestration.test_loading import ONE, TWO, folder, outcomes, rows, settings
from warehouse.backend.live import open_live
from warehouse.queries.reconcile import reconcile

__all__ = ["folder", "settings"]


@pytest.fixture
def archive(settings: Settings, folder: Path) -> dict[str, Path]:
    """Three articles that were loaded, by name: where their bytes lie."""
    for name, text in (("one", ONE), ("two", TWO), ("three", ONE.replace("bridge", "ferry"))):
        (folder / f"{name}.txt").write_text(text)
    load_documents([folder], settings=settings, steps=Steps())
    found = rows(settings, "SELECT location, archive_path FROM arrivals JOIN captures USING (capture_id)")
    return {Path(str(location)).stem: settings.home / str(path) for location, path in found}


def test_a_replay_goes_on_past_what_is_missing_or_damaged(settings: Settings, archive: dict[str, Path]) -> None:
    before = rows(settings, "SELECT article_id, version_id, body FROM articles ORDER BY 1")
    archive["one"].unlink()
    archive["two"].write_bytes(b"x" * archive["two"].stat().st_size)
    report = replay_documents([], outcome="all", settings=settings)
    assert outcomes(report) == {"loaded": 1, "quarantined": 2}
    assert sorted(str(one.reason) for one in report.refused if one.reason) == ["damaged", "unreadable"]
    assert rows(settings, "SELECT article_id, version_id, body FROM articles ORDER BY 1") == before


def test_reconcile_reads_every_byte_if_it_is_asked_to(settings: Settings, archive: dict[str, Path]) -> None:
    assert reconcile(settings.home, deep=True).faults == ()
    archive["two"].write_bytes(b"x" * archive["two"].stat().st_size)
    assert reconcile(settings.home).faults == ()
    (fault,) = reconcile(settings.home, deep=True).faults
    assert fault.endswith("has other bytes than those that arrived: put it back from a backup")
    assert parser().parse_args(["reconcile", "--deep"]).deep


def test_what_another_reader_read_is_read_again_once(settings: Settings, archive: dict[str, Path]) -> None:
    assert len(archive) == 3
    assert parser().parse_args(["replay", "--outdated"]).outcome == "outdated"
    assert outcomes(replay_documents([], outcome="outdated", settings=settings)) == {}
    with closing(open_live(settings.home)) as con:
        con.execute("UPDATE readings SET reader_version = '0' WHERE capture_id = ?", [archive["two"].name])
    assert outcomes(replay_documents([], outcome="outdated", settings=settings)) == {"loaded": 1}
    assert outcomes(replay_documents([], outcome="outdated", settings=settings)) == {}
    assert rows(settings, "SELECT DISTINCT reader_version FROM articles") == [(READER_VERSION,)]
