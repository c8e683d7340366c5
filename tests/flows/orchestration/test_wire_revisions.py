"""Wires from file to SQL: a correction is a version, a kill marks the article it names, an embargo is a column."""

from pathlib import Path

import duckdb
import pytest

from flows.orchestration.loading import load_documents
from flows.orchestration.steps import Steps
from schemas.settings import Settings

ITEM = """\
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="tag:hpa.example,2025:{guid}" version="{version}">
  <itemMeta>
    <itemClass qcode="ninat:text"/>
    <versionCreated>2025-03-04T{hour}:00:00Z</versionCreated><firstCreated>2025-03-04T08:00:00Z</firstCreated>
    {embargo}<pubStatus qcode="stat:{status}"/>{note}
  </itemMeta>
  <contentMeta><headline>{headline}</headline></contentMeta>
  <contentSet><inlineXML contenttype="application/xhtml+html">
    <html xmlns="http://www.w3.org/1999/xhtml"><body>{text}</body></html>
  </inlineXML></contentSet>
</newsItem>
"""
TEXT = (
    "<p>BELLHARBOUR, Halvia (HPA) - The mayor of Bellharbour opened the new pier on Tuesday, {days} days later than the"
    " council had planned when the work began in autumn.</p><p>Four hundred people came to walk on it, the harbour"
    " office said.</p>"
)


def item(
    version: int, text: str, *, guid: str = "pier", status: str = "usable", note: str = "", until: str = ""
) -> str:
    return ITEM.format(
        guid=guid,
        version=version,
        hour=f"{8 + version:02d}",
        status=status,
        headline="Mayor opens pier" if not text or version == 1 else "CORRECTED-Mayor opens pier",
        text=text,
        note=f"<edNote>{note}</edNote>" if note else "",
        embargo=f"<embargoed>{until}</embargoed>" if until else "",
    )


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home", workers=1, batch_size=50, settle_seconds=0, annotate="none")


def load(settings: Settings, folder: Path, name: str, content: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(content)
    load_documents([folder / name], settings=settings, steps=Steps())


def rows(settings: Settings, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(settings.home / "cuttings.duckdb"), read_only=True) as con:
        return con.execute(sql).fetchall()


def test_a_correction_is_a_version_and_a_kill_cancels_the_article_that_it_names(
    settings: Settings, tmp_path: Path
) -> None:
    load(settings, tmp_path / "in", "1.xml", item(1, TEXT.format(days=20)))
    load(settings, tmp_path / "in", "2.xml", item(2, TEXT.format(days=12), note="Corrects number of days."))
    assert rows(settings, "SELECT headline, revision, editorial_status, editor_note FROM articles") == [
        ("CORRECTED-Mayor opens pier", "2", "usable", "Corrects number of days.")
    ]
    load(settings, tmp_path / "in", "3.xml", item(3, "", status="canceled", note="Kill: the pier is closed."))
    assert rows(settings, "SELECT editorial_status, revision, body, publisher_id FROM articles") == [
        ("canceled", "3", "Kill: the pier is closed.", "tag:hpa.example,2025:pier")
    ]
    assert rows(
        settings, "SELECT number, headline, contains(body, 'Four hundred people') FROM versions ORDER BY 1"
    ) == [
        (1, "Mayor opens pier", True),
        (2, "CORRECTED-Mayor opens pier", True),
        (3, "Mayor opens pier", False),
    ]
    assert rows(settings, "SELECT outcome FROM arrivals ORDER BY received_at") == [
        ("loaded",), ("version",), ("version",),
    ]  # fmt: skip


def test_a_cancellation_that_sends_the_same_text_again_is_seen(settings: Settings, tmp_path: Path) -> None:
    load(settings, tmp_path / "in", "1.xml", item(1, TEXT.format(days=20)))
    load(settings, tmp_path / "in", "2.xml", item(2, TEXT.format(days=20), status="withheld").replace("CORRECTED-", ""))
    assert rows(settings, "SELECT editorial_status FROM articles") == [("withheld",)]
    assert rows(settings, "SELECT count(*) FROM versions") == [(2,)]


def test_an_embargo_is_visible(settings: Settings, tmp_path: Path) -> None:
    embargoed = item(1, TEXT.format(days=20), until="2025-03-06T12:00:00+01:00")
    other = item(1, TEXT.format(days=3).replace("mayor", "council").replace("pier", "market"), guid="market")
    message = '<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>{}{}</itemSet></newsMessage>'
    load(settings, tmp_path / "in", "m.xml", message.format(embargoed, other))
    found = rows(
        settings,
        "SELECT publisher_id, embargoed_until = TIMESTAMPTZ '2025-03-06 11:00:00+00' FROM articles ORDER BY 1",
    )
    assert found == [("tag:hpa.example,2025:market", None), ("tag:hpa.example,2025:pier", True)]
