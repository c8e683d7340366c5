"""JSON-LD of another story is not the page's, even where it stands first or alone."""

import json
from datetime import UTC, datetime

import pytest

from schemas.article import Article
from tasks.text.html.page.article_node import article_nodes
from tasks.text.html.page.html_page import parse_page
from tasks.text.reading import read

OTHER = {"@type": "NewsArticle", "headline": "Harbour festival opens with fireworks", "datePublished": "2026-01-01"}
OWN = {"@type": "NewsArticle", "headline": "Council closes the bridge", "datePublished": "2026-03-03"}
RECEIVED = datetime(2026, 3, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    "title",
    ["Council closes the bridge", "Council closes the bridge | The Gazette", "The Gazette: Council closes the bridge"],
)
@pytest.mark.parametrize("canonical", ["", "https://gazette.example/"], ids=["no address", "a home page as canonical"])
@pytest.mark.parametrize(
    ("stated", "dates"), [([OTHER], []), ([OTHER, OWN], ["2026-03-03"]), ([OWN, OTHER], ["2026-03-03"])]
)
def test_another_story(title: str, canonical: str, stated: list[dict[str, str]], dates: list[str]) -> None:
    """The page has no address that could tell; its title and its heading agree."""
    scripts = "".join(f'<script type="application/ld+json">{json.dumps(one)}</script>' for one in stated)
    link = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    head = f"<head><title>{title}</title>{link}{scripts}</head>"
    page = parse_page(
        f"<html>{head}<body><h1>Council closes the bridge</h1></body></html>",
        url=None,
        received_at=RECEIVED,
    )
    assert [node["datePublished"] for _, node in article_nodes(page)] == dates


def test_a_page_that_is_called_differently_all_over_keeps_the_only_node() -> None:
    """Neither its title nor its heading can say that the node is another story's."""
    script = f'<script type="application/ld+json">{json.dumps(OTHER)}</script>'
    page = parse_page(
        f"<html><head><title>News</title>{script}</head><body><h1>Good morning</h1></body></html>",
        url=None,
        received_at=RECEIVED,
    )
    assert len(article_nodes(page)) == 1


def test_the_date_of_another_story_is_not_found_in_its_script_either() -> None:
    script = f'<script type="application/ld+json">{json.dumps(OTHER)}</script>'
    said = "of the plan for the bridge, and nobody was against it."
    body = "".join(f"<p>The council voted on point {n} {said}</p>" for n in range(8))
    head = f"<head><title>Council closes the bridge</title>{script}</head>"
    page = f"<html>{head}<body><article><h1>Council closes the bridge</h1>{body}</article></body></html>"
    article = read(page.encode(), received_at=RECEIVED)[0]
    assert isinstance(article, Article)
    assert (article.headline, article.published) == ("Council closes the bridge", None)
