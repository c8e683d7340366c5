"""sources.toml: what is wrong is told with line and field."""

from datetime import timedelta
from pathlib import Path

import pytest

from tasks.errors import SourcesWrong
from tasks.fetching.source_file import add_source, read_sources

GOOD = """
[fetch]
contact = "desk@example.org"  # who answers
host_interval = 2

[[source]]
name = "courier"
url = "https://courier.example/feed"

[[source]]
name = "wire"
url = "https://reader:secret@wire.example/sitemap.xml"
kind = "sitemap"
schedule = "15m"
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "sources.toml"


def test_a_good_file_is_read(path: Path) -> None:
    path.write_text(GOOD)
    known = read_sources(path)
    assert (known.fetch.contact, known.fetch.host_interval, known.fetch.max_redirects) == ("desk@example.org", 2.0, 5)
    assert [(s.name, s.kind, s.schedule) for s in known.sources] == [
        ("courier", "auto", None),
        ("wire", "sitemap", timedelta(minutes=15)),
    ]


@pytest.mark.parametrize(
    ("old", "new", "line", "field"),
    [
        ('"15m"', '"often"', 14, "schedule"),
        ('"sitemap"', '"gopher"', 13, "kind"),
        ("https://reader", "ftp://reader", 12, "url"),
        ('name = "wire"', 'name = "a wire"', 11, "name"),
        ('name = "wire"', 'name = "courier"', 11, "name"),
        ('name = "wire"', 'nmae = "wire"', 11, "nmae"),
        ('name = "wire"\n', "", 10, "name"),
        ("host_interval = 2", "host_interval = -1", 4, "host_interval"),
        ("host_interval = 2", 'allow = ["10.0.0.1/8"]', 4, "allow"),
        ('contact = "desk@example.org"  # who answers', "", 2, "contact"),
        ("[fetch]", "[fetching]", None, "fetching"),
        ('kind = "sitemap"', "kind = sitemap", 13, "TOML"),
        ("[[source]]", "[source]", None, "TOML"),
    ],
)
def test_what_is_wrong_is_named(path: Path, old: str, new: str, line: int | None, field: str) -> None:
    path.write_text(GOOD.replace(old, new))
    with pytest.raises(SourcesWrong) as caught:
        read_sources(path)
    assert field in str(caught.value)
    assert line is None or caught.value.line == line
    assert "secret" not in str(caught.value)


def test_no_file_says_how_to_make_one(path: Path) -> None:
    with pytest.raises(SourcesWrong, match="sources add"):
        read_sources(path)


def test_sources_are_added_and_the_rest_is_left_as_it_is(path: Path) -> None:
    with pytest.raises(SourcesWrong, match="--contact"):
        add_source(path, name="a", url="https://a.example/feed", contact=None)
    add_source(path, name="a", url="https://a.example/feed", contact='desk "one"')
    path.write_text("# ours\n" + path.read_text())
    again = add_source(path, name="a", url='https://a.example/feed?q="x"', contact=None)
    assert again.name == "a-2"
    assert path.read_text().startswith("# ours\n[fetch]\n")
    known = read_sources(path)
    assert known.fetch.contact == 'desk "one"'
    assert [s.url for s in known.sources] == ["https://a.example/feed", 'https://a.example/feed?q="x"']
    with pytest.raises(SourcesWrong, match="there already"):
        add_source(path, name="b", url="https://a.example/feed", contact=None)
