"""Feeds as files: every item that the text holds is given, or the container says what is missing."""

import io

import pytest

from tasks.text.containers import feed_file
from tasks.text.containers.feed_file import split
from tasks.text.containers.item import Item
from tasks.text.containers.streams import DamagedContainer

PLAIN = "<item><title>Barrage closed</title><description>No ship passes before Monday.</description></item>"
BARE = PLAIN.replace("No ship", "No ship & no boat")
INNER = "<item><title>Tags</title><description><![CDATA[<p>An <item>inner</item> tag.</p>]]></description></item>"


def feed(items: str) -> bytes:
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Post</title>{items}</channel></rss>'.encode()


def given(data: bytes) -> tuple[list[Item], str | None]:
    """The items, and what the container says is wrong."""
    items: list[Item] = []
    try:
        items.extend(split(io.BytesIO(data)))
    except DamagedContainer as damage:
        return items, str(damage)
    return items, None


@pytest.fixture(params=["tree", "stream"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """A feed is read as a tree, a large one as a stream: both give the same."""
    if request.param == "stream":
        monkeypatch.setattr(feed_file, "_WHOLE", 4_000)
    return str(request.param)


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize(
    ("items", "count"),
    [
        (PLAIN * 400, 400),
        (BARE * 400, 400),
        (INNER * 400, 400),
        (PLAIN * 400 + "<item/>", 401),
        # What nobody closed, and what only looks like an item, costs no other one.
        (PLAIN * 300 + "<item><title>Open</title>" + PLAIN * 99, 400),
        (PLAIN * 400 + "<!-- <item> -->", 400),
    ],
)
def test_every_item_is_given(items: str, count: int) -> None:
    found, damage = given(feed(items))
    assert (len([item for item in found if b"<title>" in item.data]), damage) == (count, None)


@pytest.mark.parametrize("part", [50, 1_000, 4_000])
def test_a_stream_reads_what_a_tree_reads(part: int, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [
        "a & b",
        "a &amp; b",
        "a&nbsp;b",
        "https://post.example/?a=1&b=2&c",
        "<![CDATA[<p>a & b &amp; c</p>]]>",
        "&&&",
    ]
    items = [f"<item><title>{text}</title>{'<!-- -->' * n}</item>" for n, text in enumerate(texts * 40)]
    data = feed("".join(items))
    whole, _ = given(data)
    monkeypatch.setattr(feed_file, "_WHOLE", part)
    monkeypatch.setattr(feed_file, "_PART", part)
    streamed, damage = given(data)
    assert damage is None
    assert [item.data.replace(b"<!-- -->", b"") for item in streamed] == [item.data for item in whole]


@pytest.mark.usefixtures("way")
def test_what_is_cut_off_is_said_and_is_no_item() -> None:
    data = feed(PLAIN * 400)
    found, damage = given(data[: data.rindex(b"before Monday")])
    assert (len(found), damage) == (399, "the feed ends in the middle of an item")


def test_a_feed_of_more_than_ten_megabytes_is_read_whole() -> None:
    """The parser stops there without a word unless it is told not to."""
    items = PLAIN.replace("Monday", "Monday" + " and no boat" * 500) * 3_000
    found, damage = given(feed(items))
    assert (len(found), damage) == (3_000, None)


def test_an_item_without_bounds_ends_the_feed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed_file, "_WHOLE", 4_000)
    monkeypatch.setattr(feed_file, "_LONGEST_ITEM", 100_000)
    found, damage = given(feed(PLAIN * 10 + "<item><title>" + "x" * 3_000_000 + "</title></item>"))
    assert damage == "an item of over 100000 bytes"
    assert len(found) == 10
