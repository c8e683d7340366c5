"""The forms of news agencies' items."""

from collections.abc import Callable

from tasks.text.form import Form, Head, splitter_named
from tasks.text.wire import wire_form


def _root_is(*names: str) -> Callable[[Head], bool]:
    return lambda head: wire_form.xml_root_name(head.text) in names


_WIRE = "tasks.text.wire"
_TELEGRAM = "text/vnd.iptc."
_MESSAGES = f"{_WIRE}.messages"

WIRES: tuple[Form, ...] = (
    Form(
        "anpa_1312", f"{_TELEGRAM}anpa", lambda head: wire_form.is_anpa_1312(head.data), takes="bytes",
        reader=f"{_WIRE}.anpa_1312:anpa_1312",
    ),
    Form(
        "iptc_7901", f"{_TELEGRAM}7901", lambda head: wire_form.is_iptc_7901(head.data), takes="bytes",
        reader=f"{_WIRE}.iptc_7901:iptc_7901",
    ),
    Form(
        "newsml_g2_message", "application/vnd.iptc.g2.newsmessage+xml", _root_is("newsMessage"),
        split=splitter_named(f"{_MESSAGES}:split_newsml_g2"),
    ),
    Form(
        "newsml_g2", "application/vnd.iptc.g2.newsitem+xml", _root_is(*wire_form.G2_ITEMS),
        reader=f"{_WIRE}.newsml_g2:newsml_g2",
    ),
    Form(
        "newsml_1_file", f"{_TELEGRAM}newsml", _root_is("NewsML"), split=splitter_named(f"{_MESSAGES}:split_newsml_1")
    ),
    Form("newsml_1", f"{_TELEGRAM}newsml", _root_is("NewsItem"), reader=f"{_WIRE}.newsml_1:newsml_1"),
    Form("nitf", f"{_TELEGRAM}nitf", _root_is("nitf", "NITF"), reader=f"{_WIRE}.nitf:nitf"),
    Form(
        "ninjs_items", "application/json", lambda head: wire_form.is_ninjs_list(head.text),
        split=splitter_named(f"{_MESSAGES}:split_ninjs"),
    ),
    Form("ninjs", "application/json", lambda head: wire_form.is_ninjs(head.text), reader=f"{_WIRE}.ninjs:ninjs"),
    Form(
        "bare_xml", "application/xml", lambda head: wire_form.is_bare_xml(head.text),
        reader=f"{_WIRE}.xml_article:xml_article",
    ),
)  # fmt: skip
"""What agencies send: messages, the items in them, telegrams."""
