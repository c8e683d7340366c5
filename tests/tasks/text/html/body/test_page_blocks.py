"""Pages cut into blocks."""

import pytest
from lxml import html

from tasks.text.html.body.furniture import Hint, hints_of_name
from tasks.text.html.body.furniture_lines import is_bare_marker, is_data, is_marker, line_hint
from tasks.text.html.body.page_blocks import MAX_BLOCKS, PageBlocks, cut


def blocks_of(text: str) -> PageBlocks:
    return cut(html.document_fromstring(f"<html><body>{text}</body></html>"))


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("<p>One.</p><p>Two.</p>", ["One.", "Two."]),
        ("<div>One <b>bold</b> line<p>Two.</p>three</div>", ["One bold line", "Two.", "three"]),
        ("one<br>line<br><br>two", ["one line", "two"]),
        ("<p>One<script>var a;</script> line<style>b{}</style></p>", ["One line"]),
        ("<p>One <!-- not this --> line</p>", ["One line"]),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", ["a b", "c"]),
        (f"<table><tr><td>{'long cell ' * 20}</td><td>b</td></tr></table>", [("long cell " * 20).strip(), "b"]),
        ("<table><tr><td><p>One.</p><p>Two.</p></td></tr></table>", ["One.", "Two."]),
        ("<ul><li>One<ul><li>Two</ul></ul>", ["One", "Two"]),
        ("<nav><p>Home</p></nav><p>One.</p>", ["One."]),
        ("<nav><h1>Home</h1></nav><p>One.</p>", ["Home", "One."]),
        ("<svg><title>icon</title></svg><p>One.</p>", ["One."]),
        ("<svg><g><p>One.</p></svg>", ["One."]),
        ('<div class="cookie-notice"><p>We use cookies.</p></div>tail<p>One.</p>', ["tail", "One."]),
        (f'<div class="menu">{"<p>A line.</p>" * 12}</div>', ["A line."] * 12),
        ('<div id="comments"><p>Me too.</p></div><p class="comments-open">One.</p>', ["One."]),
        (" \n\t ", []),
    ],
)
def test_cut(text: str, want: list[str]) -> None:
    assert [block.text for block in blocks_of(text).blocks] == want


def test_links_and_bold_are_counted() -> None:
    (block,) = blocks_of('<p>An <a href="/x"><b>odd</b> link</a> here</p>').blocks
    assert (block.link_chars, block.bold_chars) == (8, 3)
    assert [("".join(block.pieces[first:last]), url) for first, last, url in block.links] == [("odd link", "/x")]


def test_containers_know_their_parents() -> None:
    page = blocks_of('<main id="content"><p class="lead">One.</p></main>')
    block = page.blocks[0]
    paragraph = page.containers[block.container]
    assert (paragraph.tag, page.containers[paragraph.parent].tag) == ("p", "main")
    assert page.containers[paragraph.parent].hints & Hint.CONTENT


def test_too_many_blocks_are_said_to_be_truncated() -> None:
    page = blocks_of("<p>a</p>" * (MAX_BLOCKS + 1))
    assert len(page.blocks) == MAX_BLOCKS
    assert page.truncated is not None


@pytest.mark.parametrize(
    ("name", "want"),
    [
        ("relatedArticles", Hint.RELATED),
        ("c-article__byline", Hint.META),
        ("share_tools", Hint.SHARE),
        ("table-of-contents", Hint.NAVIGATION),
        ("onetrust-banner-sdk", Hint.FURNITURE),
        ("comments", Hint.FURNITURE),
        ("wp-caption", Hint.FURNITURE),
    ],
)
def test_hints_of_name(name: str, want: Hint) -> None:
    assert hints_of_name(name) & want


@pytest.mark.parametrize("name", ["", "x__3Ad4t", "ÄÖ", "comments-open", "12 34"])
def test_names_that_name_no_furniture(name: str) -> None:
    assert not hints_of_name(name) & Hint.FURNITURE


@pytest.mark.parametrize(
    ("text", "link_share", "want"),
    [
        ("Related stories", 0.0, True),
        ("Lesen Sie auch: Die Fähre fährt nicht mehr", 1.0, True),
        ("関連記事", 0.0, True),
        ("Related to this is a question that nobody on the council wants to hear, least of all now.", 0.0, False),
        ("The council votes", 0.0, False),
    ],
)
def test_is_marker(text: str, link_share: float, *, want: bool) -> None:
    assert is_marker(text, link_share) is want


@pytest.mark.parametrize(
    ("text", "want"),
    [("Comments", True), ("Lire aussi :", True), ("Comments were few", False), ("Advertisement", True)],
)
def test_is_bare_marker(text: str, *, want: bool) -> None:
    assert is_bare_marker(text) is want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Sign up for our newsletter", 1.0),
        ("© 2031 Skarra Courier", 1.0),
        ("Photo: Ole Brandt", 2.0),
        ("Ole Brandt/Getty Images", 2.0),
        ("By Tove Arn", 3.0),
        ("The council votes on Tuesday", 0.0),
    ],
)
def test_line_hint(text: str, want: float) -> None:
    assert line_hint(text) == want


@pytest.mark.parametrize(("text", "want"), [('{"a": 1, "b": [2]}', True), ("{so he said}", False), ("", False)])
def test_is_data(text: str, *, want: bool) -> None:
    assert is_data(text) is want
