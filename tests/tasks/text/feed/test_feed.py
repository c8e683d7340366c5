"""Feeds, sitemaps, lists: cases as data, and hostile ones."""

import gzip
import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.feed import Feed
from schemas.feed_item import FeedItem
from schemas.rejection import Rejected
from tasks.text.feed.feed import read_feed

CASES = Path(__file__).parents[3] / "cases" / "feeds"
FORMS = sorted(path for path in CASES.iterdir() if path.suffix != ".json")
URL = "https://source.example/where/it/is"


def read(data: bytes) -> Feed | Rejected:
    return read_feed(data, source="s", url=URL)


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_each_form_is_read(path: Path) -> None:
    said = json.loads(path.with_suffix(".json").read_text())
    items = tuple(FeedItem(source="s", **item) for item in said.pop("items", ()))
    assert read(path.read_bytes()) == Feed.model_validate({**said, "items": items})


def test_a_packed_sitemap_is_read_and_a_bomb_is_not() -> None:
    data = (CASES / "news-sitemap.xml").read_bytes()
    assert read(gzip.compress(data)) == read(data)
    bomb = read(gzip.compress(b"<urlset>" + b" " * 60_000_000))
    assert isinstance(bomb, Rejected)
    assert "more than" in bomb.detail
    assert isinstance(read(gzip.compress(data)[:-20]), Rejected)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html><body>Nothing here</body></html>",
        b"{}",
        b"[1]",
        b"Just words.\nMore words.",
        b"\xff\xd8\xff\xe0\x00",
    ],
)
def test_what_is_none_is_said(data: bytes) -> None:
    assert isinstance(read(data), Rejected)


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
ONE = "<link>https://a.example/1</link></item></channel></rss>"
HOSTILE = {
    "laughs": f'<!DOCTYPE rss [<!ENTITY l0 "ha">{LAUGHS}]>'
    '<rss version="2.0"><channel><item><title a="&l11;">&l11;</title>' + ONE,
    "file": '<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    '<rss version="2.0"><channel><item><title>&f;</title>' + ONE,
    "include": '<rss version="2.0" xmlns:xi="http://www.w3.org/2001/XInclude"><channel><item><title><xi:include '
    'href="file:///etc/passwd" parse="text"/></title><link>https://a.example/1</link></item></channel></rss>',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_entity_is_expanded_and_nothing_is_loaded(name: str) -> None:
    started = time.process_time()
    feed = read(HOSTILE[name].encode())
    assert time.process_time() - started < 1
    assert isinstance(feed, Feed)
    assert [len(item.title or "") < 10 for item in feed.items] == [True]
    assert "root:" not in feed.model_dump_json()


@pytest.mark.parametrize(
    "text",
    [
        "<rss>" * 50_000,
        '<rss version="2.0"><channel>' + "<item><link>https://a.example/</link></item>" * 30_000,
        "<!DOCTYPE rss [" + "]" * 500_000,
        "<" * 500_000,
        '<rss version="2.0"><channel><item><link>https://a.example/</link><description>' + "&lt;" * 300_000,
        "https://a.example/" + "a" * 1_000_000,
        "[" * 200_000,
    ],
    ids=range(7),
)
def test_much_of_anything_takes_little_time(text: str) -> None:
    started = time.process_time()
    read(text.encode())
    assert time.process_time() - started < 3


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(FORMS), st.integers(0, 3_000), st.integers(0, 60), st.binary(max_size=20))
def test_damaged_feeds_give_items_with_addresses_or_a_reason(path: Path, at: int, cut: int, junk: bytes) -> None:
    data = path.read_bytes()
    found = read(data[:at] + junk + data[at + cut :])
    if isinstance(found, Rejected):
        assert found.detail
    else:
        assert all(item.url.startswith(("http://", "https://")) for item in found.items)
