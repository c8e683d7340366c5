"""What lies beside articles: recognised for what it is, and never an article taken for it."""

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from schemas.rejection import Rejected
from tasks.text.formats import form_of
from tasks.text.reading import read

NOW = datetime(2026, 6, 1, tzinfo=UTC)
SHARED = next((up / "shared" for up in Path(__file__).parents if (up / "shared" / "bench").is_dir()), None)

CASES = json.loads((Path(__file__).parents[3] / "cases" / "not_news.json").read_text())


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['form']}: {case['text'][:20]!r}")
def test_it_is_refused_for_what_it_is(case: dict[str, str]) -> None:
    text = case["text"]
    assert form_of(text.encode()).name == case["form"]
    rejected, _ = read(text.encode(), received_at=NOW)
    assert isinstance(rejected, Rejected)
    assert rejected.reason == case["reason"]
    assert rejected.detail.endswith(")")


LEAD = "The barrage at Skarra was closed on Tuesday after engineers found cracks in two of its eleven gates."
ARTICLES = [
    f"Barrage closed\nBy Ida Holm\nMarch 3, 2026\n\n{LEAD}\n\n{LEAD}\n",
    f"Title: Barrage closed\nAuthor: Ida Holm\nDate: 2026-03-03\nSource: Post\n\n{LEAD}\n",
    f"---\ntitle: Barrage closed\nauthor: Ida Holm\ndate: 2026-03-03\n---\n\n{LEAD}\n\n{LEAD}\n",
    f"# Barrage closed\n\n{LEAD}\n\n- first\n- second\n- third\n\n{LEAD}\n",
    f"10:42 The first gate is open.\n10:51 The second gate is open.\n11:03 {LEAD}\n11:20 The mayor speaks.\n",
    f"How to write `const x = 1;` without fear\n\n{LEAD}\n\nfunction names matter, she said (twice); so do braces.\n",
    f"The licence row\n\nThe MIT licence says that copyright notices stay. {LEAD}\n",
    "Q: Who closed it?\nA: The board.\nQ: Why?\nA: Cracks.\nQ: For how long?\nA: Nobody knows, and nobody would say.\n",
    "https://post.example/barrage\n\n" + LEAD,
    f"Oslo: 3-1\nBergen: 2-2\nSkarra: 0-4\nOldmere: 1-1\n\n{LEAD}\n",
    "var det kaldt i Skarra tirsdag, sa ordføreren.\n\n" + LEAD,
    "import duties rise again, the minister said on Tuesday.\n\n" + LEAD,
]


@pytest.mark.parametrize("text", ARTICLES)
def test_text_stays_text(text: str) -> None:
    assert form_of(text.encode()).name == "plain"


@pytest.mark.skipif(SHARED is None, reason="the annotated pages are not here")
def test_no_page_and_no_text_is_taken_for_anything_else() -> None:
    assert SHARED
    pages = sorted((SHARED / "bench" / "pages").iterdir())[::4]
    assert {form_of(gzip.decompress(page.read_bytes())).name for page in pages} == {"html"}
    for name in ("statements", "stories", "entities"):
        texts = [json.loads(line)["text"] for line in (SHARED / "bench" / f"{name}.jsonl").open()]
        assert {form_of(text.encode()).name for text in texts} == {"plain"}
