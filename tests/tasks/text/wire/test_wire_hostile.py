"""Whatever comes under a wire's name ends in an article or a reason, and costs time in proportion to its length."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.article import Article
from schemas.rejection import Rejected
from tasks.text.documents import documents
from tasks.text.formats import form_of
from tasks.text.reading import read
from tasks.text.wire.wire_forms import WIRES

CASES = Path(__file__).parents[3] / "cases" / "wire"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
NAMES = sorted(path.name for path in CASES.iterdir() if path.name != "expected.json")


def everything(data: bytes) -> list[Article | Rejected]:
    """The outcomes of a file. What damages it may also turn it into another form, such as an empty ZIP archive."""
    found: list[Article | Rejected] = []
    for document in documents(io.BytesIO(data)):
        held = document.held(1 << 20)
        found.append(held if isinstance(held, Rejected) else read(held, received_at=NOW)[0])
    assert found
    return found


@pytest.mark.parametrize("name", NAMES)
@given(cut=st.floats(0, 1), at=st.floats(0, 1), noise=st.binary(max_size=6))
@settings(max_examples=15, deadline=None)
def test_cut_off_and_damaged_wires_end_in_an_article_or_a_reason(
    name: str, cut: float, at: float, noise: bytes
) -> None:
    data = (CASES / name).read_bytes()
    kept = data[: int(cut * len(data))]
    place = int(at * len(kept))
    for found in everything(kept[:place] + noise + kept[place + len(noise) :]):
        assert isinstance(found, Rejected) or found.body == "\n\n".join(block.text for block in found.blocks)


BOMB = """<!DOCTYPE nitf [<!ENTITY a "lollollol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c SYSTEM "file:///etc/passwd">]>
<nitf><body><body.head><hedline><hl1>A &b; &c;</hl1></hedline></body.head>
<body.content><p>One two three &b; &c; four.</p>
</body.content></body></nitf>"""  # fmt: skip


def test_entities_are_neither_expanded_nor_loaded() -> None:
    (found,) = everything(BOMB.encode())
    assert "lol" not in str(found)
    assert "root:" not in str(found)


@pytest.mark.parametrize(
    "data",
    [
        b"<newsMessage><itemSet>" + b"<newsItem>" * 5_000,
        b"<NewsML>" + b"<NewsComponent>" * 5_000,
        b"<nitf><body><body.content><p>a</p>" + b"<b>" * 3_000 + b"word " * 10,
        b'{"uri":"a","pubstatus":"usable","versioncreated":"x","body_xhtml":"' + b"<p>" * 50_000 + b'"}',
        b"\x01hpa0003 3 i 96  dpa 0045\n\nA/b/\n\x02" + b"=" * 200_000,
        b"\x16\x16\x01w1\nb a BC-X--Y     06-29 0358\n\x02" + b"^<" * 100_000,
        b"<nitf><body><body.content><p>" + b"(" * 200_000 + b"</p></body.content></body></nitf>",
        b"<nitf><body><body.content><p>" + b"A, " * 100_000 + b"</p></body.content></body></nitf>",
    ],
    ids=["items", "components", "bold", "paragraphs", "marks", "carets", "brackets", "commas"],
)
def test_depth_and_length_do_no_harm(data: bytes) -> None:
    assert form_of(data) in WIRES
    assert everything(data)
