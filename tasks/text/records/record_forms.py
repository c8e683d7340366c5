"""The forms of records that are a file by themselves."""

from tasks.text.form import Form, Head, never, splitter_named
from tasks.text.records import reference_text

_RECORDS = "tasks.text.records"


def _is_tool_xml(head: Head) -> bool:
    """Whether it is trafilatura's `<doc>` with its `<main>`, or TEI."""
    name = head.xml_root.lower()
    return name in ("tei", "teicorpus") or (name == "doc" and "<main" in head.start)


RECORDS: tuple[Form, ...] = (
    Form(
        "tool_xml", "application/tei+xml", _is_tool_xml,
        reader=f"{_RECORDS}.tool_xml:tool_xml",
    ),
    Form(
        "ris", "application/x-research-info-systems", lambda head: reference_text.is_ris(head.text),
        split=splitter_named(f"{_RECORDS}.reference_text:split_ris"), streams=True,
    ),
    Form("page_text", "text/plain", never, reader=f"{_RECORDS}.page_text:page_text"),
    Form("reference", "application/json", never, reader=f"{_RECORDS}.json_article:json_article"),
)  # fmt: skip
"""Tried before XML of unknown layout."""
