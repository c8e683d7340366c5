"""A packed archive is the archive: read again, reconciled to the last byte, and given back as it arrived."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.command.main import main
from flows.orchestration.loading import load_documents
from flows.orchestration.replaying import replay_documents
from flows.orchestration.steps import Steps
from schemas.settings import Settings
from tasks.inbox.tidying import UNPACKED_SECONDS, tidy
from tests.flows.orchestration.test_loading import ONE, TWO, folder, outcomes, rows, settings
from warehouse.archive.pack import Entry
from warehouse.archive.packs import packed, packs
from warehouse.queries.reconcile import reconcile

__all__ = ["folder", "settings"]


def test_what_is_packed_is_read_and_told_as_before(
    settings: Settings, folder: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    (folder / "one.txt").write_text(ONE)
    (folder / "two.txt").write_text(TWO)
    (folder / "two.txt.meta.json").write_text('{"url": "https://vellmouth-echo.example/two"}')
    (folder / "note.txt").write_text("Short.")
    load_documents([folder], settings=settings, steps=Steps())
    before = rows(settings, "SELECT article_id, version_id, url, body FROM articles ORDER BY 1")
    assert tidy(settings, now=time.time()).packed_captures == 0
    assert tidy(settings, now=time.time() + 2 * UNPACKED_SECONDS).packed_captures == 3
    assert not list((settings.home / "archive").glob("??/*"))
    report = replay_documents([], outcome="all", settings=settings)
    assert outcomes(report) == {"loaded": 2, "rejected": 1}
    assert rows(settings, "SELECT article_id, version_id, url, body FROM articles ORDER BY 1") == before
    found = reconcile(settings.home, deep=True)
    assert (found.faults, found.not_in_ledger) == ((), ())
    # What comes again is known, and not kept twice.
    again = load_documents([folder], settings=settings, steps=Steps())
    assert outcomes(again) == {"duplicate": 3}
    assert not list((settings.home / "archive").glob("??/*"))
    capfdbinary.readouterr()
    assert main(["original", "one.txt", "--home", str(settings.home)]) == 0
    assert capfdbinary.readouterr().out == ONE.encode()


def test_a_damaged_pack_is_told_and_stops_nothing(
    settings: Settings, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "one.txt").write_text(ONE)
    (folder / "two.txt").write_text(TWO)
    load_documents([folder], settings=settings, steps=Steps())

    def packed_meanwhile(home: Path) -> Iterator[tuple[Path, Entry]]:
        assert tidy(settings, now=time.time() + 2 * UNPACKED_SECONDS).packed_captures == 2
        return packed(home)

    with monkeypatch.context() as maintained:
        maintained.setattr("warehouse.queries.reconcile.packed", packed_meanwhile)
        assert reconcile(settings.home).faults == ()
    (pack,) = packs(settings.home)
    data = bytearray(pack.read_bytes())
    data[-3] ^= 0xFF
    pack.write_bytes(data)
    report = replay_documents([], outcome="all", settings=settings)
    assert outcomes(report) == {"loaded": 1, "quarantined": 1}
    assert [fault.split(" has ")[1][:11] for fault in reconcile(settings.home, deep=True).faults] == ["other bytes"]
