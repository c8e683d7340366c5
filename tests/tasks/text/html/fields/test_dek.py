"""The line under the headline, and what is none."""

from datetime import UTC, datetime

import pytest

from tasks.text.html.html_fields import html_fields
from tasks.text.html.page.html_page import parse_page

DEK = "After nine months in dock the boat takes cars and foot passengers again."
LONG = f"<p>{'The first boat left at ten with a choir on deck. ' * 8}</p>"
MEDIUM = f"<p>{'The second boat left at eleven with nobody at all on deck but the crew. ' * 2}</p>"


@pytest.mark.parametrize(
    ("after", "description", "dek"),
    [
        (f'<p class="standfirst">{DEK}</p>', None, DEK),
        (f'<h2 class="subtitle">{DEK}</h2>', None, DEK),
        (f"<h2>{DEK}</h2>", DEK, DEK),
        (f"<p>{DEK}</p>", DEK[:50] + "…", DEK),
        (f"<p>{DEK}</p>", "Something else that was written for search engines.", None),
        (f"<p>{DEK}</p>{MEDIUM}{MEDIUM}", DEK, None),
        ('<p class="summary"><a>Boats</a> <a>Harbours in spring</a> <a>Tide tables</a></p>', None, None),
        ('<p class="standfirst">Short.</p>', None, None),
        (f'<aside class="related"><p class="summary">{DEK}</p></aside>', None, None),
        ("", DEK, None),
    ],
    ids=[
        "called so", "subtitle", "heading as described", "cut description", "plain paragraph", "opening of the text",
        "list of links", "too short", "another story's", "printed nowhere",
    ],
)  # fmt: skip
def test_dek(after: str, description: str | None, dek: str | None) -> None:
    meta = f'<meta name="description" content="{description}">' if description else ""
    body = f"<body><h1>Ferry runs again</h1>{after}{LONG}</body>"
    text = f"<html><head><title>Ferry runs again</title>{meta}</head>{body}</html>"
    assert html_fields(parse_page(text, url=None, received_at=datetime(2026, 1, 2, tzinfo=UTC))).dek == dek
