"""The limit of what a load's database may take, and what spilled beyond it."""

import os
from contextlib import closing
from pathlib import Path

import pytest

from schemas.home import Home
from schemas.settings import Settings
from tasks.inbox.tidying import OLD_SECONDS, tidy
from warehouse.backend.live import open_live
from warehouse.backend.memory_limit import DEFAULT, memory_limit
from warehouse.errors import WrongMemory


@pytest.mark.parametrize(
    ("said", "limit"), [("", DEFAULT), ("512MB", "512MB"), (" 2 GB ", "2 GB"), ("128mib", "128mib"), ("1gb", "1gb")]
)
def test_limit(said: str, limit: str) -> None:
    assert memory_limit({"CUTTINGS_MEMORY": said}) == limit


@pytest.mark.parametrize("said", ["127MB", "0GB", "much", "512", "-1GB", "80%", "1GB; DROP TABLE versions"])
def test_no_limit(said: str) -> None:
    with pytest.raises(WrongMemory, match=r"CUTTINGS_MEMORY=.* is no limit: give 128MB, 1GB or more"):
        memory_limit({"CUTTINGS_MEMORY": said})


def test_it_holds_for_the_live_database_and_what_is_more_spills(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CUTTINGS_MEMORY", "128MB")
    spill = Home(tmp_path).spill
    with closing(open_live(tmp_path)) as con:
        assert con.execute("SELECT current_setting('memory_limit')").fetchone() == ("122.0 MiB",)
        con.execute(
            "CREATE TEMP TABLE wide AS SELECT hash(i) AS h, repeat('x', 60) || i AS t FROM range(2_000_000) r(i)"
        )
        assert con.execute("SELECT count(DISTINCT h) FROM wide").fetchone() == (2_000_000,)
        assert list(spill.iterdir())
    assert not spill.exists() or not list(spill.iterdir())


def test_what_a_killed_loader_spilled_is_removed_after_a_day(tmp_path: Path) -> None:
    spill = Home(tmp_path).spill
    spill.mkdir(parents=True)
    old, large, young = (
        spill / f"duckdb_temp_{name}" for name in ("storage_DEFAULT-0.tmp", "block-7.block", "storage_DEFAULT-1.tmp")
    )
    for file in (old, large, young):
        file.write_bytes(b"x")
    now = young.stat().st_mtime + 60
    for file in (old, large):
        os.utime(file, (now - OLD_SECONDS - 1,) * 2)
    tidy(Settings(home=tmp_path), now=now)
    assert list(spill.iterdir()) == [young]
