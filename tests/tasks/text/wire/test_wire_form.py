"""Wires are told from everything else by what they begin with."""

import gzip
import json
from pathlib import Path

import pytest

from tasks.text.form import Head
from tasks.text.formats import form_of
from tasks.text.wire.wire_form import is_anpa_1312, is_iptc_7901, is_ninjs, is_ninjs_list, xml_root_name
from tasks.text.wire.wire_forms import WIRES

ROOT = Path(__file__).parents[4]
PAGES = next((up / "shared" / "bench" / "pages" for up in ROOT.parents if (up / "shared" / "bench").exists()), None)


@pytest.mark.parametrize(
    ("head", "root"),
    [
        ("<nitf>", "nitf"),
        (
            "\ufeff\n <?xml version='1.0'?>\n<!-- <nitf> --><!DOCTYPE x [<!ENTITY a 'b>c'>]>\n<n:newsItem id='x'/>",
            "newsItem",
        ),
        ("<!DOCTYPE html><html><body><nitf></nitf></body></html>", "html"),
        ("<p>The newsItem", "p"),
        ("The <nitf> element", ""),
        ("", ""),
        ("<!-- " * 5000, ""),
    ],
)
def test_the_root_is_the_first_element_whatever_stands_before_it(head: str, root: str) -> None:
    assert xml_root_name(head) == root


@pytest.mark.parametrize(
    ("record", "fits"),
    [
        ({"uri": "x", "versioncreated": "2025-01-01", "headline": "A"}, False),
        ({"uri": "x", "versionCreated": "2025-01-01", "pubStatus": "usable"}, True),
        ({"headline": "A", "body_xhtml": "<p>B</p>", "located": "Oslo"}, True),
        ({"@type": "NewsArticle", "versioncreated": "2025-01-01", "pubstatus": "usable"}, False),
        ({"headline": "A", "subject": "b", "text": "c"}, False),
        ([{"versioncreated": "x", "pubstatus": "usable"}], False),
    ],
)
def test_ninjs_is_told_by_names_that_only_ninjs_has(record: object, fits: bool) -> None:
    assert is_ninjs(json.dumps(record)) is fits


def test_a_list_of_ninjs_items_stands_before_any_field_of_one() -> None:
    item = {"uri": "x", "versioncreated": "2025-01-01", "pubstatus": "usable"}
    assert is_ninjs_list(json.dumps({"_meta": {"total": 1}, "_items": [item]}))
    assert not is_ninjs_list(json.dumps(item | {"_items": [{"a": 1}]}))
    assert not is_ninjs_list(json.dumps({"items": [{"title": "a", "content_html": "b"}]}))


@pytest.mark.parametrize(
    ("data", "anpa", "iptc"),
    [
        (b"\x16\x16\x01w1645\x1fasian\r\nb a\x13\x11 BC-US--Alert     06-29 0358\r\n\x02x", True, False),
        (b"b a BC-US--Alert     06-29 0358\r\ntext", True, False),
        (b"W1645asian\r\nb a BC-US--Alert     06-29 0358\r\ntext", True, False),
        (b"\x01hpa0003 3 i 96  dpa 0045\r\n\nA/b/\r\n\x02Text", False, True),
        (b"hpa0003 3 i 96  dpa 0045\r\n\nA/b/\r\nText", False, True),
        (b"hpa0003 3 i 96  dpa 0045\r\n\nA text about it.\r\n", False, False),
        (b"AB1234 5 men\nand a dog", False, False),
        (b"In 1999 a b 12-12 100 people", False, False),
        (b"", False, False),
    ],
)
def test_telegrams_are_told_by_their_header(data: bytes, anpa: bool, iptc: bool) -> None:
    assert (is_anpa_1312(data), is_iptc_7901(data)) == (anpa, iptc)


@pytest.mark.parametrize("name", ["text of a page", "examples"])
def test_nothing_else_is_taken_for_a_wire(name: str) -> None:
    if name == "examples":
        data = {path.name: path.read_bytes() for path in (ROOT / "examples").iterdir() if path.is_file()}
    elif PAGES:
        data = {path.name: gzip.decompress(path.read_bytes()) for path in sorted(PAGES.glob("*.gz"))}
    else:
        pytest.skip("no ../shared/bench/pages here")
    taken = {
        (file, form.name)
        for file, content in data.items()
        for head in [Head(content)]
        for form in WIRES
        if form.recognised(head) and "ninjs" not in file
    }
    assert taken == set()


def test_a_message_comes_before_what_it_would_be_taken_for() -> None:
    assert form_of(b"<NewsML Version='1.2'><p>a</p><div>b</div><p>c</p></NewsML>").name == "newsml_1_file"
    assert form_of(b'{"uri":"a","version":"1","pubstatus":"usable","versioncreated":"2025"}').name == "ninjs"
