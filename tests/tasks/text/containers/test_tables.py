"""Tables: one row is one document, columns are known by what they mean."""

import io
import json
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from schemas.rejection import Rejected
from tasks.text.containers.tables import layout_of
from tasks.text.conventions.field_names import field_of, is_known_layout
from tasks.text.documents import documents

ROWS = ["Barrage closed", "The barrage was closed.\nEngineers found cracks, two of them."]


def rows(data: bytes) -> list[Any]:
    """Each row's cells by column, or why it is refused."""
    found: list[Any] = []
    for document in documents(io.BytesIO(data)):
        said = document.held(1 << 20)
        found.append((said.reason.value, said.detail) if isinstance(said, Rejected) else json.loads(said))
    return found


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ('title,text\n"Barrage closed","The barrage was closed.\nEngineers found cracks, two of them."\n', "utf-8-sig"),
        ('title\ttext\nBarrage closed\t"The barrage was closed.\nEngineers found cracks, two of them."\n', "utf-16"),
        ('title;text\n"Barrage closed";"The barrage was closed.\nEngineers found cracks, two of them."\n', "cp1252"),
        (
            'sep=;\ntitle;text\nBarrage closed;"The barrage was closed.\nEngineers found cracks, two of them."\n',
            "utf-8",
        ),
        ('title,text\r\nBarrage closed,"The barrage was closed.\nEngineers found cracks, two of them."\r\n', "utf-8"),
    ],
)
def test_rows_however_the_table_is_written(text: str, encoding: str) -> None:
    assert rows(text.encode(encoding)) == [dict(zip(("title", "text"), ROWS, strict=True))]


def test_unnamed_columns_and_empty_cells_are_left_out_and_rows_counted() -> None:
    data = b",title,text,author\n0,One,Text of one.,\n\n1,Two,Text of two.,Ida Holm\n"
    assert rows(data) == [
        {"title": "One", "text": "Text of one."},
        {"title": "Two", "text": "Text of two.", "author": "Ida Holm"},
    ]


def test_unknown_columns_are_said_once() -> None:
    ((reason, detail),) = rows(b"lat,lon,depth\n1,2,3\n4,5,6\n7,8,9\n")
    assert (reason, detail) == ("unknown_layout", "a table with the columns lat, lon, depth")


PROSE = (
    "On Tuesday, the barrage, which protects the town, was closed.\nEngineers, divers, and others came, looked, left.\n"
    "The board, the mayor, and the council met, talked, and left.\nNobody, not even the mayor, slept, ate, or spoke.\n"
)


@pytest.mark.parametrize(
    "text",
    [
        PROSE, "Text\n", "Title, author\nBy Ida Holm\n\nThe barrage was closed, and reopened.\n", "a,b\n", "",
        "1,2\n3,4\n5,6\n", "Name: Ida | Age: 7\nName: Per | Age: 8\n",
    ],
)  # fmt: skip
def test_prose_is_no_table(text: str) -> None:
    assert layout_of(text) is None


@given(st.text(alphabet=',;|\t"\n ab1é', max_size=200))
def test_any_text_is_a_table_or_none(text: str) -> None:
    layout_of(text)
    assert list(documents(io.BytesIO(text.encode())))


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("Titel", "headline"), ("Überschrift", "headline"), ("titre", "headline"), ("Título", "headline"),
        ("titolo", "headline"), ("Kop", "headline"), ("Volltext", "body"), ("texte intégral", "body"),
        ("Cuerpo", "body"), ("conteúdo", "body"), ("testo", "body"), ("Inhoud", "body"),
        ("Erscheinungsdatum", "published"), ("date_de_publication", "published"),
        ("Fecha de publicación", "published"), ("Data di pubblicazione", "published"),
        ("Publicatiedatum", "published"), ("publish_date", "published"), ("PublishDate", "published"),
        ("Auteur", "authors"), ("Quelle", "publication"), ("Krant", "publication"), ("Testata", "publication"),
        ("media_name", "publication"), ("scraped_at", None), ("inserted_at", None), ("time_added", None),
        ("date_download", None), ("", None), ("collect_date", None), ("saved date", None),
    ],
)  # fmt: skip
def test_columns_by_meaning(name: str, field: str | None) -> None:
    assert field_of(name) == field


def test_what_an_article_needs() -> None:
    assert is_known_layout(["text", "title"])
    assert is_known_layout(["url", "title", "time_added", "tags"])
    assert not is_known_layout(["text"])
    assert not is_known_layout(["title", "price"])


def test_parquet() -> None:
    made = io.BytesIO()
    table = pa.table({"title": ["One", "Two"], "text": ["Text of one.", None], "day": [1.5, None]})
    pq.write_table(table, made)
    assert rows(made.getvalue()) == [{"title": "One", "text": "Text of one.", "day": 1.5}, {"title": "Two"}]
    cut = made.getvalue()[:-30]
    assert [reason for reason, _ in rows(cut)] == ["malformed"]
    other = io.BytesIO()
    pq.write_table(pa.table({"lat": [1], "lon": [2]}), other)
    assert rows(other.getvalue()) == [("unknown_layout", "a table with the columns lat, lon")]


def test_xlsx_with_lines_above_its_columns() -> None:
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    sheet = book.add_worksheet()
    for number, row in enumerate(
        (["Export of 3 March"], [], ["Titel", "Volltext", "Datum"], ["Eins", "Text.", "3.3.2026"])
    ):
        sheet.write_row(number, 0, row)
    book.close()
    assert rows(made.getvalue()) == [{"Titel": "Eins", "Volltext": "Text.", "Datum": "3.3.2026"}]
    assert [reason for reason, _ in rows(made.getvalue()[:-300])] == ["malformed"]


@pytest.mark.parametrize(
    ("names", "encoding"),
    [
        ("Заголовок;Дата;Источник;Текст", "cp1251"),
        ("タイトル;日付;媒体名;本文", "cp932"),
        ("标题;日期;来源;正文", "gb18030"),
        ("Título;Fecha;Medio;Cuerpo", "cp1252"),
    ],
)
def test_names_of_columns_in_the_encoding_of_their_alphabet(names: str, encoding: str) -> None:
    row = ";".join(["{number}", "03.03.2026", "Post", names.replace(";", " ") * 3])
    text = "\n".join([names, *(row.format(number=number) for number in range(3))])
    (first, *more) = rows(text.encode(encoding))
    assert list(first) == names.split(";")
    assert len(more) == 2


def test_a_data_set_s_own_words() -> None:
    assert is_known_layout(["article", "highlights", "id"])
