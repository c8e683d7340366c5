"""Text extracted from a binary file: a PDF, an office document, a book."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from schemas.evidence import Evidence

ParagraphKind = Literal["title", "heading", "paragraph", "item", "quote"]
_MARKS: dict[ParagraphKind, str] = {"title": "# ", "heading": "## ", "paragraph": "", "item": "- ", "quote": "> "}


@dataclass(frozen=True, slots=True)
class Lifted:
    """The text in Markdown, and what else the file states."""

    text: str
    evidence: tuple[Evidence, ...] = ()


def lifted(
    paragraphs: Iterable[tuple[ParagraphKind, str]],
    *,
    stated: Mapping[str, str],
    evidence: Iterable[Evidence] = (),
) -> Lifted:
    """Paragraphs as Markdown, separated by blank lines. `stated`: fields that the file's form states reliably."""
    parts = [f"{key}: {' '.join(value.split())}" for key, value in stated.items() if value.strip()]
    head = ["---\n" + "\n".join(parts) + "\n---"] if parts else []
    body = [_MARKS[kind] + " ".join(text.split()) for kind, text in paragraphs if text.strip()]
    return Lifted("\n\n".join([*head, *body]), tuple(evidence))


def core_metadata(values: Mapping[str, str]) -> list[Evidence]:
    """The metadata that a program wrote into the file. It is evidence only, because it often names the template's
    author."""
    return [
        Evidence(field=f"metadata {name}", value=" ".join(value.split())[:200], method="record", locator=name)
        for name, value in values.items()
        if value.strip(" \x00")
    ]
