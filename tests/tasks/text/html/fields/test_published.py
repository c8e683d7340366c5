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


@pytest.mark.parametrize(("marked", "published"), [(1, "2024-03-01"), (2, "2024-03-01"), (3, None), (6, None)])
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


@pytest.mark.parametrize("between", [0, 20])
def test_a_long_dek_stands_between_headline_and_date(between: int) -> None:
    """A day that stands further down is one that the text speaks of."""
    dek = f"<p>{'How the keepers of the lock brought the ferry back into service after the flood. ' * 4}</p>"
    lines = "".join(f"<p>Line {number} of the log.</p>" for number in range(between))
    fields = fields_of(after=f"{dek}{lines}<div><span>23.07.2024</span> · <span>6 min read</span></div>")
    assert days(fields)[0] == (None if between else "2024-07-23")
