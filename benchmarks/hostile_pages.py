"""Documents that are made to hurt a reader: too large, too deep, too regular, or broken.

`hostile_documents(1)` gives them at full size (about 200 MB in all), `hostile_documents(0.01)` a hundredth of it. All
text in them is ours. A file's ending says nothing to the reader; it is for whoever looks at the set.
"""

# ruff: noqa: ARG001 - all makers are called alike; some have one size only

import gzip
import html
import json
from collections.abc import Callable, Iterator
from functools import partial

Maker = Callable[[float], bytes]

_SENTENCES = (
    "Harbour engineers closed the tide barrage at Skarra on Tuesday after cracks were found in two of its gates.",
    '"We found the damage during a routine inspection," said Marta Ellwick, who runs the Skarra Harbour Board.',
    "The repair will cost about 4.2 million dollars and take at least nine weeks, according to the board.",
    "Ferries to Westmark Island were cancelled, and some 300 passengers spent the night in a school.",
    "Opposition councillor Tomas Birkeland said that the board had been warned twice before the winter.",
    "The minister told reporters that a report would be published in March.",
)
"""An English article, so that what is hostile in it is annotated too."""
PROSE = "".join(f"<p>{sentence}</p>\n" for sentence in _SENTENCES)
PLAIN = "\n\n".join(_SENTENCES)
_LINE = "Barrage at Skarra closed after cracks"


def page(inside: str, *, head: str = "", before: str = "", after: str = "") -> bytes:
    """An article page with something hostile in it."""
    text = (
        f'<!DOCTYPE html><html lang="en"><head><title>{_LINE}</title>{head}</head><body>{before}'
        f"<article><h1>{_LINE}</h1>{inside}{PROSE}</article>{after}</body></html>"
    )
    return text.encode("utf-8", "surrogatepass")


def plain(inside: str) -> bytes:
    """A plain article with something hostile between its first and last paragraph."""
    return f"{_LINE}\n\nBy Jonna Feldt\n\n{PLAIN}\n\n{inside}\n\n{PLAIN}\n".encode("utf-8", "surrogatepass")


def record(**fields: object) -> bytes:
    """A JSON article with something hostile in it."""
    return json.dumps({"headline": _LINE, "articleBody": PLAIN, "inLanguage": "en", **fields}).encode()


def _times(full: int, scale: float) -> int:
    return max(2, int(full * scale))


def _page_of(unit: str, full: int, scale: float, *, where: str = "inside") -> bytes:
    text = unit * _times(full, scale)
    return page(text) if where == "inside" else page("", **{where: text})


def _plain_of(unit: str, full: int, scale: float) -> bytes:
    return plain(unit * _times(full, scale))


def _paragraph_of(unit: str, full: int, scale: float) -> bytes:
    return page(f"<p>{html.escape(unit * _times(full, scale))}</p>")


def _table(scale: float) -> bytes:
    return page("<table>" + ("<tr>" + "<td>12.5</td>" * 30 + "</tr>") * _times(10_000, scale) + "</table>")


def _nested(tag: str, depth: int, scale: float) -> bytes:
    levels = _times(depth, scale)
    return page(f"<{tag}>" * levels + "<p>What stands deepest of all.</p>" + f"</{tag}>" * levels)


def _deep_text(scale: float) -> bytes:
    levels = _times(250, max(scale, 1))
    return page("", before="<div>" * levels, after="</div>" * levels)


def _digits_as_dates(scale: float) -> bytes:
    digits = "1" * _times(200_000, scale)
    return page(
        f'<time datetime="{digits}">{digits}</time><p class="byline">By Jonna Feldt, {digits}</p>',
        head=f'<meta property="article:published_time" content="{digits}"><meta name="date" content="{digits}">'
        f'<script type="application/ld+json">{{"@type":"NewsArticle","datePublished":"{digits}","x":{digits}}}</script>',  # noqa: E501
    )


def _dates_of(unit: str, full: int, scale: float) -> bytes:
    text = unit * _times(full, scale)
    return page(
        f'<time datetime="{text}">{text}</time><p class="date">Published {text}</p>',
        head=f'<meta name="pubdate" content="{text}"><meta name="author" content="{text}">',
    )


def _surrogates(scale: float) -> bytes:
    return page("<p>" + "\x00\ud800 a \udfff" * _times(50_000, scale) + "</p>")


def _escaped_surrogates(scale: float) -> bytes:
    text = '{"headline": "A\\ud800 \\u0000", "articleBody": "' + "Water rose \\ud83d again.\\u0000 " * 2000
    return (text + '", "author": "\\udc00"}').encode()


def _ld_with_surrogates(scale: float) -> bytes:
    data = '{"@type":"NewsArticle","headline":"\\ud800Barrage","author":{"name":"\\udfff Jonna \\u0000Feldt"}}'
    return page("", head=f'<script type="application/ld+json">{data}</script>')


def _plain_surrogate_references(scale: float) -> bytes:
    return page(
        "<p>" + "The tide &#xD800; rose &#0; and &#1114112; fell &#xFFFFFFFFFF;. " * _times(5_000, scale) + "</p>"
    )


def _mislabelled(label: str, codec: str, scale: float) -> bytes:
    text = page("<p>Das Sperrwerk hält nicht mehr – größer als „gedacht“.</p>" * _times(200, scale)).decode()
    return text.replace("<head>", f'<head><meta charset="{label}">').encode(codec, "replace")


def _unclosed(scale: float) -> bytes:
    tags = "<div><p><b><i><a href='/x'><table><tr><td><ul><li><span class=\"x\"><blockquote>Water "
    return page(tags * _times(3_000, scale)) + b'<p <a href="<!-- <script>'


def _attribute(scale: float) -> bytes:
    huge = "x " * _times(5_000_000, scale)
    return page(
        f'<div class="{huge}"><p id="{huge[:1_000_000]}">Under a large name.</p></div>',
        head=f'<meta name="author" content="{huge}">',
    )


def _attributes(scale: float) -> bytes:
    many = " ".join(f'data-a{number}="{number}"' for number in range(_times(200_000, scale)))
    return page(f"<p {many}>Words of a paragraph with many attributes.</p>")


def _entities_of_entities(scale: float) -> bytes:
    names = [f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12)]
    bomb = '<!DOCTYPE html [<!ENTITY e0 "boom">' + "".join(names) + "]>"
    return (bomb + "<html><body><p>&e11;</p>" + PROSE + "</body></html>").encode()


def _xml_bomb(scale: float) -> bytes:
    return b'<?xml version="1.0"?>' + _entities_of_entities(scale).replace(b"html", b"rss")


def _references(scale: float) -> bytes:
    return page("<p>" + "&amp;&lt;&nbsp;&#8220;&bogus;&" * _times(300_000, scale) + "</p>")


def _ld(data: str) -> bytes:
    return page("", head=f'<script type="application/ld+json">{data}</script>')


def _deep_ld(scale: float) -> bytes:
    levels = _times(200_000, scale)
    return _ld('{"@graph":[' * levels + '{"@type":"NewsArticle"}' + "]}" * levels)


def _deep_json(scale: float) -> bytes:
    levels = _times(500_000, scale)
    return ('{"articleBody":' + "[" * levels + "]" * levels + "}").encode()


def _large_ld(scale: float) -> bytes:
    one = '{"@type":"NewsArticle","headline":"Barrage","author":[{"name":"Jonna Feldt"}],"datePublished":"2024-03-01"}'
    return _ld("[" + ",".join([one] * _times(17_000, scale)) + "]")


def _many_authors(scale: float) -> bytes:
    names = ",".join(f'{{"@type":"Person","name":"Jonna Feldt{number}"}}' for number in range(_times(40_000, scale)))
    return _ld(f'{{"@type":"NewsArticle","headline":"{_LINE}","author":[{names}]}}')


def _broken_ld(scale: float) -> bytes:
    return _ld('{"headline":"a",' + ",\t" * _times(900_000, scale) + '"datePublished":"2024')


def _one_line_page(scale: float) -> bytes:
    return page("<p>Barrage " + "skarra" * _times(160_000, scale) + " closed.</p>")


def _mutation(tag: str, full: int, scale: float) -> bytes:
    return page("".join(f"<{tag}>Line {number} of many</{tag}>" for number in range(_times(full, scale))))


def _gzip(scale: float) -> bytes:
    return gzip.compress(page(PROSE * _times(10_000, scale)))


def _spaces(scale: float) -> bytes:
    return b" " * _times(40_000_000, scale)


def _half_spaces(scale: float) -> bytes:
    return plain(" " * _times(20_000_000, scale) + "\t\n" * _times(2_000_000, scale))


def _cut_utf8(scale: float) -> bytes:
    return ("Sturmflut überspült Dämme – größer als früher. " * _times(5_000, scale)).encode()[:-40] + b"\xe2\x80"


def _cut_utf16(scale: float) -> bytes:
    return b"\xff\xfe" + PLAIN.encode("utf-16-le") + b"\x00"


def _random_bytes(scale: float) -> bytes:
    state, made = 12345, bytearray()
    for _ in range(_times(300_000, scale)):
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        made.append((state >> 16) & 0xFF)
    return bytes(made)


def _record_of(field: str, unit: str, full: int, scale: float) -> bytes:
    return record(**{field: unit * _times(full, scale)})


def _body_of_markup(scale: float) -> bytes:
    return record(body_html="<div><p>Water " * _times(20_000, scale), articleBody=None)


def _nested_body(scale: float) -> bytes:
    levels = _times(50_000, scale)
    return record(articleBody="<div>" * levels + "<p>deep</p>" + "</div>" * levels)


def _line_of(unit: str, full: int) -> tuple[Maker, Maker]:
    return partial(_plain_of, unit, full), partial(_paragraph_of, unit, full)


_PATTERNS: dict[str, tuple[str, int]] = {
    "brackets_open": ("(", 100_000),
    "brackets_close": (")", 100_000),
    "square_brackets": ("[[](", 50_000),
    "links_of_markdown": ("[a](http://a.b", 30_000),
    "dashes": ("- ", 100_000),
    "dots_between_letters": ("a.", 100_000),
    "initials": ("J. ", 100_000),
    "capitals": ("SKARRA ", 50_000),
    "capitalised_words": ("Skarra Harbour ", 30_000),
    "commas": (", ", 100_000),
    "names_with_commas": ("Ellwick, ", 30_000),
    "and_and": ("and ", 80_000),
    "by_by": ("By Jonna Feldt and ", 20_000),
    "question_marks": ("?", 100_000),
    "quotation_marks": ('"', 100_000),
    "typographic_quotation_marks": ("“", 100_000),
    "mixed_quotation_marks": ("“a” ‘b’ \" ' ", 20_000),
    "said_said": ('" said Ellwick, "', 20_000),
    "according_to": ("according to ", 30_000),
    "that_that": ("said that ", 30_000),
    "numbers": ("1,234.5 ", 50_000),
    "digits": ("9", 200_000),
    "digits_and_commas": ("1,", 100_000),
    "months": ("March 3, ", 40_000),
    "number_words": ("two hundred and ", 30_000),
    "percent": ("about 5 % ", 40_000),
    "at_signs": ("@a", 100_000),
    "slashes": ("/", 200_000),
    "addresses": ("http://a.b/", 30_000),
    "colons": ("12:", 100_000),
    "less_than": ("< ", 100_000),
    "ampersands": ("&amp", 80_000),
    "asterisks": ("*_", 100_000),
    "spaces_inside": ("\u00a0 \t", 300_000),
    "combining": ("e\u0301\u0301\u0301", 60_000),
    "ideographs": ("水位上升。", 40_000),
    "zero_width": ("\u200b\u200d\u202e", 100_000),
    "one_letter": ("x", 1_000_000),
    "capital_letter": ("X", 1_000_000),
    "apostrophes": ("n't's", 50_000),
}
"""What each family of patterns in the reader could stumble over: unit and how often, each as plain text and as HTML."""


def _lines_of(unit: str, full: int, scale: float) -> bytes:
    return plain("\n".join([unit] * _times(full, scale)))


_MAKERS: dict[str, Maker] = {
    "table_of_300000_cells.html": _table,
    "500000_paragraphs.html": partial(_mutation, "p", 500_000),
    "100000_subheads.html": partial(_mutation, "h2", 100_000),
    "100000_list_items.html": partial(_mutation, "li", 100_000),
    "50000_time_elements.html": partial(_mutation, "time", 50_000),
    "50000_authors.html": partial(_page_of, '<a rel="author" class="byline" href="/a">By Jonna Feldt</a> ', 50_000),
    "50000_headlines.html": partial(_mutation, "h1", 50_000),
    "200000_links.html": partial(_page_of, '<a href="https://example.com/a">A link</a> ', 200_000),
    "200000_links_before.html": partial(_page_of, '<a href="/a">A</a>', 200_000, where="before"),
    "100000_breaks.html": partial(_page_of, "a<br>", 100_000),
    "50000_scripts.html": partial(_page_of, "<script>1</script>", 50_000, where="head"),
    "50000_metas.html": partial(_page_of, '<meta name="author" content="A. B">', 50_000, where="head"),
    "20000_nested_divs.html": partial(_nested, "div", 20_000),
    "50000_nested_divs.html": partial(_nested, "div", 50_000),
    "50000_nested_spans.html": partial(_nested, "span", 50_000),
    "20000_nested_tables.html": partial(_nested, "table><tr><td", 20_000),
    "20000_nested_quotations.html": partial(_nested, "blockquote", 20_000),
    "1500_nested_divs.html": lambda scale: _nested("div", 1_500, max(scale, 1)),
    "1500_nested_asides.html": lambda scale: _nested('div class="related comments"', 1_500, max(scale, 1)),
    "250_deep_text.html": _deep_text,
    "digits_as_dates.html": _digits_as_dates,
    "slashes_as_dates.html": partial(_dates_of, "1/1/", 50_000),
    "months_as_dates.html": partial(_dates_of, "March 3, 2024 ", 20_000),
    "question_marks_as_dates.html": partial(_dates_of, "?", 100_000),
    "nul_and_surrogates.html": _surrogates,
    "surrogates_as_escapes.json": _escaped_surrogates,
    "surrogates_in_json_ld.html": _ld_with_surrogates,
    "references_to_no_character.html": _plain_surrogate_references,
    "utf8_called_windows_1252.html": partial(_mislabelled, "windows-1252", "utf-8"),
    "windows_1252_called_utf8.html": partial(_mislabelled, "utf-8", "cp1252"),
    "shift_jis_called_utf16.html": partial(_mislabelled, "utf-16", "cp1252"),
    "latin_called_euc_kr.html": partial(_mislabelled, "euc-kr", "latin-1"),
    "unknown_encoding.html": partial(_mislabelled, "zip_codec", "cp1252"),
    "unclosed_everything.html": _unclosed,
    "attribute_of_10_mb.html": _attribute,
    "200000_attributes.html": _attributes,
    "entity_bomb.html": _entities_of_entities,
    "entity_bomb.xml": _xml_bomb,
    "references.html": _references,
    "deep_json_ld.html": _deep_ld,
    "large_json_ld.html": _large_ld,
    "authors_in_json_ld.html": _many_authors,
    "broken_json_ld.html": _broken_ld,
    "deep.json": _deep_json,
    "long_headline.json": partial(_record_of, "headline", "Barrage closed ", 100_000),
    "long_byline.json": partial(_record_of, "byline", "Jonna Feldt, ", 50_000),
    "long_date.json": partial(_record_of, "datePublished", "1", 200_000),
    "long_body.json": partial(_record_of, "articleBody", PLAIN + "\n\n", 2_000),
    "markup_never_closed.json": _body_of_markup,
    "nested_markup.json": _nested_body,
    "word_of_1_mb.txt": lambda scale: b"a" * _times(1_000_000, scale),
    "line_of_1_mb_in_an_article.html": _one_line_page,
    "50000_lines_of_one_word.txt": partial(_lines_of, "Water", 50_000),
    "50000_names_as_lines.txt": partial(_lines_of, "By Jonna Feldt", 50_000),
    "4000_dates_as_lines.txt": partial(_lines_of, "March 3, 2024", 4_000),
    "4000_long_lines.txt": partial(_lines_of, " ".join(_SENTENCES), 4_000),
    "20000_paragraphs_of_prose.html": partial(_page_of, PROSE, 3_500),
    "spaces_of_40_mb.txt": _spaces,
    "spaces_in_an_article.txt": _half_spaces,
    "packed.html.gz": _gzip,
    "cut_utf8.txt": _cut_utf8,
    "cut_utf16.txt": _cut_utf16,
    "random_bytes.bin": _random_bytes,
}


def hostile_documents(scale: float) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of every document, one at a time."""
    for name, make in _MAKERS.items():
        yield name, make(scale)
    for name, (unit, full) in _PATTERNS.items():
        as_plain, as_html = _line_of(unit, full)
        yield f"{name}.txt", as_plain(scale)
        yield f"{name}.html", as_html(scale)
