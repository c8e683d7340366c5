"""A document that an editor saved again, with a mark, another end of line or in UTF-16, gives the same articles."""

import io
import json
from collections.abc import Callable
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from schemas.article import Article
from schemas.capture import Sidecar
from tasks.text.documents import documents
from tasks.text.formats import form_of
from tasks.text.reading import read

NOW = datetime(2026, 11, 1, tzinfo=UTC)
FERRY = (
    "The ferry between Aldersund and Holm will not sail this week, the harbour office said on Monday.\n\n"
    "Engineers found salt in the bearings of both engines. A spare part is on its way from Växjö.\n"
)
PARAGRAPHS = "".join(f"<p>{part}</p>" for part in FERRY.split("\n\n"))


def mail(subject: str) -> str:
    message = EmailMessage()
    message["Received"] = "from mx.courier.example by mx.library.example; Mon, 4 Mar 2019 09:15:01 +0100"
    message["From"] = "Anna Veld <anna@courier.example>"
    message["Subject"] = subject
    message["Date"] = "Mon, 04 Mar 2019 09:15:00 +0100"
    message["Message-ID"] = f"<{subject}@courier.example>"
    message.set_content(FERRY, cte="quoted-printable")
    return message.as_string()


RECORDS = [{"headline": f"Ferry {n}", "published": "2019-03-04", "body": FERRY} for n in (1, 2)]
ITEMS = "".join(
    f"<item><title>Ferry {n}</title><content:encoded><![CDATA[{PARAGRAPHS}]]></content:encoded></item>" for n in (1, 2)
)
TEXTS = {
    "mail": mail("One"),
    "mailbox": "".join(f"From anna Mon Mar  4 09:15:00 2019\n{mail(subject)}\n" for subject in ("One", "Two")),
    "json_list": json.dumps(RECORDS),
    "json_lines": "\n".join(map(json.dumps, RECORDS)) + "\n",
    "json_envelope": json.dumps({"status": "ok", "articles": RECORDS}),
    "feed": f"<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>Post</title>{ITEMS}</channel></rss>",
    "html": f"<html><head><title>Ferry</title></head><body><h1>No ferry this week</h1>{PARAGRAPHS}</body></html>",
    "rtf": "{\\rtf1\\ansi No ferry this week\\par\n" + FERRY.replace("\n", "\\par\n").replace("ä", "\\'e4") + "}",
    "plain": f"No ferry this week\n\nBy Anna Veld\n\n4 March 2019\n\n{FERRY}",
}
WAYS: dict[str, Callable[[str], bytes]] = {
    "mark": lambda text: text.encode("utf-8-sig"),
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "mark and empty lines": lambda text: b"\xef\xbb\xbf\r\n\r\n" + text.encode(),
    "UTF-16": lambda text: text.encode("utf-16"),
}


def articles(data: bytes) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = []
    for document in documents(io.BytesIO(data)):
        held = document.held(1 << 20)
        assert isinstance(held, bytes), held
        article, _ = read(held, received_at=NOW, sidecar=document.sidecar(Sidecar()))
        assert isinstance(article, Article), article
        found.append((article.headline, article.published, article.byline, article.body))
    return found


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", TEXTS)
def test_what_was_saved_again_is_the_same(name: str, way: str) -> None:
    if name == "rtf" and way in ("UTF-16", "mark and empty lines"):
        pytest.skip("RTF begins with its first byte, and is ASCII")
    text = TEXTS[name]
    assert form_of(text.encode()).name == name
    assert articles(WAYS[way](text)) == articles(text.encode())
