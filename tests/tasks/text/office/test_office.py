"""Documents of office programs and books: styles say what is headline and subhead, metadata is evidence only."""

import io
import zipfile
from datetime import UTC, datetime

import pytest

from schemas.article import Article
from schemas.rejection import Rejected, RejectionReason
from tasks.text.decode.docx_text import docx_paragraphs
from tasks.text.formats import form_of
from tasks.text.reading import read

NOW = datetime(2026, 1, 1, tzinfo=UTC)
FIRST = "The ferry between Aldersund and Holm will not sail this week, the harbour office said on Monday."
SECOND = "Engineers found salt in the bearings of both engines and sent for a spare part from abroad."
THIRD = "Travellers are asked to take the bridge, which is open to cars again since the first of the month."
STYLED = (
    ("Titel", "No ferry this week"),
    ("", "By Anna Veld"),
    ("", FIRST),
    ("berschrift1", "Salt in the bearings"),
    ("", SECOND),
    ("Listenabsatz", "The bridge is open."),
    ("Beschriftung", "The ferry at its berth."),
    ("", THIRD),
)
CORE = (
    "<p><title>C:\\temp\\10811.exe</title><creator>Template Author</creator><created>2024-01-01T00:00:00Z</created></p>"
)


def packed(members: dict[str, str]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(name, text, compress_type=kind)
    return held.getvalue()


def docx() -> bytes:
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>' for style, text in STYLED
    )
    names = {"Titel": "Title", "berschrift1": "heading 1", "Listenabsatz": "List Paragraph", "Beschriftung": "caption"}
    styles = "".join(f'<w:style w:styleId="{key}"><w:name w:val="{name}"/></w:style>' for key, name in names.items())
    return packed(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f"<w:document {w}><w:body>{body}</w:body></w:document>",
            "word/styles.xml": f"<w:styles {w}>{styles}</w:styles>",
            "word/header1.xml": f"<w:hdr {w}><w:p><w:r><w:t>The Aldersund Courier</w:t></w:r></w:p></w:hdr>",
            "docProps/core.xml": CORE,
        }
    )


def odt(manifest: str = "<manifest/>") -> bytes:
    names = 'xmlns:office="o" xmlns:text="t" xmlns:style="s"'
    body = (
        f'<text:p text:style-name="P1">No ferry this week</text:p><text:p>By Anna Veld</text:p><text:p>{FIRST}</text:p>'
        f'<text:h text:outline-level="1">Salt in the bearings</text:h><text:p>{SECOND}'
        "<text:note><text:p>1</text:p></text:note></text:p><text:list><text:list-item>"
        f"<text:p>The bridge<text:s/>is open.</text:p></text:list-item></text:list><text:p>{THIRD}</text:p>"
    )
    style = '<style:style style:name="P1" style:parent-style-name="Title"/>'
    automatic = f"<office:automatic-styles>{style}</office:automatic-styles>"
    content = f"<office:document-content {names}>{automatic}<office:body>{body}</office:body></office:document-content>"
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": content,
            "meta.xml": CORE,
            "META-INF/manifest.xml": manifest,
        }
    )


def epub(encryption: str = "") -> bytes:
    pages = {
        "cover.xhtml": '<html><body class="cover"><p>The Aldersund Courier</p></body></html>',
        "nav.xhtml": "<html><body><nav><ol><li>No ferry this week</li></ol></nav></body></html>",
        "one.xhtml": f"<html><body><h1>No ferry this week</h1><p>By Anna Veld</p><p>{FIRST}</p></body></html>",
        "two two.xhtml": f"<html><body><h1>Salt in the bearings</h1><p>{SECOND}</p>"
        f"<ul><li><p>The bridge is open.</p></li></ul><p>{THIRD}</p></body></html>",
    }
    items = "".join(
        f'<item id="i{at}" href="{name.replace(" ", "%20")}" media-type="application/xhtml+xml"'
        f"{' properties=' + chr(34) + 'nav' + chr(34) if name.startswith('nav') else ''}/>"
        for at, name in enumerate(pages)
    )
    spine = "".join(f'<itemref idref="i{at}"/>' for at in range(len(pages)))
    package = (
        f'<package xmlns="http://www.idpf.org/2007/opf"><manifest>{items}</manifest><spine>{spine}</spine></package>'
    )
    root = '<container><rootfiles><rootfile full-path="text/book.opf"/></rootfiles></container>'
    return packed(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": root,
            **({"META-INF/encryption.xml": encryption} if encryption else {}),
            "text/book.opf": package,
            **{f"text/{name}": page for name, page in pages.items()},
        }
    )


def rtf() -> bytes:
    lines = (
        "No ferry this week",
        "By Anna Veld",
        FIRST,
        "Salt in the bearings",
        SECOND,
        "\\u61623? The bridge is open.",
        THIRD,
    )
    return ("{\\rtf1\\ansi\\ansicpg1250 " + "\\par\n".join(lines) + "\\par}").encode("ascii")


@pytest.mark.parametrize(
    ("data", "form"),
    [(docx(), "docx"), (odt(), "odt"), (epub(), "epub"), (rtf(), "rtf")],
    ids=["docx", "odt", "epub", "rtf"],
)
def test_an_article_is_read_out_of_each(data: bytes, form: str) -> None:
    assert form_of(data).name == form
    article, _ = read(data, received_at=NOW)
    assert isinstance(article, Article), article
    assert article.headline == "No ferry this week"
    assert article.byline
    assert [author.name for author in article.byline.authors] == ["Anna Veld"]
    assert [(block.kind, block.text) for block in article.blocks] == [
        ("paragraph", FIRST),
        ("subhead", "Salt in the bearings"),
        ("paragraph", SECOND),
        ("list_item", "The bridge is open."),
        ("paragraph", THIRD),
    ]
    assert article.published is None


def test_a_text_box_is_read_once_and_changes_are_followed() -> None:
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="m"'
    box = "<w:txbxContent><w:p><w:r><w:t>The hall was built in 1903.</w:t></w:r></w:p></w:txbxContent>"
    body = (
        f"<w:p><w:r><w:t>A gale tore the roof </w:t></w:r><w:ins><w:r><w:t>off the hall</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>off the church</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>last week</w:t></w:r>"
        "</w:moveFrom><w:r><w:t>, the council said.</w:t></w:r></w:p><w:p><w:r><mc:AlternateContent>"
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    held = packed({"word/document.xml": f"<w:document {w}><w:body>{body}</w:body></w:document>"})
    lines = [line for paragraph in docx_paragraphs(held) for line in paragraph.lines]
    assert lines == ["A gale tore the roof off the hall, the council said.", "The hall was built in 1903."]


def test_metadata_is_evidence_and_no_field() -> None:
    article, _ = read(docx(), received_at=NOW)
    assert isinstance(article, Article)
    told = {evidence.field: evidence for evidence in article.evidence}
    assert told["metadata creator"].value == "Template Author"
    assert not told["metadata creator"].chosen


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            rb"{\rtf1\ansi\ansicpg1250 P\'f8\'edstav je zav\'f8en, \'f8ekl starosta. Lod\'ec nepluj\'ed.\par}",
            "řekl starosta",
        ),
        (
            rb"{\rtf1\ansi\ansicpg932 \'8d\'60\'82\'cd\'95\'c2\'82\'dc\'82\'c1\'82\'c4\'82\'a2\'82\'e9\par}",
            "港は閉まっている",
        ),
        (rb"{\rtf1\ansi The caf\'e9 on the quay \u8211? it opens at noon.\par}", "café on the quay – it"),
    ],
)
def test_the_code_page_of_rtf(text: bytes, words: str) -> None:
    from tasks.text.decode.rtf_text import rtf_lines

    assert words in " ".join(rtf_lines(text))


PROTECTED = '<encryption><EncryptedData><CipherReference URI="{}"/></EncryptedData></encryption>'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (odt("<manifest><encryption-data/></manifest>"), RejectionReason.ENCRYPTED),
        (epub(PROTECTED.format("text/one.xhtml")), RejectionReason.ENCRYPTED),
        (packed({"[Content_Types].xml": "", "word/document.xml": "<a>"}), RejectionReason.MALFORMED),
        (packed({"[Content_Types].xml": "", "ppt/presentation.xml": "<a/>"}), RejectionReason.UNSUPPORTED_TYPE),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
            RejectionReason.ENCRYPTED,
        ),
        (docx()[:400], RejectionReason.MALFORMED),
        (rb"{\rtf1\ansi }", RejectionReason.NO_TEXT),
    ],
    ids=["odt", "epub", "broken docx", "slides", "office", "cut docx", "empty rtf"],
)
def test_verdicts(data: bytes, reason: RejectionReason) -> None:
    verdict, _ = read(data, received_at=NOW)
    assert isinstance(verdict, Rejected), verdict
    assert verdict.reason == reason


def test_scrambled_fonts_lock_no_book() -> None:
    article, _ = read(epub(PROTECTED.format("fonts/a.otf")), received_at=NOW)
    assert isinstance(article, Article)


def test_a_zip_of_other_files_stays_a_zip() -> None:
    assert form_of(packed({"a.html": "<p>x</p>", "notes/b.txt": "y"})).name == "zip"
