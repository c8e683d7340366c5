"""What stands beside the text: pictures, players, posts and links, each with its place."""

import json
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from schemas.article import Article
from tasks.text.html.beside.credit import split_credit
from tasks.text.html.beside.links import goal_of, link_kind
from tasks.text.html.beside.medium_kind import medium_kind
from tasks.text.html.html_article import html_article
from tasks.text.html.page.page import Page

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
        ("<iframe src='https://charts.example/7' title='Search and rescue: the map'></iframe>",
         ("embed", "https://charts.example/7", None, None, "Search and rescue: the map")),
        ("<iframe src='https://charts.example/7' title='Naval bases'></iframe>",
         ("embed", "https://charts.example/7", None, None, "Naval bases")),
        ("<iframe src='https://charts.example/7' title='Search'></iframe>", None),
        ("<iframe src='https://charts.example/7' class='header-frame'></iframe>", None),
        ("<blockquote class='twitter-tweet'><p>Bong</p><a href='https://twitter.com/t/status/1'>1</a></blockquote>",
         ("social_post", "https://twitter.com/t/status/1", None, None, None)),
        ("<img srcset='/a.jpg 1.2.3w, /b.jpg ..w, /c.jpg 900w'>",
         ("image", "https://torrinpost.example/c.jpg", None, None, None)),
        ("<img src='/pixel.gif' width='1' height='1'>", None),
        ("<img src='/sport/track-and-field.jpg'>",
         ("image", "https://torrinpost.example/sport/track-and-field.jpg", None, None, None)),
        ("<img src='/sport/track/relay.jpg'>",
         ("image", "https://torrinpost.example/sport/track/relay.jpg", None, None, None)),
        ("<figure><img src='/beacon-hill.jpg'><figcaption>The hill</figcaption></figure>",
         ("image", "https://torrinpost.example/beacon-hill.jpg", "The hill", None, None)),
        ("<img src='https://stats.example/a.jpg'>", None),
        ("<img src='/track/a.gif'>", None),
        ("<img src='https://counter.example/p?id=7'>", None),
        ("<img src='/avatar-7.jpg'>", None),
        ("<img src='/a.jpg' style='line-height:1;border-width:1px'>",
         ("image", "https://torrinpost.example/a.jpg", None, None, None)),
        ("<img src='/a.jpg' width='0' height='0' sizes='100vw' style='width:100%;height:auto'>",
         ("image", "https://torrinpost.example/a.jpg", None, None, None)),
        ("<img src='/a.jpg' width='0' height='0'>", None),
        ("<img src='/a.jpg' style='width:1px;height:1px'>", None),
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


CASES = json.loads(Path("tests/cases/media.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["what"] for case in CASES])
def test_media_as_pages_give_them(case: dict[str, Any]) -> None:
    article = read(TEXT + case["markup"] + MORE + TEXT.replace("Torrin", "Aller"))
    keys = ("kind", "url", "caption", "credit", "alt_text")
    found = [{key: value for key in keys if (value := getattr(medium, key)) is not None} for medium in article.media]
    assert found == case["media"]


def test_a_relative_picture_is_seen_from_the_base() -> None:
    article = read(TEXT + "<img src='r.jpg'>" + MORE, "<base href='https://cdn.example/a/b.html'>")
    assert [medium.url for medium in article.media] == ["https://cdn.example/a/r.jpg"]


def test_a_carousel_of_the_articles_own_pictures_is_no_list_of_stories() -> None:
    slides = "<div class='slide'><img src='/1.jpg'></div><div class='slide'><img src='/2.jpg'></div>"
    links = "<div class='slide'><a href='/x'><img src='/3.jpg'> Torrin buys a bell at last</a></div>"
    both = f"<div class='carousel'>{slides}</div>{TEXT}{MORE}<div class='carousel'>{links}</div>"
    article = read(both + TEXT.replace("Torrin", "Aller"))
    assert [medium.url for medium in article.media] == [f"https://torrinpost.example/{n}.jpg" for n in (1, 2)]


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
        ("https://bellringers.org/news/rope-of-the-bell-breaks", "other"),
        ("https://www.avis.com/en/locations", "other"),
        ("https://ministry.example/get.aspx?file=report.pdf&lang=en", "document"),
    ],
)
def test_link_kind(url: str, kind: str) -> None:
    assert link_kind(url, own=URL) == kind


@pytest.mark.parametrize(
    ("given", "goal", "kind"),
    [
        ("#fn1", None, None),
        ("/2030/03/rope#comments", None, None),
        ("mailto:una@torrinpost.example", None, None),
        ("whatsapp://send?text=x", None, None),
        ("https://[broken", None, None),
        ("https://www.facebook.com/sharer/sharer.php?u=x", None, None),
        ("https://twitter.com/intent/tweet?url=x", None, None),
        ("https://de.linkedin.com/shareArticle?url=x", None, None),
        ("https://netflix.com/share/film", "https://netflix.com/share/film", "other"),
        ("https://parcelx.com/intent/a", "https://parcelx.com/intent/a", "other"),
        ("/tag/bells", "https://torrinpost.example/tag/bells", "own_site"),
        ("//cdn.parish.example/a", "https://cdn.parish.example/a", "other"),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fallerzeitung.example%2Fx&h=1", "https://allerzeitung.example/x",
         "outlet"),
        ("https://www.google.com/url?sa=t&q=https://ministry.example/plan.pdf&usg=1",
         "https://ministry.example/plan.pdf", "document"),
        ("https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fparish.example%2F&data=1",
         "https://parish.example/", "other"),
        ("https://www.anrdoezrs.net/links/1/dlg/https://shop.example/dp/1", "https://shop.example/dp/1", "other"),
        ("/exit.php?url=https%3A%2F%2Fparish.example%2Fa", "https://parish.example/a", "other"),
        ("/login?redirect=https%3A%2F%2Fparish.example%2Fa",
         "https://torrinpost.example/login?redirect=https%3A%2F%2Fparish.example%2Fa", "own_site"),
        ("/exit.php?url=notes", "https://torrinpost.example/exit.php?url=notes", "own_site"),
        ("https://www.documentcloud.org/documents/1-x", "https://www.documentcloud.org/documents/1-x", "document"),
        ("https://bells.example/@una/109876543210987654", "https://bells.example/@una/109876543210987654", "social"),
    ],
)  # fmt: skip
def test_where_a_link_leads(given: str, goal: str | None, kind: str | None) -> None:
    found = goal_of(cast("Page", SimpleNamespace(base=None, url=URL)), given, own=URL)
    assert (found, link_kind(found, own=URL) if found else None) == (goal, kind)


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://player.vimeo.com/video/1", "video"),
        ("https://www.youtube-nocookie.com/embed/x1", "video"),
        ("https://www.youtube.com/embed/cookie-consent", "video"),
        ("https://player.example/video/oat-cookies", "video"),
        ("https://charts.example/informed-consent", "embed"),
        ("https://consent.example/x", None),
        ("https://torrinpost.example/cookie-notice.html", None),
        ("https://torrinpost.example/newsletter/embed", None),
        ("https://w.soundcloud.com/player/", "audio"),
        ("https://www.facebook.com/plugins/post.php?href=x", "social_post"),
        ("https://www.facebook.com/plugins/like.php", None),
        ("https://www.google.com/recaptcha/api", None),
        ("https://www.torrinpost.example/videos/7-embed.html", "video"),
        ("https://www.torrinpost.example/multimedia/audio/audio-7.html", "audio"),
        ("https://www.torrinpost.example/ads/top.html", None),
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
        ("The quay in Torrin AFP via Getty Images", "The quay in Torrin", "AFP via Getty Images"),
        ("She talks to Reuters", "She talks to Reuters", None),
        ("The rope (a copy) (Foto: Una Vik (Torrin)", "The rope (a copy)", "Una Vik (Torrin)"),
        ("He took a photo by night of the bell and of the smith, who hid" + " at all" * 9, None, None),
        ("Michael Bloomberg", None, None),
        ("Riders at the Isle of Man TT", None, None),
        ("The storm in Torrin dpa", "The storm in Torrin", "dpa"),
        ("A protest outside Reuters", None, None),
        ("A house burns. Erie, PA", None, None),
        ("Una Vik (CDU/CSU)", None, None),
        ("The bell (Una Vik/Torrin Post)", "The bell", "Una Vik/Torrin Post"),
        ("Credit Suisse", None, None),
        ("Credit: Una Vik", "", "Una Vik"),
        ("Via Roma in Milan after the flood", None, None),
        ("Foto de Una Vik cuando era niña", None, None),
        ("Foto de Una Vik", "", "Una Vik"),
        ("Video: Watch the moment the rope broke", None, None),
        ("Video: Una Vik", "", "Una Vik"),
        ("He holds up a picture: Police say he was beaten", None, None),
        ("On the video: Sexton Una Vik", None, None),
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
