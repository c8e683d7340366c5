"""The outlet's name, out of places that disagree."""

import json
from datetime import UTC, datetime

import pytest

from tasks.text.html.fields.publication import publication
from tasks.text.html.page.html_page import parse_page


@pytest.mark.parametrize(
    ("site_name", "publisher", "title", "name"),
    [
        ("The Fjord Post", "Fjord Media AS", "Ferry | The Fjord Post", "The Fjord Post"),
        ("fjordpost", "Fjord Post", "Ferry", "Fjord Post"),
        ("Coast", "The Fjord Post", "Ferry – Fjord Post", "The Fjord Post"),
        ("The Fjord Post - news since 1871", None, "Ferry", "The Fjord Post"),
        ("Skarvik Herald - Herald Print & Co GmbH", None, "Ferry", "Skarvik Herald"),
        (None, None, "Ferry runs again | Fjord Post", "Fjord Post"),
        (None, None, "Ferry runs again | Skarvik", None),
        ("https://social.example/fjordpost", "@fjordpost", "Ferry", None),
        (None, None, "Ferry", None),
    ],
)
def test_names(site_name: str | None, publisher: str | None, title: str, name: str | None) -> None:
    node = {"@type": "NewsArticle", "headline": "Ferry", "publisher": {"name": publisher}}
    text = (
        f"<html><head><title>{title}</title>"
        + (f'<meta property="og:site_name" content="{site_name}">' if site_name else "")
        + f'<script type="application/ld+json">{json.dumps(node)}</script></head></html>'
    )
    page = parse_page(text, url="https://www.fjordpost.example/a", received_at=datetime(2026, 1, 2, tzinfo=UTC))
    assert publication(page).value == name
