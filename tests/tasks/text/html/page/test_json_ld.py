"""JSON-LD as pages write it."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.html.page.json_ld import MAX_OBJECTS, json_ld_objects


@pytest.mark.parametrize(
    ("script", "names"),
    [
        ('{"name": "a"}', ["a"]),
        ('[{"name": "a"}, [{"name": "b"}]]', ["a", "b"]),
        ('{"@graph": [{"name": "a"}, {"name": "b"}]}', ["a", "b"]),
        ('{"@graph": {"name": "a"}}', ["a"]),
        ('<!--\n{"name": "a"}\n-->', ["a"]),
        ('//<![CDATA[\n{"name": "a"}\n//]]>', ["a"]),
        ('/*<![CDATA[*/{"name": "a"}/*]]>*/', ["a"]),
        ('\ufeff{"name": "a"};', ["a"]),
        ('{"name": "a",}', ["a"]),
        ('{"name": "a\nb"}', ["a\nb"]),
        (r'{"name": "it\'s"}', ["it's"]),
        ("{&quot;name&quot;: &quot;a&quot;}", ["a"]),
        ('{"name": "a"}{"name": "b"}', ["a", "b"]),
        ('{"name": "a"', ["a"]),
        ('{"name": "a"}}', ["a"]),
        ("", []),
        ("window.data = 1", []),
        ('"a"', []),
        ("[" * 100_000, []),
        ("9" * 10_000, []),
    ],
)
def test_scripts(script: str, names: list[str]) -> None:
    assert [item.get("name") for item in json_ld_objects([script])] == names


@pytest.mark.parametrize(
    "headline", ['He said "yes" twice', '"No" says mayor', 'Hotel "Post"', 'She said "no", he "yes"', 'The "big": one']
)
def test_quotation_marks_that_nobody_escaped(headline: str) -> None:
    script = (
        f'{{"@type":"NewsArticle","headline":"{headline}", "datePublished":"2024-03-05","author":{{"name":"J. D."}},}}'
    )
    found = json_ld_objects([script])
    assert [(item["headline"], item["datePublished"]) for item in found] == [(headline, "2024-03-05")]


def test_a_script_beyond_repair_still_states_its_date() -> None:
    broken = '{"@type":"NewsArticle","wordCount":,"datePublished":"2024-03-05","x":1}'
    assert json_ld_objects([broken]) == ({"@type": "NewsArticle", "datePublished": "2024-03-05"},)


def test_of_several_broken_objects_nobody_knows_whose_date_it_is() -> None:
    broken = '[{"headline":,"datePublished":"2024-03-05","x":1},{"datePublished":"2023-01-01"}]'
    assert json_ld_objects([broken]) == ()


def test_objects_are_capped() -> None:
    assert len(json_ld_objects([json.dumps([{"name": "a"}] * 3_000)])) == MAX_OBJECTS


@given(st.text(alphabet='{}[]",:\\ \n1aé<!->*/;&', max_size=80))
def test_never_raises(script: str) -> None:
    assert all(isinstance(item, dict) for item in json_ld_objects([script]))


@pytest.mark.parametrize(
    "piece", [",", " ", '"', "\\", '{"a":', "[", '{"headline":"a"', "-->", "/*", "&quot;", ", " * 50]
)
def test_linear_time(piece: str) -> None:
    start = time.process_time()
    json_ld_objects(["{" + piece * (100_000 // len(piece))])
    assert time.process_time() - start < 1.0
