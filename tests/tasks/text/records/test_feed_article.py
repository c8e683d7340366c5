"""Items of feed files, and posts of WordPress exports."""

import io
from datetime import UTC, datetime

import pytest

from schemas.article import Article
from schemas.capture import NOTHING_KNOWN
from schemas.rejection import Rejected
from tasks.text.containers import feed_file
from tasks.text.documents import documents
from tasks.text.reading import read

NOW = datetime(2026, 6, 1, tzinfo=UTC)
ONE = "The barrage at Skarra was closed on Tuesday after engineers found cracks in two of its eleven gates, they said."
TWO = "The repair will cost about four million dollars and take nine weeks, and until then no ship may pass it."
MEDIA = "<media:description>A photograph of the barrage</media:description>"
FULL = f"<p>{ONE}</p><p>{TWO}</p>"


def readings(feed: str) -> list[Article | Rejected]:
    found = []
    for document in documents(io.BytesIO(feed.encode())):
        data = document.held(1 << 20)
        assert isinstance(data, bytes)
        found.append(read(data, received_at=NOW, sidecar=document.sidecar(NOTHING_KNOWN))[0])
    return found


def rss(items: str, about: str = "<title>Oldmere Post</title><language>en</language>") -> str:
    spaces = (
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:wp="http://wordpress.org/export/1.2/" xmlns:media="http://search.yahoo.com/mrss/"'
    )
    return f'<?xml version="1.0"?><rss version="2.0" {spaces}><channel>{about}{items}</channel></rss>'


def item(text: str, more: str = "") -> str:
    return (
        f"<item><title>Barrage &amp; bridge closed</title><link>https://post.example/a</link>{text}"
        "<pubDate>Tue, 03 Mar 2026 18:40:00 +0100</pubDate><dc:creator>Ida Holm</dc:creator>"
        f'<guid isPermaLink="false">post-17</guid><category>Harbour</category>{more}</item>'
    )


@pytest.mark.parametrize(
    "text",
    [
        f"<content:encoded><![CDATA[{FULL}]]></content:encoded><description>{ONE[:60]}...</description>",
        f"<description><![CDATA[{FULL * 2}]]></description>",
        f"<description>A caption</description><content:encoded><![CDATA[{FULL}]]></content:encoded>{MEDIA}",
        f'<content:encoded><![CDATA[{ONE}\n\n<h2>Costs</h2>\n{TWO}\n\n[gallery ids="1,2"]]]></content:encoded>',
    ],
)
def test_an_item_with_its_text(text: str) -> None:
    (article,) = readings(rss(item(text)))
    assert isinstance(article, Article)
    assert article.body.startswith(ONE)
    assert article.body.endswith(TWO)
    assert article.headline == "Barrage & bridge closed"
    assert article.published
    assert article.published.at == datetime(2026, 3, 3, 17, 40, tzinfo=UTC)
    assert article.byline
    assert [author.name for author in article.byline.authors] == ["Ida Holm"]
    said = (article.publication, article.language, article.url, article.publisher_id, article.keywords)
    assert said == ("Oldmere Post", "en", "https://post.example/a", "post-17", ("Harbour",))


@pytest.mark.parametrize(
    "text",
    [
        f"<description>{ONE}</description>",
        f"<description>{ONE} {TWO} {ONE} {TWO} Read more</description>",
        f"<content:encoded>{ONE[:80]} …</content:encoded>",
        "",
    ],
)
def test_a_summary_is_an_address_only(text: str) -> None:
    (refused,) = readings(rss(item(text)))
    assert isinstance(refused, Rejected)
    assert (refused.reason, "post.example/a" in refused.detail) == ("address_only", True)


@pytest.mark.parametrize(
    ("kind", "status", "detail"),
    [
        ("post", "publish", None),
        ("post", "draft", "draft"),
        ("page", "publish", "page"),
        ("attachment", "inherit", "attachment"),
    ],
)
def test_of_a_wordpress_export_only_published_posts_are_articles(kind: str, status: str, detail: str | None) -> None:
    more = f"<wp:post_type>{kind}</wp:post_type><wp:status>{status}</wp:status>"
    about = (
        "<title>Oldmere Post</title><wp:author><wp:author_login>Ida Holm</wp:author_login>"
        "<wp:author_display_name>Ida Maria Holm</wp:author_display_name></wp:author>"
    )
    (found,) = readings(rss(item(f"<content:encoded><![CDATA[{FULL}]]></content:encoded>", more), about))
    if detail is None:
        assert isinstance(found, Article)
        assert found.byline
        assert found.byline.text == "Ida Maria Holm"
    else:
        assert isinstance(found, Rejected)
        assert (found.reason, detail in found.detail) == ("not_an_article", True)


def test_atom_with_markup_inside() -> None:
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="nb"><title>Post - all stories - RSS</title><entry>'
        '<title>Barrage closed</title><link rel="alternate" href="https://post.example/a"/>'
        '<link rel="enclosure" href="https://post.example/a.mp3"/><updated>2026-03-04T08:00:00Z</updated>'
        "<published>2026-03-03T18:40:00+01:00</published><author><name>Ida Holm</name></author>"
        f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{FULL}</div></content></entry></feed>'
    )
    (article,) = readings(feed)
    assert isinstance(article, Article)
    assert (article.body, article.language, article.publication) == (f"{ONE}\n\n{TWO}", "nb", None)
    assert article.url == "https://post.example/a"


def test_a_feed_larger_than_memory_allows_gives_the_same_items(monkeypatch: pytest.MonkeyPatch) -> None:
    feed = rss("".join(item(f"<content:encoded><![CDATA[{FULL}]]></content:encoded>") for _ in range(400)))
    whole = [one.held(1 << 20) for one in documents(io.BytesIO(feed.encode()))]
    monkeypatch.setattr(feed_file, "_WHOLE", 10_000)
    assert [one.held(1 << 20) for one in documents(io.BytesIO(feed.encode()))] == whole
    assert len(whole) == 400


def test_entities_are_not_expanded() -> None:
    entities = (
        '<!DOCTYPE rss [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    )
    feed = rss(item(f"<content:encoded><![CDATA[{FULL}]]></content:encoded><comments>&b;&c;</comments>"))
    (article,) = readings(feed.replace("?>", f"?>{entities}", 1))
    assert isinstance(article, Article)
    assert article.body == f"{ONE}\n\n{TWO}"
