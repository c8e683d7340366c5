"""PDF: what its pages print, without running heads, with words whole again; and honest verdicts where there is none."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from schemas.article import Article
from schemas.rejection import Rejected, RejectionReason
from tasks.text.formats import form_of
from tasks.text.reading import read

NOW = datetime(2026, 1, 1, tzinfo=UTC)
SHARED = Path(__file__).parents[4] / ".." / "shared" / "formats" / "samples" / "pdf"
Mark = tuple[float, float, float, str]
"""Left, bottom, size and text of one line."""


def pdf(pages: list[list[Mark]], title: str = "") -> bytes:
    """A PDF of lines in Helvetica, written by hand."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        text = "\n".join(f"BT /F1 {size} Tf {left} {bottom} Td ({words}) Tj ET" for left, bottom, size, words in lines)
        content = text.encode("latin-1")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    objects.append(f"<< /Title ({title}) /CreationDate (D:20240101000000Z) >>".encode("latin-1"))
    data, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"<< /Size %d /Root 1 0 R /Info %d 0 R >>" % (len(objects) + 1, len(objects))
    return data + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n%s\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        table,
        trailer,
        start,
    )


TEXT = (
    "The ferry between Aldersund and Holm will not sail this week, the harbour",
    "office said on Monday. Engineers found salt in the bearings of both engines",
    "and sent for a spare part from abroad.",
)
MORE = (
    "Travellers are asked to take the bridge, which is open to cars again since",
    "the first of the month. The office hopes to have the ferry back on the water",
    "before the school holidays begin, and thanks everybody for their patience.",
)


def column(texts: tuple[str, ...], left: float, top: float) -> list[Mark]:
    return [(left, top - 14 * at, 11, text) for at, text in enumerate(texts)]


def page(number: int, marks: list[Mark]) -> list[Mark]:
    head = (60, 770, 9, f"The Aldersund Courier, March 4, 2019, page {number}")
    return [head, *marks, (300, 20, 9, str(number))]


def article(data: bytes) -> Article:
    found, media_type = read(data, received_at=NOW)
    assert isinstance(found, Article), found
    assert media_type == "application/pdf"
    return found


def test_headline_paragraphs_and_running_heads() -> None:
    first = page(1, [(60, 690, 22, "No ferry this week"), *column(TEXT, 60, 640), *column(MORE, 60, 560)])
    more = [page(number, [*column(MORE, 60, 700), *column(TEXT, 60, 600)]) for number in (2, 3)]
    found = article(pdf([first, *more], title="C:\\\\temp\\\\10811.exe"))
    assert found.headline == "No ferry this week"
    assert found.blocks[0].text == " ".join(TEXT)
    assert found.blocks[1].text.startswith(" ".join(MORE))
    assert "Courier" not in found.body
    assert "10811" not in found.body
    # The running head prints the day of issue; when the file was made is no day of publication.
    assert found.published
    assert str(found.published.day) == "2019-03-04"
    assert "metadata CreationDate" in {evidence.field for evidence in found.evidence}


def test_several_headlines_are_told() -> None:
    long = TEXT + MORE + TEXT + MORE
    marks = [(60, 700, 20, "No ferry this week"), *column(long, 60, 670), (60, 400, 20, "The bridge is open again")]
    found = article(pdf([[*marks, *column(long, 60, 370)]]))
    assert any("several articles" in e.value for e in found.evidence if e.field == "container")


@pytest.mark.parametrize(
    ("data", "reason"),
    [(pdf([[]]), RejectionReason.NO_TEXT), (b"%PDF-1.4\nnothing of the kind", RejectionReason.MALFORMED)],
)
def test_verdicts(data: bytes, reason: RejectionReason) -> None:
    verdict, _ = read(data, received_at=NOW)
    assert isinstance(verdict, Rejected)
    assert verdict.reason == reason


def test_no_text_layer_is_said() -> None:
    verdict, _ = read(pdf([[]]), received_at=NOW)
    assert isinstance(verdict, Rejected)
    assert "without a text layer" in verdict.detail


@pytest.mark.skipif(not (SHARED / "password-hunter2.pdf").exists(), reason="no ../shared here")
def test_a_password_is_said() -> None:
    verdict, _ = read((SHARED / "password-hunter2.pdf").read_bytes(), received_at=NOW)
    assert isinstance(verdict, Rejected)
    assert verdict.reason == RejectionReason.ENCRYPTED


def test_a_text_about_pdf_is_none() -> None:
    assert form_of(b"<html><body>%PDF-1.4 is how they begin</body></html>").name == "html"
