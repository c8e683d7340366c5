"""Exports of ProQuest, as text, as a page and as a mail in quoted-printable."""

import io
import re
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from schemas.article import Article
from schemas.capture import Sidecar
from tasks.text.formats import form_of
from tasks.text.reading import read

TEXT = (Path(__file__).parents[3] / "cases" / "press" / "proquest.txt").read_text(encoding="utf-8")
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def in_html() -> str:
    """The records as ProQuest's page: an anchor a record, labels in `strong`, the text a page of its own."""
    records = list(re.split(r"\nDocument \d of \d\n", TEXT)[1:])
    found = []
    for number, record in enumerate(records):
        paragraphs = [
            part for part in record.split("\n\n") if part.strip() and "____" not in part and "Contact" not in part
        ]
        lines = []
        for text in paragraphs:
            label, colon, value = text.partition(":")
            strong = f"<strong>{label}: </strong>{escape(value)}" if colon and len(label) < 40 else escape(text)
            strong = strong.replace(
                "</strong> The gates of",
                '</strong><Text WordCount="239">html&gt;<head><title></title></head><body> The gates of',
            )
            lines.append(f"<p>{strong}</p>")
        found.append(f'<div><a name="DocID_MSTAR_{number}"></a><p></p>{"".join(lines)}</div>')
    head = "<html><head><title>ProQuest Export</title></head><body><p>Jo sent you the following:</p>"
    foot = "<p>Contact ProQuest</p><p>Database copyright 2020 ProQuest LLC. - Terms</p></body></html>"
    return head + "".join(found) + foot


def in_mail() -> bytes:
    mail = EmailMessage()
    mail["From"] = "noreply@proquest.com"
    mail["Subject"] = "Your ProQuest Research"
    mail["Date"] = "Sun, 05 Jul 2020 01:02:03 -0400"
    mail.set_content(in_html(), subtype="html", cte="quoted-printable")
    return mail.as_bytes()


@pytest.mark.parametrize(
    ("data", "form"),
    [(TEXT.encode(), "proquest_text"), (in_html().encode(), "proquest_html"), (in_mail(), "proquest_mail")],
    ids=["text", "html", "mail"],
)
def test_each_record(data: bytes, form: str) -> None:
    found = form_of(data)
    assert found.name == form
    assert found.split
    read_ = [
        read(item.data, received_at=NOW, sidecar=Sidecar(form=item.form))[0] for item in found.split(io.BytesIO(data))
    ]
    first, second = [article for article in read_ if isinstance(article, Article)]
    assert first.headline == "Barrage gates jam again"
    assert first.byline
    assert [author.name for author in first.byline.authors] == ["Anna Veld", "Ola Brandt Ohm"]
    assert (first.publication, first.edition) == ("Aldersund Courier", "Late Edition (East Coast)")
    assert first.published
    assert str(first.published.day) == "2010-05-08"
    assert (first.section, first.publisher_id, first.language) == ("Business; Part C; Business Desk", "251439970", "en")
    assert first.keywords == ("Dams", "Harbors")
    assert [block.text[-8:] for block in first.blocks] == [" amused.", "ngineer."]
    assert second.published
    assert (second.headline, second.publication, str(second.published.day)) == ("Das Wehr", "Hafenblatt", "2008-11-22")
    assert second.body.endswith("Ausland.")
