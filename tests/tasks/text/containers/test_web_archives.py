"""What crawlers and browsers keep: WARC, ARC, WACZ, HAR, MHTML, webarchive. The WARC files are written by warcio."""

import base64
import gzip
import io
import json
import plistlib
import zipfile
from datetime import UTC, datetime

import brotli  # type: ignore[import-untyped]
import pytest
from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from schemas.article import Article
from schemas.capture import NOTHING_KNOWN
from schemas.rejection import Rejected
from tasks.text.containers.web_archives.web_responses import is_document
from tasks.text.documents import Document, documents
from tasks.text.reading import read

PAGE = b"<!doctype html><html><head><title>Barrage closed</title></head><body><p>Closed.</p></body></html>"
URL = "https://post.example/barrage"
AT = datetime(2026, 3, 3, 10, tzinfo=UTC)
NOW = datetime(2026, 6, 1, tzinfo=UTC)


def found(data: bytes) -> list[Document]:
    return list(documents(io.BytesIO(data)))


def held(document: Document) -> bytes | str:
    said = document.held(1 << 20)
    return said.reason.value if isinstance(said, Rejected) else said


def response(body: bytes, *headers: tuple[str, str], status: str = "200 OK") -> tuple[bytes, StatusAndHeaders]:
    return body, StatusAndHeaders(status, [("Content-Type", "text/html"), *headers], protocol="HTTP/1.1")


def warc(*records: tuple[str, bytes, StatusAndHeaders | None], zipped: bool = True) -> bytes:
    made = io.BytesIO()
    writer = WARCWriter(made, gzip=zipped)
    for kind, body, http in records:
        headers = {"WARC-Date": "2026-03-03T10:00:00Z"}
        if kind == "revisit":
            headers["WARC-Refers-To-Target-URI"] = "https://post.example/first"
        record = writer.create_warc_record(
            URL, kind, payload=io.BytesIO(body), http_headers=http, warc_headers_dict=headers
        )
        writer.write_record(record)
    return made.getvalue()


REQUEST = b"GET / HTTP/1.1\r\nHost: post.example\r\n\r\n"
CHUNKED = b"%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (20, PAGE[:20], len(PAGE) - 20, PAGE[20:])


@pytest.mark.parametrize("zipped", [True, False])
@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (PAGE, ()),
        (CHUNKED, (("Transfer-Encoding", "chunked"),)),
        (gzip.compress(PAGE), (("Content-Encoding", "gzip"),)),
        (gzip.compress(PAGE)[2:-8][8:], (("Content-Encoding", "deflate"),)),
        (brotli.compress(PAGE), (("Content-Encoding", "br"),)),
        # What the crawler unwrapped already.
        (PAGE, (("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked"))),
    ],
    ids=["plain", "chunked", "gzip", "deflate", "brotli", "unwrapped"],
)
def test_a_response_is_unwrapped(body: bytes, headers: tuple[tuple[str, str], ...], zipped: bool) -> None:
    data = warc(
        ("request", REQUEST, None),
        ("response", *response(body, *headers)),
        zipped=zipped,
    )
    (one,) = found(data)
    assert (one.numbers, held(one), one.item.url, one.item.captured_at) == ((1,), PAGE, URL, AT)
    assert one.sidecar(NOTHING_KNOWN).headers == {"content-type": "text/html", ":status": "200"}


def test_only_documents_are_counted_and_each_has_its_outcome() -> None:
    css = StatusAndHeaders("200 OK", [("Content-Type", "text/css")], protocol="HTTP/1.1")
    data = warc(
        ("warcinfo", b"software: x", None),
        ("response", *response(PAGE)),
        ("response", b"p {}", css),
        ("response", *response(b"<html>Gone", status="404 Not Found")),
        ("revisit", *response(b"")),
        ("metadata", b"fetchTimeMs: 7", None),
        ("conversion", b"Barrage closed\n\nText.", None),
    )
    documents = found(data)
    assert [held(one) for one in documents[:3]] == [PAGE, b"<html>Gone", "revisit"]
    gone, _ = read(b"<html>Gone", received_at=NOW, sidecar=documents[1].sidecar(NOTHING_KNOWN))
    assert isinstance(gone, Rejected)
    assert (gone.reason, "404" in gone.detail) == ("error_page", True)
    assert "post.example/first" in str(documents[2].item.refused)


def test_a_record_of_wrong_length_costs_itself() -> None:
    one, two = warc(("response", *response(PAGE)), zipped=False), warc(("response", *response(PAGE * 2)), zipped=False)
    wrong = one.replace(b"Content-Length: ", b"Content-Length: 9", 1)
    short = one.replace(b"Content-Length: ", b"Content-Length: 1", 1)[: len(one) + 1]
    assert held(found(wrong)[0]) == "malformed"
    assert [held(document) for document in found(one[:-2] + b"garbage\r\n" + two)][-1] == PAGE * 2
    assert len(found(short + two)) >= 1


@pytest.mark.parametrize("left", [30, 300, 500])
def test_a_file_that_breaks_off_gives_what_is_whole(left: int) -> None:
    one = warc(("response", *response(PAGE)), zipped=False)
    documents = found(one + one[:left])
    assert held(documents[0]) == PAGE
    assert [held(document) for document in documents[1:]] in (["malformed"], [])


def test_arc() -> None:
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE
    about = b"1 0 Someone\nURL IP-address Archive-date Content-type Archive-length\n"
    data = b"filedesc://a.arc 0.0.0.0 20260303100000 text/plain %d\n%s\n" % (len(about), about)
    data += b"https://post.example/a b 1.2.3.4 20260303100000 text/html %d\n%s\n" % (len(body), body)
    data += b"dns:post.example 1.2.3.4 20260303100000 text/dns 4\nx.y.\n"
    (one,) = found(data)
    assert (held(one), one.item.url, one.item.captured_at) == (PAGE, "https://post.example/a b", AT)


def test_wacz() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("archive/data.warc.gz", warc(("response", *response(PAGE))))
        archive.writestr("indexes/index.cdx", "example,post)/ 2026")
        archive.writestr("datapackage.json", "{}")
    (one,) = found(made.getvalue())
    assert (one.numbers, held(one), one.item.url) == ((1, 1), PAGE, URL)


def test_har() -> None:
    def entry(url: str, declared: str, **content: str) -> dict[str, object]:
        return {
            "startedDateTime": "2026-03-03T10:00:00Z",
            "request": {"url": url},
            "response": {"status": 200, "headers": [], "content": {"mimeType": declared, **content}},
        }

    entries = [
        entry(URL, "text/html; charset=windows-1252", text=PAGE.decode()),
        entry("https://post.example/a.js", "text/javascript", text="x"),
        entry(URL + "/2", "text/html", text=base64.b64encode(PAGE).decode(), encoding="base64"),
    ]
    documents = found(json.dumps({"log": {"version": "1.2", "entries": entries}}).encode())
    assert [(one.numbers, held(one), one.item.captured_at) for one in documents] == [((1,), PAGE, AT), ((3,), PAGE, AT)]


MHTML = b"""From: <Saved by Blink>
Snapshot-Content-Location: https://post.example/barrage
Subject: =?utf-8?Q?Barrage_closed?=
Date: Tue, 3 Mar 2026 11:00:00 +0100
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype="text/html";
\tboundary="----b"

------b
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable
Content-Location: https://post.example/barrage

<html><body><p class=3D"x">Closed on Tues=
day.</p></body></html>
------b
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://post.example/a.png

iVBORw0KGgo=
------b--
""".replace(b"\n", b"\r\n")


def test_a_page_saved_as_mhtml() -> None:
    (one,) = found(MHTML)
    assert held(one) == b'<html><body><p class="x">Closed on Tuesday.</p></body></html>'
    assert (one.item.url, one.item.captured_at) == (URL, AT)


@pytest.mark.parametrize("fmt", [plistlib.FMT_BINARY, plistlib.FMT_XML])
def test_a_page_saved_by_safari(fmt: plistlib.PlistFormat) -> None:
    page = {
        "WebResourceData": PAGE, "WebResourceURL": URL, "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": "UTF-8",
    }  # fmt: skip
    (one,) = found(plistlib.dumps({"WebMainResource": page, "WebSubresources": []}, fmt=fmt))
    assert (held(one), one.item.url) == (PAGE, URL)
    assert one.sidecar(NOTHING_KNOWN).headers == {"content-type": "text/html; charset=UTF-8"}


@pytest.mark.parametrize(
    ("declared", "head", "expected"),
    [
        ("text/html", b"<html>", True),
        ("text/html", b"\x89PNG\r\n\x1a\n", False),
        ("text/css", b"p {}", False),
        ("application/json", b"{}", False),
        ("application/octet-stream", b"<!doctype html>", True),
        ("application/octet-stream", b"\x00\x01", False),
        (None, b"<html>", True),
        ("application/pdf", b"%PDF-1.4", True),
        ("image/svg+xml", b"<svg>", False),
    ],
)
def test_what_of_a_web_archive_is_a_document(declared: str | None, head: bytes, expected: bool) -> None:
    assert is_document(declared, head) is expected


def test_capture_is_not_publication() -> None:
    prose = b"".join(
        b"<p>The barrage at Skarra was closed on Tuesday after engineers found cracks, number %d.</p>" % n
        for n in range(12)
    )
    page = b"<!doctype html><html><head><title>Barrage closed</title></head><body><h1>Barrage closed</h1><article>"
    (one,) = found(warc(("response", *response(page + prose + b"</article></body></html>"))))
    data = one.held(1 << 20)
    assert isinstance(data, bytes)
    article, _ = read(data, received_at=NOW, sidecar=one.sidecar(NOTHING_KNOWN))
    assert isinstance(article, Article)
    assert (article.published, article.url) == (None, URL)
