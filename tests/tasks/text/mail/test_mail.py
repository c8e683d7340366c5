"""Mails: one document each, dated by when they were sent; attached mails and links of digests are documents too."""

import io
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from schemas.article import Article
from schemas.capture import Sidecar
from schemas.rejection import Rejected, RejectionReason
from tasks.text.containers.item import Item
from tasks.text.formats import form_of
from tasks.text.mail.digest import target
from tasks.text.mail.mail_form import is_mail
from tasks.text.reading import read

NOW = datetime(2026, 1, 1, tzinfo=UTC)
FERRY = (
    "The ferry between Aldersund and Holm will not sail this week, the harbour office said on Monday.\n\n"
    "Engineers found salt in the bearings of both engines. A spare part is on its way from abroad.\n\n"
    "Travellers are asked to take the bridge, which is open to cars again since the first of the month.\n"
)


def mail(subject: str = "No ferry this week", sender: str = "Anna Veld <anna@courier.example>") -> EmailMessage:
    message = EmailMessage()
    message["Received"] = "from mx.courier.example by mx.library.example with ESMTP; Mon, 4 Mar 2019 09:15:01 +0100"
    message["From"] = sender
    message["To"] = "desk@library.example"
    message["Subject"] = subject
    message["Date"] = "Mon, 04 Mar 2019 09:15:00 +0100"
    message["Message-ID"] = f"<{abs(hash(subject))}@courier.example>"
    return message


def items(data: bytes) -> list[Item]:
    form = form_of(data)
    assert form.split, form.name
    return list(form.split(io.BytesIO(data)))


def outcomes(data: bytes) -> list[Article | Rejected]:
    return [
        item.refused
        or read(item.data, received_at=NOW, sidecar=Sidecar(url=item.url, form=item.form, headers=dict(item.headers)))[
            0
        ]
        for item in items(data)
    ]


def one(data: bytes) -> Article:
    (article,) = outcomes(data)
    assert isinstance(article, Article), article
    return article


def names(article: Article) -> list[str]:
    return [author.name for author in article.byline.authors] if article.byline else []


def test_a_mail_in_plain_text() -> None:
    message = mail()
    message.set_content(FERRY + "\n-- \nAnna Veld\nThe Aldersund Courier\n", cte="base64")
    article = one(message.as_bytes())
    assert (article.headline, names(article)) == ("No ferry this week", ["Anna Veld"])
    assert article.published
    assert article.published.at
    assert article.published.at.isoformat() == "2019-03-04T09:15:00+01:00"
    assert article.body.endswith("first of the month.")
    assert "Received" not in article.body
    assert {"mail"} == {e.method for e in article.evidence if e.field in ("published", "headline", "byline")}


def test_a_mail_of_an_agency_has_the_text_s_own_byline() -> None:
    message = mail("Ferry stops", "Halvia Press Service <wire@hps.example>")
    message.set_content("By Ola Brandt\n\nALDERSUND, March 4 (Reuters) - " + FERRY)
    article = one(message.as_bytes())
    assert names(article) == ["Ola Brandt"]
    assert article.dateline
    assert article.dateline.place == "ALDERSUND"
    assert (article.wire_credit, article.publication) == ("Reuters", "Halvia Press Service")
    assert article.body.startswith("The ferry between")


def test_a_page_in_a_mail_is_read_as_a_page_and_dated_by_the_mail() -> None:
    message = mail("The week in Halvia", "The Aldersund Courier <news@courier.example>")
    paragraphs = "".join(f"<p>{text}</p>" for text in FERRY.split("\n\n"))
    message.set_content("Read this mail in a browser.")
    message.add_alternative(f"<html><body><h1>No ferry</h1><p>1 May 2001</p>{paragraphs}</body></html>", subtype="html")
    article = one(message.as_bytes())
    assert (article.headline, article.publication) == ("The week in Halvia", "The Aldersund Courier")
    assert article.published
    assert str(article.published.day) == "2019-03-04"
    assert "salt in the bearings" in article.body


def test_attached_mails_are_documents() -> None:
    inner = mail("The first report", "Ola Brandt <ola@courier.example>")
    inner.set_content(FERRY)
    outer = mail("FYI")
    outer.set_content("See the attached report, which came in this morning from our man on the quay.")
    outer.add_attachment(inner)
    found = outcomes(outer.as_bytes())
    assert [article.headline for article in found if isinstance(article, Article)] == ["FYI", "The first report"]


def test_a_mail_passed_on_is_the_mail_that_was_passed_on() -> None:
    message = mail("Fwd: No ferry this week", "Jo Library <jo@library.example>")
    head = "---------- Forwarded message ---------\nFrom: Anna Veld <anna@courier.example>\n"
    head += "Date: Sun, 3 Mar 2019 08:00:00 +0100\n"
    message.set_content(f"For the files.\n\n{head}Subject: No ferry this week\nTo: <jo@library.example>\n\n\n{FERRY}")
    article = one(message.as_bytes())
    assert (article.headline, names(article)) == ("No ferry this week", ["Anna Veld"])
    assert article.published
    assert str(article.published.day) == "2019-03-03"
    assert article.body.startswith("The ferry between")


def test_what_is_quoted_is_not_this_mail() -> None:
    message = mail("Re: No ferry this week")
    message.set_content(
        f"It sails again, we hear.\n\nOn 4 March 2019, Ola Brandt wrote:\n> {FERRY.splitlines()[0]}\n> Ola\n"
    )
    assert one(message.as_bytes()).body == "It sails again, we hear."


def test_a_mailbox() -> None:
    held = b""
    for subject in ("One", "Two", "Three"):
        message = mail(subject)
        message.set_content(f"{FERRY}\n>From here on it is all the same.\n")
        held += b"From anna@courier.example Mon Mar  4 09:15:00 2019\n" + message.as_bytes() + b"\n"
    assert form_of(held).name == "mailbox"
    found = outcomes(held)
    assert [article.headline for article in found if isinstance(article, Article)] == ["One", "Two", "Three"]
    assert [item.number for item in items(held)] == [1, 2, 3]


def test_a_mail_of_apple_mail() -> None:
    message = mail()
    message.set_content(FERRY)
    raw = message.as_bytes()
    plist = b'<?xml version="1.0"?><plist version="1.0"><dict><key>flags</key><integer>1</integer></dict></plist>'
    data = str(len(raw)).encode() + b"       \n" + raw + plist
    assert form_of(data).name == "emlx"
    assert "plist" not in one(data).body


def test_a_character_set_that_lies() -> None:
    message = mail("Fähre")
    message.set_content(
        "Die Fähre fährt nicht, sagte der Hafenmeister am Montag in Öhlsund.", charset="utf-8", cte="8bit"
    )
    data = message.as_bytes().replace(b'charset="utf-8"', b'charset="x-user-defined"')
    assert "Fähre fährt" in one(data).body


def test_links_of_a_digest_are_addresses() -> None:
    cells = "".join(
        f'<tr><td><a href="https://www.google.com/url?rct=j&amp;url=https://courier.example/{n}&amp;ct=ga">'
        f"The ferry did not sail {n}</a>"
        f"<br>The Courier<br>The ferry between Aldersund and Holm did not sail &nbsp;...</td></tr>"
        for n in range(6)
    )
    message = mail("Alert: ferry", "Alerts <alerts@search.example>")
    message.set_content(
        f"<html><body><table>{cells}</table><a href='https://x.example/u'>Unsubscribe</a></body></html>", subtype="html"
    )
    found = items(message.as_bytes())
    assert [item.url for item in found] == [f"https://courier.example/{n}" for n in range(6)]
    verdicts = outcomes(message.as_bytes())
    assert {one.reason for one in verdicts if isinstance(one, Rejected)} == {RejectionReason.ADDRESS_ONLY}


def test_a_mail_nested_a_hundred_deep_is_refused() -> None:
    message = mail()
    message.set_content(FERRY)
    data = message.as_bytes()
    for _ in range(100):
        data = (
            b"From: a@b.example\nSubject: x\nDate: Mon, 04 Mar 2019 09:15:00 +0100\nContent-Type: message/rfc822\n\n"
            + data
        )
    (verdict,) = outcomes(data)
    assert isinstance(verdict, Rejected)


def test_a_typed_mail_needs_no_day() -> None:
    assert is_mail("From: Anna Veld\nSubject: The ferry\n\nIt sailed.")


@pytest.mark.parametrize(
    "text",
    [
        "The ferry: a history\n\nIt sailed.",
        "Title: The ferry\nAuthor: Anna Veld\nDate: 4 March 2019\n\nIt sailed.",
        "<html><body>From: Anna<br>Subject: ferry</body></html>",
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://x.example\nSubject: x\nDate: now\n\n",
    ],
)
def test_what_is_no_mail(text: str) -> None:
    assert not is_mail(text)


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("https://www.google.com/url?rct=j&url=https://a.example/x&ct=ga", "https://a.example/x"),
        ("http://www.google.de/url?sa=X&q=http://a.example/y&usg=1", "http://a.example/y"),
        ("https://a.example/z", "https://a.example/z"),
        ("mailto:a@b.example", None),
        ("#top", None),
    ],
)
def test_where_a_link_leads(href: str, url: str | None) -> None:
    assert target(href) == url
