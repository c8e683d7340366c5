"""Pages made to hurt: each is read in time, to one article or one verdict, and says what was left out."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from time import process_time

import pytest

from schemas.article import Article
from tasks.reading.rows import article_rows
from tasks.text.decode.json_escapes import storable_escapes
from tasks.text.html.page import html_page
from tasks.text.html.page.html_page import MAX_ATTRIBUTES
from tasks.text.plain import caption
from tasks.text.reading import read
from tasks.text.records.record_text import MAX_TAGS

RECEIVED = datetime(2026, 6, 1, tzinfo=UTC)
SECONDS = 3.0
"""CPU; on a quiet machine each takes a tenth of it."""
SENTENCES = (
    "The tide barrage at Skarra was closed on Tuesday after cracks were found in two of its eleven gates.",
    "Engineers of the harbour board found the damage during a routine inspection early in the morning.",
    "The repair will cost about four million dollars, and it will take nine weeks at the very least.",
    "Ferries to the island were cancelled, and hundreds of passengers spent the night in a school nearby.",
    "Councillors said that the board had been warned twice before the winter, and had done nothing at all.",
)
PROSE = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)


def page(inside: str, head: str = "") -> bytes:
    text = f"<!doctype html><html lang=en><head><title>Barrage closed</title>{head}</head><body><h1>Barrage closed</h1>"
    return f"{text}<article>{inside}{PROSE}</article></body></html>".encode()


def record(body: str) -> bytes:
    return json.dumps({"headline": "Barrage closed", "articleBody": body}).encode()


DIGITS = "1" * 20_000
PLAIN = "\n\n".join(("Barrage closed", *SENTENCES, ""))
HOSTILE: dict[str, tuple[Callable[[], bytes], str, str]] = {
    # What it is: bytes, the outcome, what the evidence of the body says ("" for nothing).
    "cells": (lambda: page("<table>" + "<tr><td>1</td></tr>" * 5_000 + "</table>"), "article", ""),
    "paragraphs": (lambda: page("<p>Line.</p>" * 12_100), "article", "truncated"),
    "attributes": (lambda: page(f"<p {' '.join(f'a{n}=1' for n in range(20_000))}>x</p>"), "article", "attributes"),
    "nested": (lambda: page("<div>" * 3_000), "no_text", "Excessive depth"),
    "deep": (lambda: page("<div>" * 1_000 + PROSE + "</div>" * 1_000), "article", ""),
    "digits": (
        lambda: page(f"<time datetime={DIGITS}>{DIGITS}</time>", f"<meta name=date content={DIGITS}>"), "article", ""),
    "json-ld": (lambda: page("", '<script type="application/ld+json">' + "[" * 9_000 + "</script>"), "article", ""),
    "json": (lambda: b'{"articleBody":' + b"[" * 50_000, "malformed", ""),
    "markup": (lambda: record("<div>" * 20_000 + PROSE + "</div>" * 20_000), "article", ""),
    "surrogates": (
        lambda: b'{"headline":"\\ud800A","articleBody":"\\udfffText \\u0000","keywords":["\\ud800"]}',
        "article", "",
    ),
    "long word": ((PLAIN + "x" * 200_000).encode, "article", ""),
    "lines": ((PLAIN + "Water\n" * 8_000).encode, "article", "left out"),
    "spaces": (lambda: b" " * 1_000_000, "empty", ""),
    "gzip": (lambda: b"\x1f\x8b\x08" + b"\x00" * 100, "unsupported_type", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_it_ends_in_time_with_one_outcome(name: str) -> None:
    make, outcome, said = HOSTILE[name]
    started = process_time()
    article, _ = read(make(), received_at=RECEIVED)
    assert process_time() - started < SECONDS
    assert (article.reason.value if not isinstance(article, Article) else "article") == outcome
    if not isinstance(article, Article):
        assert said in article.detail
    else:
        assert said in " ".join(one.value for one in article.evidence if one.field == "body")
        # What cannot be encoded would end the whole batch when it is written down.
        assert json.dumps(article_rows(article, None), default=str, ensure_ascii=False).encode("utf-8")


@pytest.mark.parametrize(
    ("escaped", "stored"),
    [
        (r'"\ud83d\ude00"', "😀"),
        (r'"\ud83d!"', "\ufffd!"),
        (r'"\udc00\ud83d"', "\ufffd\ufffd"),
        (r'"\ud83d\ud83d\ude00"', "\ufffd😀"),
        (r'"\\ud83d"', r"\ud83d"),
        (r'"a\u0000b"', "ab"),
    ],
)
def test_escapes_that_no_text_can_hold(escaped: str, stored: str) -> None:
    assert json.loads(storable_escapes(escaped)) == stored


def test_what_is_within_the_limits_stays() -> None:
    article, _ = read(record("<div>" * (MAX_TAGS // 10) + "<p>One.</p><ul><li>Two.</li></ul>"), received_at=RECEIVED)
    assert isinstance(article, Article)
    assert [(block.kind, block.text) for block in article.blocks] == [("paragraph", "One."), ("list_item", "Two.")]
    large = page(f'<p data-a="{"y" * 20_000}" id="kept">x</p>').decode()
    assert html_page.parse_page(large, url=None, received_at=RECEIVED).root.xpath("//p[@id='kept']")
    assert MAX_ATTRIBUTES < 20_000


@pytest.mark.parametrize("unit", ["x", "X", "a_", "1", "é,", "x "])
def test_patterns_of_captions_are_linear(unit: str) -> None:
    patterns = [value for value in vars(caption).values() if isinstance(value, re.Pattern)]
    started = process_time()
    for pattern in patterns:
        pattern.search(unit * 20_000)
    assert process_time() - started < SECONDS
