"""An article's fields, declared once: from the record to the columns that people query."""

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from schemas.arrival import Outcome
from schemas.article import Article, Author, Byline, Dateline, Moment, lay_blocks
from schemas.article_fields import ARTICLE_FIELDS, FIELD_COLUMNS
from schemas.evidence import Evidence
from schemas.link import Link
from schemas.medium import Medium
from tasks.reading.rows import article_rows
from tests.staged_batch import NOON, Rows, a_document, article_id, header, open_with_run, stage_documents, to_article
from warehouse.backend.snapshot import publish
from warehouse.errors import AuditFailed
from warehouse.queries.explain import Candidate, explain
from warehouse.store.loader import store

BLOCKS, BODY = lay_blocks([("paragraph", "The harbour bridge was closed."), ("paragraph", "It opens on Monday.")])
PICTURE = "https://vellmouth-echo.example/b.jpg"
ROWS_OF_THEIR_OWN = {"blocks", "citations", "media", "links", "evidence", "lines"}
"""Attributes of an article that are relations and not columns; byline is both."""

WIRE = Article(
    blocks=BLOCKS,
    body=BODY,
    headline="Bridge closed",
    dek="It opens on Monday",
    byline=Byline(text="By Ada Brandt", authors=(Author(name="Ada Brandt", kind="person"),)),
    dateline=Dateline(text="VELLMOUTH, March 3", place="VELLMOUTH"),
    section="Harbour",
    publication="Vellmouth Echo",
    language="en",
    published=Moment(printed="3 March 2031 12:00 UTC", day=NOON.date(), at=NOON),
    modified=Moment(printed="3 March 2031 12:00 UTC", day=NOON.date(), at=NOON),
    url="https://vellmouth-echo.example/b?x",
    canonical_url="https://vellmouth-echo.example/b",
    publisher_id="urn:echo:7",
    wire_credit="Halvia Press",
    revision="3",
    editorial_status="withheld",
    urgency=2,
    slugline="bridge-closed",
    subjects=("medtop:20000344", "04015001"),
    genre="Current",
    edition="Final Edition",
    editor_note="Picture to follow",
    copyright_notice="(c) Vellmouth Echo",
    usage_terms="Not for Halvia",
    embargoed_until=NOON,
    stated_word_count=9,
    keywords=("bridge",),
    access="free",
    encoding="utf-8",
    evidence=(Evidence(field="urgency", value="2", method="record", locator="$.urgency", chosen=True),),
    media=(
        Medium(kind="image", url=PICTURE, caption="The bridge", credit="Ada Brandt"),
        Medium(kind="video", alt_text="A film", block=1),
    ),
    links=(Link(kind="own_site", url="https://vellmouth-echo.example/a", text="closed", block=0),),
)
BARE = Article(blocks=BLOCKS, body=BODY)


def rows_of(article: Article) -> Rows:
    rows = article_rows(article, None)
    return rows | {"documents": [a_document("b")["documents"][0] | rows["documents"][0]]}


def put(home: Path, rows: Rows) -> None:
    with closing(open_with_run(home)) as con:
        decisions = [to_article(0, Outcome.LOADED, "b")]
        store(con, stage_documents(home / "staged", [rows]), decisions, header("b1"))
        publish(home, force=True, con=con)


def test_every_attribute_of_an_article_has_a_column_or_rows() -> None:
    said = {field.column for field in ARTICLE_FIELDS} | {field.evidence for field in ARTICLE_FIELDS}
    assert set(Article.model_fields) - said - ROWS_OF_THEIR_OWN == {
        "encoding",  # a column of captures
        "learned",  # columns of readings
        "site",
        "known_as",  # decides the article_id, and is none of its fields
    }


def test_every_field_says_what_null_means_and_is_filled_by_a_full_article() -> None:
    assert [field.column for field in ARTICLE_FIELDS if "NULL" not in field.comment] == []
    assert [field.column for field in ARTICLE_FIELDS if field.value(WIRE) is None] == []


@pytest.mark.parametrize("article", [WIRE, BARE], ids=["all fields", "no field"])
def test_fields_go_from_the_record_to_the_view(tmp_path: Path, article: Article) -> None:
    put(tmp_path, rows_of(article))
    with closing(open_with_run(tmp_path)) as con:
        for relation in ("articles", "versions"):
            found = con.execute(f"SELECT {FIELD_COLUMNS} FROM {relation}").fetchone() or ()  # noqa: S608 - our names
            assert dict(zip([f.column for f in ARTICLE_FIELDS], found, strict=True)) == {
                field.column: field.value(article) for field in ARTICLE_FIELDS
            }
        types = dict(con.execute("SELECT column_name, column_type FROM (DESCRIBE articles)").fetchall())
        comments = dict(
            con.execute("SELECT column_name, comment FROM data_dictionary WHERE relation = 'articles'").fetchall()
        )
    for field in ARTICLE_FIELDS:
        known_type = types[field.column].replace("TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ")
        assert (known_type, comments[field.column]) == (field.sql_type, field.comment)


def test_what_stands_beside_the_text_becomes_rows(tmp_path: Path) -> None:
    put(tmp_path, rows_of(WIRE))
    with closing(open_with_run(tmp_path)) as con:
        assert con.execute("FROM media ORDER BY position").fetchall() == [
            (article_id("b"), 0, "image", PICTURE, "The bridge", "Ada Brandt", None, None, 1),
            (article_id("b"), 1, "video", None, None, None, "A film", 1, 1),
        ]  # fmt: skip
        assert con.execute("FROM links").fetchall() == [
            (article_id("b"), 0, "https://vellmouth-echo.example/a", "closed", 0, "own_site", 1)
        ]


def test_explain_shows_every_field_with_its_evidence(tmp_path: Path) -> None:
    put(tmp_path, rows_of(WIRE))
    fields = {field.field: field for field in explain(tmp_path, article_id("b")).fields}
    assert set(fields) == {field.column for field in ARTICLE_FIELDS} - {"word_count"}
    assert (fields["urgency"].value, fields["urgency"].candidates) == (
        2,
        (Candidate("2", "record", "$.urgency", chosen=True),),
    )


@pytest.mark.parametrize(
    ("relation", "change", "fault"),
    [
        ("documents", {"editorial_status": "killed"}, "versions.editorial_status is a known value"),
        ("documents", {"urgency": 10}, "versions.urgency is a known value"),
        ("media", {"kind": "hologram"}, "media.kind is a known value"),
        ("media", {"block": 7}, "medium belongs to an article"),
        ("links", {"kind": "friend"}, "links.kind is a known value"),
        ("links", {"block": 7}, "link belongs to an article"),
    ],
)
def test_what_cannot_be_is_not_stored(tmp_path: Path, relation: str, change: dict[str, Any], fault: str) -> None:
    rows = rows_of(WIRE)
    rows[relation][0].update(change)
    with pytest.raises(AuditFailed, match=fault):
        put(tmp_path, rows)


def test_a_text_keeps_its_hash_whatever_is_added_to_it() -> None:
    """A field that is new in a release makes no new versions of what is stored."""
    plain = WIRE.model_copy(
        update={name: Article.model_fields[name].get_default() for name in ("media", "links", "urgency")}
    )
    hashes = [article_rows(article, None)["documents"][0]["text_hash"] for article in (WIRE, plain, BARE)]
    assert hashes[0] == hashes[1] != hashes[2]
    assert hashes[2] == "f8f606a1ca8c1dd0774d7bdceef7510b9629a70bbce63a7e720b4acf65a3535e"  # of release 0.1
