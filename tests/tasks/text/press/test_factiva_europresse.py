"""Exports of Factiva and Europresse: one file, many documents."""

from pathlib import Path

import pytest

from schemas.article import Article
from tasks.text.formats import form_of
from tests.export_articles import articles

CASES = Path(__file__).parents[3] / "cases" / "press"


def facts(article: Article) -> dict[str, object]:
    published = article.published
    return {
        "headline": article.headline,
        "publication": article.publication,
        "on": str(published.day) if published else None,
        "at": published.at.isoformat() if published and published.at else None,
        "section": article.section,
        "edition": article.edition,
        "authors": [author.name for author in article.byline.authors] if article.byline else [],
        "words": article.stated_word_count,
        "language": article.language,
        "id": article.publisher_id,
        "body": article.body,
    }


SIGNED = "Nothing was signed."
FERRY = {
    "headline": "Ferry talks begin", "publication": "The Aldersund Courier", "on": "2019-03-04",
            "authors": ["Anna Veld"],
    "words": 877, "language": "en", "id": "ALDCOU0020190304ef3400001",
}  # fmt: skip
EXPECTED: dict[str, list[dict[str, object]]] = {
    "factiva_codes.html": [
        {
            "headline": "Le barrage reste ouvert", "publication": "Le Courrier du Port", "on": "2011-12-29",
            "at": None,
            "section": "Région", "authors": ["Odile Brant"], "words": 1295, "language": "fr",
            "id": "COURPO0020111229e7ct0001r",
            "body": "Le barrage reste ouvert, dit la capitainerie.\n\nLes bateaux attendent.",
        },
        {
            "headline": "Der Hafen schweigt; Eine Reise", "publication": "Hafenblatt Online", "on": "2017-04-01",
            "at": None,
            "section": "Magazin", "edition": None, "authors": ["Berta Ohlsen"], "words": 1285, "language": "de",
            "id": "HAFBLA0020170401ed4100001", "body": "Der Hafen schweigt, und die Stadt wartet.",
        },
    ],
    "factiva_plain.txt": [
        FERRY | {"section": "World", "edition": "Late Edition - Final",
                 "body": f"Both sides met on the quay on Monday, and both called it a beginning.\n\n{SIGNED}"},
        {
            "headline": "渡轮谈判开始", "publication": "港口日报", "on": "2019-03-05", "section": None, "authors": [],
            "words": 312, "language": "zh", "id": "GANKOU0020190305ef3500002", "body": "谈判于周一在码头开始。",
        },
    ],
    "factiva_codes.txt": [
        FERRY | {"at": "2019-03-04T09:15:00+00:00",
                 "body": "Both sides met on the quay on Monday.\n\nNothing was signed."},
        {"headline": "Ferry talks end", "on": "2019-03-05", "body": "It was over by noon."},
    ],
    "factiva.xml": [
        FERRY | {"at": "2019-03-04T01:35:58+00:00", "words": 942, "authors": [],
                 "body": "Both sides met on the quay.\n\nNothing was signed."},
    ],
    "europresse_2015.html": [
        {
            "headline": "Le phare rallumé", "publication": "Le Courrier du Port", "on": "2018-05-12",
            "section": "Culture",
            "authors": ["Odile Brant"], "words": 810, "language": "fr", "id": "news·20180512·CP·0q1503_1256056",
            "body": "Le phare brille de nouveau depuis vendredi.\n\nLa capitainerie s'en félicite.",
        },
    ],
    "europresse_2013.html": [
        {
            "headline": "Le port se tait", "on": "2013-10-05", "section": "Politique", "authors": ["Odile Brant"],
            "id": "news·20131005·CP·175071", "edition": None,
            "body": "Le port se tait depuis lundi.\n\nPersonne ne sait pourquoi.",
        },
        {
            "headline": "Sans phare", "publication": "Hebdo, no. 12", "on": "2012-10-03", "section": "Éditorial",
            "authors": [], "body": "Il faut rallumer le phare, et vite.",
        },
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", EXPECTED)
def test_each_document_of_an_export(name: str) -> None:
    found = [facts(article) for article in articles((CASES / name).read_bytes())]
    wanted = EXPECTED[name]
    assert len(found) == len(wanted)
    assert [{key: is_[key] for key in want} for is_, want in zip(found, wanted, strict=True)] == wanted


def test_rtf_of_factiva() -> None:
    lines = (CASES / "factiva_plain.txt").read_text(encoding="utf-8").split("渡")[0].split("\n")
    rtf = "{\\rtf1\\ansi\\ansicpg1252 " + "\\par\n".join(lines) + "\\par}"
    assert form_of(rtf.encode()).name == "factiva_rtf"
    assert [facts(a)["headline"] for a in articles(rtf.encode())] == ["Ferry talks begin"]


def test_codes_and_counts_that_lie_are_told() -> None:
    (article,) = articles((CASES / "factiva.xml").read_bytes())
    assert article.subjects == ("gwea",)
    assert [e.value for e in article.evidence if e.field == "container"] == ["2 stated, 1 there"]


def test_a_subtitle_is_the_dek() -> None:
    (article,) = articles((CASES / "europresse_2015.html").read_bytes())
    assert article.dek == "Trois nuits sans lumière"
    assert article.copyright_notice == "© 2018 Courrier du Port. Tous droits réservés."


def test_europresse_with_its_header_above_the_title() -> None:
    markup = """<html><head><meta charset="utf-8"></head><body><article><header><div class="rdp__DocPublicationName">
        <span class="DocPublicationName">The Harbour Post</span></div>
        <span class="DocHeader">News, Tuesday, March 3, 2026 88 words, p. 4</span></header>
        <div class="titreArticle"><p class="sm-margin-TopNews titreArticleVisu">Harbour bridge stays closed</p></div>
        <div class="sm-margin-bottomNews">Ida Holm</div>
        <section><div class="DocText clearfix"><div><p>The harbour bridge stays closed.</p></div></div></section>
        <footer><div>news·20260303·HP·0001</div><small>© 2026 Harbour Post.</small></footer></article></body></html>"""
    (found,) = articles(markup.encode())
    assert (found.headline, found.publication) == ("Harbour bridge stays closed", "The Harbour Post")
    assert found.byline
    assert [author.name for author in found.byline.authors] == ["Ida Holm"]
    assert found.body == "The harbour bridge stays closed."
