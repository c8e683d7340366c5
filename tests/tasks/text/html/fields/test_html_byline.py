"""Authors of pages: data, print, and who is none."""

import json
from datetime import UTC, datetime

import pytest

from schemas.article import Byline
from tasks.text.html.html_fields import html_fields
from tasks.text.html.page.html_page import parse_page

RECEIVED = datetime(2026, 1, 2, tzinfo=UTC)


def byline_of_page(
    *,
    node: object = None,
    head: str = "",
    after: str = "",
    below: str = "",
    url: str = "https://fjordpost.example/a",
) -> Byline | None:
    data = f'<script type="application/ld+json">{json.dumps(node)}</script>' if node else ""
    text = (
        f'<html lang="en"><head><title>Ferry runs again</title><meta property="og:site_name" content="Fjord Post">'
        f"{head}{data}</head><body><h1>Ferry runs again</h1>{after}"
        f"<p>{'The boat left at ten with a choir on deck. ' * 8}</p>"
        f"{below}</body></html>"
    )
    page = parse_page(text, url=url, received_at=RECEIVED)
    return html_fields(page).byline


def names(byline: Byline | None) -> list[str]:
    return [author.name for author in byline.authors] if byline else []


@pytest.mark.parametrize(
    ("kind", "author", "expected"),
    [
        ("NewsArticle", {"@type": "Person", "name": "Jane Doran"}, ["Jane Doran"]),
        ("NewsArticle", [{"name": "Jane Doran"}, {"name": "Tom Aune"}], ["Jane Doran", "Tom Aune"]),
        ("NewsArticle", "Jane Doran and Tom Aune", ["Jane Doran", "Tom Aune"]),
        ("NewsArticle", "Jane Doran, Fjord Post", ["Jane Doran"]),
        ("NewsArticle", {"givenName": "Jane", "familyName": "Doran"}, ["Jane Doran"]),
        ("NewsArticle", {"@type": "Organization", "name": "Fjord Post"}, ["Fjord Post"]),
        ("BlogPosting", {"@type": "Organization", "name": "Fjord Post"}, []),
        ("NewsArticle", "https://fjordpost.example/author/jane", []),
        ("NewsArticle", "@janedoran", []),
        ("NewsArticle", "Staff", []),
        ("NewsArticle", "Fjord Post Staff", ["Fjord Post Staff"]),
        ("NewsArticle", [], []),
        ("NewsArticle", {"name": None}, []),
    ],
)
def test_data(kind: str, author: object, expected: list[str]) -> None:
    node = {"@type": kind, "headline": "Ferry runs again", "author": author}
    assert names(byline_of_page(node=node)) == expected


def test_an_organisation_is_no_person() -> None:
    node = {
        "@type": "Article",
        "headline": "Ferry runs again",
        "author": {"@type": "Organization", "name": "Coast Watch"},
    }
    byline = byline_of_page(node=node)
    assert byline is not None
    assert [author.kind for author in byline.authors] == ["desk"]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<meta name="author" content="Jane Doran">', ["Jane Doran"]),
        ('<meta property="article:author" content="https://social.example/jane">', []),
        ('<meta name="author" content="jdoran7">', []),
        ('<meta name="author" content="Web Builders Inc">', []),
        (
            '<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Jane Doran">',
            ["Jane Doran"],
        ),
        ('<meta name="twitter:label1" content="Price"><meta name="twitter:data1" content="Jane Doran">', []),
    ],
)
def test_meta(head: str, expected: list[str]) -> None:
    assert names(byline_of_page(head=head)) == expected


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("<p>By Jane Doran</p>", ["Jane Doran"]),
        ("<div class='meta'>By<span>Jane Doran</span><span>March 5, 2024</span></div>", ["Jane Doran"]),
        ("<div class='byline'>March 5, 2024 · Jane Doran</div>", ["Jane Doran"]),
        ("<a class='author' href='/author/1'>Jane Doran</a><a class='author' href='/author/2'>Tom Aune</a>",
         ["Jane Doran", "Tom Aune"]),
        ("<span class='author'>Full Bio</span>", []),
        ("<span>Jane Doran</span>", []),
        ("<figure><figcaption class='byline'>Jane Doran</figcaption></figure>", []),
        ("<aside class='related'><span class='author'>Jane Doran</span></aside>", []),
        ("<p>By Fjord Post</p>", ["Fjord Post"]),
    ],
)  # fmt: skip
def test_print(after: str, expected: list[str]) -> None:
    assert names(byline_of_page(after=after)) == expected


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        ("<div class='author-box'><span class='author-name'>Jane Doran</span></div>", ["Jane Doran"]),
        ("<div class='comments'><span class='comment-author'>Jane Doran</span></div>", []),
        ("".join(f"<div class='author'>{name} Doran</div>" for name in ("Jane", "Tom", "Kari", "Ole")), []),
    ],
)
def test_boxes_below(below: str, expected: list[str]) -> None:
    assert names(byline_of_page(below=below)) == expected


def test_a_printed_byline_is_believed_rather_than_a_blog_engine() -> None:
    head = '<meta name="author" content="Eva Uploader">'
    assert names(byline_of_page(head=head, after="<p>By Jane Doran</p>")) == ["Jane Doran"]


def test_a_byline_with_more_names_is_believed_rather_than_the_data() -> None:
    node = {"@type": "NewsArticle", "headline": "Ferry runs again", "author": "Jane Doran"}
    after = "<div><i class='byline'>Jane Doran</i><i class='byline'>Tom Aune</i></div>"
    assert names(byline_of_page(node=node, after=after)) == ["Jane Doran", "Tom Aune"]


def test_a_bold_name_opens_the_text_where_data_knows_only_the_outlet() -> None:
    node = {"@type": "NewsArticle", "headline": "Ferry runs again", "author": "Fjord Post"}
    assert names(byline_of_page(node=node, after="<p><b>Jane Doran</b></p>")) == ["Jane Doran"]


LABEL = '<a class="category" href="/fishing">Fishing</a>'


@pytest.mark.parametrize(
    ("head", "after", "expected"),
    [
        ("", "<p>By Jane Doran December 8</p>", ["Jane Doran"]),
        ("", "<p>By Jane Doran 8 December</p>", ["Jane Doran"]),
        ("", "<p>By Jane December</p>", ["Jane December"]),
        ("", "<p>By Ola May 5 min read</p>", ["Ola May"]),
        ("", "<p>By Jane Doran (Oslo) December 8</p>", ["Jane Doran"]),
        ("", "<p>By Jane Doran on behalf of the Harbour Board</p>", ["Jane Doran"]),
        (
            "",
            (
                '<div class="byline">Written by: <a rel="author" href="/author/jane">Jane Doran</a> '
                '<a rel="author" href="/author/tom">Tom Aune</a></div>'
            ),
            ["Jane Doran", "Tom Aune"],
        ),
        ("", f'{LABEL}<div class="author">Fishing</div>', []),
        ('<meta name="author" content="Fishing">', f'<span class="cat-links">Posted in {LABEL}</span>', []),
    ],
)
def test_what_stands_around_a_name(head: str, after: str, expected: list[str]) -> None:
    assert names(byline_of_page(head=head, after=after)) == expected


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        ("<div><div>Written by</div><div>Jane Doran</div></div>", ["Jane Doran"]),
        ("<h3>Written by Jane Doran</h3><p>Jane Doran mends nets.</p>", ["Jane Doran"]),
        ("<p>Article by: <a href='#her'>Jane Doran</a></p>", ["Jane Doran"]),
        ("<ul><li><strong>Autorin/Autor</strong> Jane Doran</li></ul>", ["Jane Doran"]),
        ("<p>Written by hand on paper of the mill.</p>", []),
        ("<p>Written by Jane Doran</p><p>Written by Tom Aune</p>", []),
        ("<aside><p>Written by Jane Doran</p></aside>", []),
    ],
)
def test_a_name_after_its_label_far_from_the_headline(below: str, expected: list[str]) -> None:
    assert names(byline_of_page(below=below)) == expected


@pytest.mark.parametrize(("name", "expected"), [("Fjord Post", ["Fjord Post"]), ("Fjord Post Ltd", [])])
def test_newsrooms_do_not_sign_with_their_legal_form(name: str, expected: list[str]) -> None:
    node = {
        "@type": "NewsArticle",
        "headline": "Ferry runs again",
        "author": {"@type": "Organization", "name": name},
        "publisher": {"@type": "Organization", "name": name},
    }
    assert names(byline_of_page(node=node)) == expected


@pytest.mark.parametrize(
    ("host", "name", "expected"),
    [
        ("janedoran", "Jane Doran", ["Jane Doran"]),
        ("doran", "Doran", []),
        ("fjordpost", "Fjord Post", []),
    ],
)
def test_a_persons_own_site_does_not_make_the_person_an_outlet(host: str, name: str, expected: list[str]) -> None:
    node = {"@type": "BlogPosting", "headline": "Ferry runs again", "author": {"@type": "Person", "name": name}}
    assert names(byline_of_page(node=node, url=f"https://{host}.example/a")) == expected


@pytest.mark.parametrize("opening", ["", "<p><em>…the harbour stays closed</em></p>"])
def test_names_in_bold_that_open_the_text_of_a_paper_that_signs_for_all(opening: str) -> None:
    node = {"@type": "NewsArticle", "headline": "Ferry runs again", "author": {"name": "Fjord Post"}}
    after = f"{opening}<p><strong>Jane Doran/Tom Aune</strong></p><p><strong>The</strong> boat left at ten.</p>"
    assert names(byline_of_page(node=node, after=after)) == ["Jane Doran", "Tom Aune"]


@pytest.mark.parametrize(
    ("head", "after", "expected"),
    [
        ('<meta name="author" content="Senior Reporter, Transport">',
         '<b class="author-card__name">Gwen Marchbanks</b><b class="author-card__title">Senior Reporter</b>',
         ["Gwen Marchbanks"]),
        ('<meta name="author" content="TK4417">', '<span class="author-name">Tilda Kerrow</span>', ["Tilda Kerrow"]),
        ('<meta name="author" content="TK4417">', "", []),
        ('<meta name="author" content="tilda.kerrow">', "", []),
        ('<meta name="author" content="Nord Verlag"><meta property="article:author" content="Tilda Kerrow">',
         '<a class="byline">Tilda Kerrow</a>', ["Tilda Kerrow"]),
        ('<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Sam Loader">',
         "<p>By Tilda Kerrow</p>", ["Tilda Kerrow"]),
    ],
    ids=["a job is no name", "print beats a login", "a login is nobody", "one with a full stop", "print confirms one",
         "a blog engine's user"],
)  # fmt: skip
def test_which_of_several_is_the_writer(head: str, after: str, expected: list[str]) -> None:
    assert names(byline_of_page(head=head, after=after)) == expected


def test_the_next_article_of_an_endless_page_has_its_own_writer() -> None:
    lines = "<p>The first boat left at ten with a choir on deck.</p>" * 4
    after = f'<p class="byline">By Tilda Kerrow</p>{lines}<h1>Pool opens</h1><p class="byline">By Sam Orr</p>'
    assert names(byline_of_page(after=after)) == ["Tilda Kerrow"]


def test_authors_boxes_are_read_in_the_order_of_the_page() -> None:
    boxes = [f'<div class="author">{name}</div>' for name in ("Jane Doe", "Ola Fisker")]
    for below in ("".join(boxes), "".join(reversed(boxes))):
        first = "Jane Doe" if below.startswith(boxes[0]) else "Ola Fisker"
        assert names(byline_of_page(below=below)) == [first]


@pytest.mark.parametrize(
    "below",
    [
        '<div class="pull-quote"><p>We waited.</p><div class="pull-quote__author">Ola Fisker</div></div>',
        '<blockquote><p>We waited.</p><footer><span class="author">Ola Fisker</span></footer></blockquote>',
        '<div class="quote"><p>We waited.</p><p><span class="author">Ola Fisker</span></p></div>',
    ],
)
def test_who_is_quoted_is_no_author(below: str) -> None:
    assert byline_of_page(below=below) is None
