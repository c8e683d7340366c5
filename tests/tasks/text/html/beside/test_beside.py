"""What stands beside the text: pictures, players, posts and links, each with its place."""

from datetime import UTC, datetime

import pytest

from schemas.article import Article
from tasks.text.html.beside.caption import split_credit
from tasks.text.html.beside.links import link_kind
from tasks.text.html.beside.medium_kind import medium_kind
from tasks.text.html.html_article import html_article

URL = "https://torrinpost.example/2030/03/rope"
TEXT = "<p>The bell of Torrin has been silent since Monday, when the rope broke in the hands of the sexton there.</p>"
MORE = "<p>A new rope was ordered from the harbour the same day. It will be forty metres long, the parish says.</p>"


def read(inside: str, head: str = "") -> Article:
    page = (
        f"<html><head><title>Torrin waits for a rope</title>{head}</head><body><img src='/logo.png' alt='The Post'>"
        f"<article><h1>Torrin waits for a rope</h1>{inside}</article>"
        "<aside class='related'><a href='/other'><img src='/other.jpg'></a></aside></body></html>"
    )
    found = html_article(page, url=URL, received_at=datetime(2030, 4, 1, tzinfo=UTC))
    assert isinstance(found, Article)
    return found


@pytest.mark.parametrize(
    ("markup", "medium"),
    [
        ("<figure><img src='/rope.jpg' alt='A rope'><figcaption>The rope. <i class='credit'>Una Vik</i></figcaption>",
         ("image", "https://torrinpost.example/rope.jpg", "The rope.", "Una Vik", "A rope")),
        ("<figure><img data-src='/a.jpg' src='data:x'><figcaption>The sexton (Photo by Una Vik)</figcaption></figure>",
         ("image", "https://torrinpost.example/a.jpg", "The sexton", "Una Vik", None)),
        ("<picture><source srcset='/w.webp'><img srcset='/a-300.jpg 300w, /a-900.jpg 900w' src='/a-300.jpg'></picture>",
         ("image", "https://torrinpost.example/a-900.jpg", None, None, None)),
        ("<div class='wp-caption'><img src='/a.jpg'><p class='wp-caption-text'>Foto: Una Vik/dpa</p></div>",
         ("image", "https://torrinpost.example/a.jpg", None, "Una Vik/dpa", None)),
        ("<iframe src='https://www.youtube.com/embed/x1'></iframe>",
         ("video", "https://www.youtube.com/embed/x1", None, None, None)),
        ("<video><source src='/rope.mp4'></video>", ("video", "https://torrinpost.example/rope.mp4", None, None, None)),
        ("<audio src='/bell.mp3'></audio>", ("audio", "https://torrinpost.example/bell.mp3", None, None, None)),
        ("<iframe src='https://charts.example/7'></iframe>", ("embed", "https://charts.example/7", None, None, None)),
        ("<blockquote class='twitter-tweet'><p>Bong</p><a href='https://twitter.com/t/status/1'>1</a></blockquote>",
         ("social_post", "https://twitter.com/t/status/1", None, None, None)),
        ("<img src='/pixel.gif' width='1' height='1'>", None),
        ("<img src='/zoom.svg'>", None),
        ("<a href='/another-story'><img src='/another.jpg'></a>", None),
        ("<iframe src='https://ad.doubleclick.net/x'></iframe>", None),
        ("<div class='related'><img src='/other2.jpg'></div>", None),
    ],
)  # fmt: skip
def test_media(markup: str, medium: tuple[str | None, ...] | None) -> None:
    article = read(TEXT + markup + MORE + TEXT.replace("Torrin", "Aller"))
    found = [(m.kind, m.url, m.caption, m.credit, m.alt_text) for m in article.media]
    assert found == ([medium] if medium else [])
    assert [m.block for m in article.media] == ([0] if medium else [])
    assert [e.value for e in article.evidence if e.field == "media"] == ([medium[1]] if medium else [])


def test_a_picture_above_the_text_follows_no_block() -> None:
    article = read("<img src='/top.jpg'>" + TEXT + MORE)
    assert [(m.url, m.block) for m in article.media] == [("https://torrinpost.example/top.jpg", None)]


def test_a_page_that_shows_no_picture_gives_the_one_it_states() -> None:
    image = '{"@type":"ImageObject","url":"/x.jpg","creditText":"Una Vik"}'
    node = f'{{"@type":"NewsArticle","headline":"Torrin waits for a rope","image":{image}}}'
    head = f'<script type="application/ld+json">{node}</script>'
    article = read(TEXT + MORE, head)
    assert [(m.url, m.credit) for m in article.media] == [("https://torrinpost.example/x.jpg", "Una Vik")]


def test_links_are_rows_and_other_sites_citations() -> None:
    report = "<a href='https://p.example/a.pdf'>report</a>"
    article = read(TEXT + f"<p>The <a href='/parish'>parish</a> sent its {report} to all who live there.</p>")
    assert [(x.kind, x.text, x.block) for x in article.links] == [("own_site", "parish", 1), ("document", "report", 1)]
    assert [c.url for c in article.citations] == ["https://p.example/a.pdf"]
    assert article.word_count == len(article.body.split())


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://sport.torrinpost.example/x", "own_site"),
        ("https://www.reuters.com/world/x-2030", "outlet"),
        ("https://www.allerzeitung.example/x", "outlet"),
        ("https://x.com/somebody", "social"),
        ("https://netflix.com/title", "other"),
        ("https://ministry.example/plan.xlsx?v=2", "document"),
        ("https://ministry.example/plan", "other"),
        ("https://[broken", "other"),
        ("https://torrinwatch.example/politics/rope-of-the-bell-breaks", "outlet"),
        ("https://torrinwatch.example/2030/03/02/rope-of-the-bell-breaks", "outlet"),
        ("https://torrinwatch.example/shop/rope-forty-metres-long", "other"),
        ("https://www.parish.gov/news/rope-of-the-bell-breaks", "other"),
    ],
)
def test_link_kind(url: str, kind: str) -> None:
    assert link_kind(url, own=URL) == kind


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://player.vimeo.com/video/1", "video"),
        ("https://w.soundcloud.com/player/", "audio"),
        ("https://www.facebook.com/plugins/post.php?href=x", "social_post"),
        ("https://www.facebook.com/plugins/like.php", None),
        ("https://www.google.com/recaptcha/api", None),
        ("about:blank", None),
    ],
)
def test_medium_kind(url: str, kind: str | None) -> None:
    assert medium_kind(url) == kind


@pytest.mark.parametrize(
    ("printed", "caption", "credit"),
    [
        ("The bell in 1931.", "The bell in 1931.", None),
        ("The bell in 1931. REUTERS/Una Vik", "The bell in 1931.", "REUTERS/Una Vik"),
        ("The bell (AP Photo/Una Vik)", "The bell", "AP Photo/Una Vik"),
        ("The bell | Foto: Una Vik", "The bell", "Una Vik"),
        ("The bell © Una Vik", "The bell", "Una Vik"),
        ("Photo by Una Vik", "", "Una Vik"),
        ("He took a photo by night of the bell and of the smith, who hid" + " at all" * 9, None, None),
    ],
)  # fmt: skip
def test_split_credit(printed: str, caption: str | None, credit: str | None) -> None:
    assert split_credit(printed) == (printed if caption is None else caption, credit)


def test_a_relative_picture_is_seen_from_the_address_that_the_page_gives() -> None:
    html = f"""<html><head><title>Torrin waits for a rope</title><link rel="canonical" href="{URL}"></head>
        <body><article><h1>Torrin waits for a rope</h1><img src="/bell.jpg" width="900" height="600" alt="Bell">
        {TEXT}{MORE}
        </article></body></html>"""
    article = html_article(html, url=None, received_at=datetime(2030, 4, 1, tzinfo=UTC))
    assert isinstance(article, Article)
    assert [medium.url for medium in article.media] == ["https://torrinpost.example/bell.jpg"]
