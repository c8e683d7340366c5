"""The address that a page calls its own."""

from datetime import UTC, datetime

import pytest

from tasks.text.html.fields.canonical_url import canonical_url
from tasks.text.html.page.article_node import article_nodes
from tasks.text.html.page.html_page import parse_page

FERRY = "https://post.example/news/ferry-runs-again"


FETCHED = "https://post.example/n?id=1"


def link(address: str) -> str:
    return f'<link rel="canonical" href="{address}">'


@pytest.mark.parametrize(
    ("head", "url", "canonical"),
    [
        pytest.param(link("/news/1?utm_source=x"), FETCHED, "https://post.example/news/1", id="stated"),
        pytest.param(link("https://post.example/"), FERRY, FERRY, id="root refused"),
        pytest.param(link("https://post.example/en-gb/"), FERRY, FERRY, id="front page of a language refused"),
        pytest.param(link("https://post.example/news/local"), FERRY, FERRY, id="section refused"),
        pytest.param(link("https://post.example/tag/ferries-of-the-north"), FERRY, FERRY, id="tag refused"),
        pytest.param(link("https://echo.example/n/1"), FERRY, FERRY, id="other site refused"),
        pytest.param(
            link("https://two.blogspot.com/n/ferry-1"), "https://one.blogspot.com/n/1", "https://one.blogspot.com/n/1",
            id="other blog on the host refused",
        ),
        pytest.param(link("https://post.example/"), "https://post.example/?ref=a", None, id="root fetched"),
        pytest.param("", "https://post.example/news/local", "https://post.example/news/local", id="fetched as it is"),
        pytest.param(f'<meta property="og:url" content="{FERRY}">', None, FERRY, id="OpenGraph alone"),
        pytest.param(
            f'{link("https://echo.example/n/1")}<meta property="og:url" content="{FERRY}">', None, FERRY,
            id="OpenGraph tells the site",
        ),
        pytest.param(link("https://post.example/"), None, None, id="home page, nothing else known"),
        pytest.param(link("https://post.example/politics"), None, None, id="section, nothing else known"),
        pytest.param(
            f"<title>Ferry again</title>{link('https://post.example/ferry')}", None, "https://post.example/ferry",
            id="a short slug of the title's words",
        ),
        pytest.param(
            f'<base href="https://post.example/news/">{link("ferry-runs-again")}', None, FERRY, id="base"
        ),
        pytest.param(
            f'<base href="/news/">{link("ferry-runs-again")}', "https://post.example/x/y", FERRY, id="relative base"
        ),
        pytest.param(
            '<meta property="og:url" content="https%3A%2F%2Fpost.example%2Fnews%2Fferry-runs-again">', None, FERRY,
            id="escaped",
        ),
        pytest.param(link("http://["), None, None, id="broken"),
        pytest.param("", None, None, id="nothing"),
    ],
)  # fmt: skip
def test_of_a_page(head: str, url: str | None, canonical: str | None) -> None:
    page = parse_page(f"<html><head>{head}</head></html>", url=url, received_at=datetime(2026, 1, 2, tzinfo=UTC))
    assert canonical_url(page).value == canonical


@pytest.mark.parametrize(
    "saved",
    [
        f"<!-- saved from url=(0042){FERRY} --><html></html>",
        f"<html><!--\n Page saved with SingleFile \n url: {FERRY} \n saved date: Mon Mar 04 2024 \n--><p>a</html>",
        f'<html><head><meta name="savepage-url" content="{FERRY}"></head></html>',
        f'<html data-scrapbook-source="{FERRY}" data-scrapbook-create="20240304"></html>',
        f"<html>{'<p>a</p>' * 9_000}</html><!-- Mirrored from {FERRY[8:]} by HTTrack Website -->",
    ],
    ids=["browser", "SingleFile", "Save Page WE", "ScrapBook", "HTTrack"],
)
def test_the_address_a_page_was_saved_from(saved: str) -> None:
    page = parse_page(saved, url=None, received_at=datetime(2026, 1, 2, tzinfo=UTC))
    assert (page.url, canonical_url(page).value) == (FERRY, FERRY)


OWN = '{"@type": "NewsArticle", "headline": "Ferry runs again", "datePublished": "2024-03-05"%s}'
OTHER = (
    '{"@type": "NewsArticle", "headline": "Mayor opens swimming pool", "datePublished": "2024-03-01",'
    ' "url": "https://post.example/pool-opens-at-last"}'
)


@pytest.mark.parametrize(
    ("nodes", "head", "locator"),
    [
        (f"[{OTHER}, {OWN % ''}]", "", "[1]"),
        (f"[{OWN % ''}, {OTHER}]", "", "[0]"),
        (f"[{OTHER}]", "", None),
        (f"[{OTHER}]", link("https://post.example/pool-opens-at-last"), "[0]"),
        (f"[{OTHER}, {OWN % ''}]", link(FERRY), "[1]"),
        (f"[{OTHER.replace('Mayor opens swimming pool', 'Ferry runs again today')}, {OWN % ''}]", link(FERRY), "[1]"),
        (f"[{OWN % ''}, {OWN % ''}]", "", "[0]"),
    ],
    ids=["second", "first", "another story's alone", "by address", "no address of its own", "address first", "equals"],
)
def test_which_node_speaks_of_the_page(nodes: str, head: str, locator: str | None) -> None:
    text = (
        f"<html><head><title>Ferry runs again | The Post</title>{head}</head>"
        f'<script type="application/ld+json">{nodes}</script><h1>Ferry runs again</h1></html>'
    )
    found = article_nodes(parse_page(text, url=None, received_at=datetime(2026, 1, 2, tzinfo=UTC)))
    assert (found[0][0] if found else None) == locator
