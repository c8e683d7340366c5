"""Days of publication and of change: data, print, address; and dates that are neither."""

import json
from datetime import UTC, datetime

import pytest

from tasks.text.html.html_fields import HtmlFields, html_fields
from tasks.text.html.page.html_page import parse_page

RECEIVED = datetime(2026, 1, 2, 12, tzinfo=UTC)
BODY = f"<p>{'The first boat left at ten with a choir on deck. ' * 8}</p>"


def fields_of(
    *,
    head: str = "",
    after: str = "",
    below: str = "",
    lang: str = "en-GB",
    url: str | None = None,
    node: object = None,
) -> HtmlFields:
    data = f'<script type="application/ld+json">{json.dumps(node)}</script>' if node else ""
    text = (
        f'<html lang="{lang}"><head><title>Ferry runs again</title>{head}{data}</head>'
        f"<body><h1>Ferry runs again</h1>{after}{BODY}{below}</body></html>"
    )
    return html_fields(parse_page(text, url=url, received_at=RECEIVED))


def days(fields: HtmlFields) -> tuple[str | None, str | None]:
    return tuple(moment.day.isoformat() if moment else None for moment in (fields.published, fields.modified))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("after", "published", "modified"),
    [
        ("<p>5 March 2024</p>", "2024-03-05", None),
        ("<div>Published: 5 March 2024 | Updated: 7 March 2024</div>", "2024-03-05", "2024-03-07"),
        ("<div>Updated 7 March 2024</div><div>5 March 2024</div>", "2024-03-05", "2024-03-07"),
        ("<time datetime='2024-03-05T10:00:00Z'>yesterday</time>", "2024-03-05", None),
        ("<time class='updated' datetime='2024-03-07'>7 March</time><time datetime='2024-03-05'>5 March</time>",
         "2024-03-05", "2024-03-07"),
        ("<p>9 March 2024</p><time datetime='2024-03-05'>5 March</time>", "2024-03-05", None),
        ("<p>The fair will be held on 12 June 2024, and nobody knows yet who will bring the tent and tables.</p>",
         None, None),
        ("<figure><figcaption>The old pier, 3 May 2001</figcaption></figure>", None, None),
        ("<aside class='latest-news'><time datetime='2024-03-09'>9 March</time></aside>", None, None),
        ("<p>two hours ago</p>", None, None),
        ("<p>5 March 2031</p>", None, None),
    ],
)  # fmt: skip
def test_print(after: str, published: str | None, modified: str | None) -> None:
    assert days(fields_of(after=after)) == (published, modified)


@pytest.mark.parametrize(
    ("below", "published"),
    [
        ("<div class='post-date'>5 March 2024</div>", "2024-03-05"),
        ("<li><b>Date</b> 5 March 2024</li>", "2024-03-05"),
        ("<article><footer><time>5 March 2024</time></footer></article>", "2024-03-05"),
        ("<footer><time>5 March 2024</time></footer>", None),
        ("<div class='comments'><time>5 March 2024</time></div>", None),
        ("<div class='relatedContent'><span class='date'>5 March 2024</span></div>", None),
    ],
)
def test_print_below_the_text(below: str, published: str | None) -> None:
    assert days(fields_of(below=below)) == (published, None)


@pytest.mark.parametrize(
    ("head", "published", "modified"),
    [
        ('<meta property="article:published_time" content="2024-03-05T23:30:00-05:00">', "2024-03-05", None),
        ('<meta property="article:modified_time" content="2024-03-07">', None, "2024-03-07"),
        ('<meta name="dc.date" content="5 March 2024">', "2024-03-05", None),
        ('<meta name="pubdate" content="1709625600">', "2024-03-05", None),
        ('<meta name="date" content="03/04/2024">', "2024-04-03", None),
        ('<meta name="date" content="soon">', None, None),
        ('<meta property="article:published_time" content="2026-02-01">', None, None),
    ],
)
def test_meta(head: str, published: str | None, modified: str | None) -> None:
    assert days(fields_of(head=head)) == (published, modified)


def test_the_articles_own_node_is_believed_before_all_else() -> None:
    node = [
        {"@type": "WebPage", "datePublished": "2020-01-01"},
        {"@type": "NewsArticle", "headline": "Ferry runs again", "datePublished": "2024-03-05T00:10:00+01:00"},
    ]
    published = fields_of(node=node, after="<p>6 March 2024</p>").published
    assert published is not None
    assert published.day.isoformat() == "2024-03-05"
    assert published.at == datetime(2024, 3, 4, 23, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("stated", "changed", "printed", "published"),
    [
        # One instant for both: the data tells when the page was last saved, and print tells the day.
        ("2024-06-24T10:00:00Z", "2024-06-24T10:00:00Z", "5 March 2024", "2024-03-05"),
        ("2024-06-24T10:00:00Z", "2024-06-24T10:00:00Z", "24 June 2024", "2024-06-24"),
        ("2024-06-24T10:00:00Z", "2024-06-24T10:00:00Z", "25 June 2024", "2024-06-24"),
        ("2024-06-24T10:00:00Z", "2024-06-25T10:00:00Z", "5 March 2024", "2024-06-24"),
    ],
)
def test_data_that_tells_only_the_last_save(stated: str, changed: str, printed: str, published: str) -> None:
    node = {"@type": "NewsArticle", "headline": "Ferry runs again", "datePublished": stated, "dateModified": changed}
    assert days(fields_of(node=node, after=f"<p>{printed}</p>"))[0] == published


@pytest.mark.parametrize(("marked", "published"), [(1, "2024-03-01"), (2, None), (3, None), (6, None)])
def test_microdata_of_many_articles_is_nobodys(marked: int, published: str | None) -> None:
    below = "".join(
        f"<p><span itemprop='datePublished' content='2024-03-0{n}'></span></p>" for n in range(1, marked + 1)
    )
    assert days(fields_of(below=below))[0] == published


def test_another_storys_node_is_not() -> None:
    other = {
        "@type": "NewsArticle",
        "headline": "Harbour",
        "url": "https://post.example/b",
        "datePublished": "2024-01-01",
    }
    own = {"@type": "Article", "headline": "Ferry", "url": "https://post.example/a", "datePublished": "2024-03-05"}
    assert days(fields_of(node=[other, own], url="https://post.example/a"))[0] == "2024-03-05"


@pytest.mark.parametrize(
    ("url", "published"),
    [
        ("https://post.example/2024/03/05/ferry", "2024-03-05"),
        ("https://post.example/2024/3/5/ferry", "2024-03-05"),
        ("https://post.example/ferry-2024-03-05.html", "2024-03-05"),
        ("https://post.example/n1/2024/0305/c10-402.html", "2024-03-05"),
        ("https://post.example/20240305/ferry", "2024-03-05"),
        ("https://post.example/2024/mar/05/ferry", "2024-03-05"),
        ("https://post.example/energy/2024/03/240305-ferry", "2024-03-05"),
        ("https://post.example/news/25-03-2024", "2024-03-25"),
        ("https://post.example/report_of_25.03.2024_ferry", "2024-03-25"),
        ("https://post.example/news/05-03-2024", None),
        ("https://post.example/9780-022-03-2024-1/ferry", None),
        ("https://post.example/energy/2024/03/250305-ferry", None),
        ("https://post.example/2024/03/ferry", None),
        ("https://post.example/2024/13/45/ferry", None),
        ("https://post.example/2024/02/31/ferry", None),
        ("https://post.example/2031/03/05/ferry", None),
        ("https://post.example/ferry?day=2024-03-05", None),
        ("https://post.example/id/1202403051", None),
    ],
)
def test_address(url: str, published: str | None) -> None:
    assert days(fields_of(url=url)) == (published, None)


@pytest.mark.parametrize(
    ("script", "published"),
    [
        ('x = {"publishedAt": "2024-03-05T10:00:00Z"}', "2024-03-05"),
        ('x = {\\"publishDate\\":\\"2024-03-05\\"}', "2024-03-05"),
        ('x = [{"publishedAt": "2024-03-05"}, {"publishedAt": "2024-03-06"}]', None),
    ],
)
def test_scripts_count_where_they_agree(script: str, published: str | None) -> None:
    assert days(fields_of(below=f"<script>{script}</script>")) == (published, None)


@pytest.mark.parametrize(
    ("lang", "after", "published"),
    [
        ("de", "<p>Veröffentlicht am 5. März 2024</p>", "2024-03-05"),
        ("fr", "<p>Publié le 5 mars 2024 à 18h05</p>", "2024-03-05"),
        ("ru", "<p>5 марта 2024, 10:00</p>", "2024-03-05"),
        ("ja", "<p>2024年3月5日 10:00</p>", "2024-03-05"),
        ("ko", "<p>입력 2024.03.05 10:00</p>", "2024-03-05"),
        ("ar", "<p>5 مارس 2024</p>", "2024-03-05"),
        ("en-US", "<p>03/04/2024</p>", "2024-03-04"),
    ],
)
def test_scripts_of_the_world(lang: str, after: str, published: str) -> None:
    assert days(fields_of(lang=lang, after=after))[0] == published


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("<div><span>23.07.2024</span> · <span>6 min read</span></div>", "2024-07-23"),
        ("<div class='author'>Jane Doe, 23 July 2024 <div>Rated five times out of six by the readers of it</div></div>",
         "2024-07-23"),
        ("<p><em>23.07.2024 11:35</em></p>", "2024-07-23"),
        ("<p>[Tuesday, 23 July 2024]</p>", "2024-07-23"),
        ("<p>23.07.2024 the pump stopped</p>", None),
        ("<h2>23 July 2024</h2><p>The pump stopped.</p>", None),
        ("<p>Born: 23 July 1924</p>", None),
        ("<p>Event: 23 July 2024</p>", None),
    ],
)  # fmt: skip
def test_lines_far_from_the_headline(line: str, published: str | None) -> None:
    """A day that stands further down is the article's where its line says nothing else."""
    dek = f"<p>{'How the keepers of the lock brought the ferry back into service after the flood. ' * 4}</p>"
    lines = "".join(f"<p>Line {number} of the log.</p>" for number in range(20))
    assert days(fields_of(after=f"{dek}{lines}{line}"))[0] == published
    assert days(fields_of(after=f"{dek}{lines}<aside class='related'>{line}</aside>"))[0] is None


def test_a_long_dek_stands_between_headline_and_date() -> None:
    dek = f"<p>{'How the keepers of the lock brought the ferry back into service after the flood. ' * 4}</p>"
    fields = fields_of(after=f"{dek}<div><span>23.07.2024</span> · <span>6 min read</span></div>")
    assert days(fields)[0] == "2024-07-23"


NODE = {"@type": "NewsArticle", "headline": "Ferry runs again"}


@pytest.mark.parametrize(
    ("head", "node", "after", "lang", "expected"),
    [
        pytest.param("", {"datePublished": "2024-03-12T19:40:00Z"}, "<p>13 March 2024</p>", "en-NZ",
                     ("2024-03-13", "2024-03-12T19:40:00+00:00"), id="the printed day of an instant in UTC"),
        pytest.param("", {"datePublished": "2024-03-12T19:40:00Z", "dateModified": "2024-03-13T08:00:00Z"},
                     "<p>13 March 2024</p>", "en-GB", ("2024-03-12", "2024-03-12T19:40:00+00:00"),
                     id="the day in print is the change's"),
        pytest.param("", {"datePublished": "2017-11-03"}, "<p>11.03.17</p>", "en-US", ("2017-11-03", None),
                     id="day and month change places"),
        pytest.param('<meta name="date" content="2024-04-29">', None, "<p>28.04.2024</p>", "de", ("2024-04-28", None),
                     id="meta date is the last save"),
        pytest.param('<meta property="article:published_time" content="2017-05-02">',
                     None, "<span itemprop='datePublished' content='2024-03-09'></span>", "en", ("2017-05-02", None),
                     id="microdata of today"),
        pytest.param('<meta property="article:published_time" content="2024-03-06T14:25:00Z">',
                     {"datePublished": "2024-03-03T10:25:00Z"}, "<p>6 March 2024</p>", "de",
                     ("2024-03-06", "2024-03-06T14:25:00+00:00"),
                     id="two places against one"),
        pytest.param("", None, "<p class='date'>13 June 2024</p><p>Posted on 24 February 2024</p>", "en",
                     ("2024-02-24", None), id="an event's day stands first"),
        pytest.param("", None, "<p>Fjord Lines, 22/02/2024 - 04:30 | Foto: Ana Prado</p>", "pt", ("2024-02-22", None),
                     id="a line with source and picture credit"),
    ],
)  # fmt: skip
def test_weight_of_evidence(
    head: str, node: dict[str, str] | None, after: str, lang: str, expected: tuple[str, str | None]
) -> None:
    published = fields_of(head=head, node=NODE | node if node else None, after=after, lang=lang).published
    assert published is not None
    assert (published.day.isoformat(), published.at.isoformat() if published.at else None) == expected


def test_two_days_as_good_as_each_other_are_none() -> None:
    head = '<meta name="pubdate" content="2024-03-05"><meta name="pubdate" content="2024-04-05">'
    fields = fields_of(head=head)
    assert fields.published is None
    offers = [(e.value, e.chosen) for e in fields.evidence if e.field == "published"]
    assert offers == [("2024-03-05", False), ("2024-04-05", False)]
