"""Text lifted out of a file that is none: a PDF, a document of an office program, a book."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from schemas.evidence import Evidence

ParagraphKind = Literal["title", "heading", "paragraph", "item", "quote"]
_MARKS: dict[ParagraphKind, str] = {"title": "# ", "heading": "## ", "paragraph": "", "item": "- ", "quote": "> "}


@dataclass(frozen=True, slots=True)
class Lifted:
    """The text in Markdown, and what the file says beside it."""

    text: str
    evidence: tuple[Evidence, ...] = ()


def lifted(
    paragraphs: Iterable[tuple[ParagraphKind, str]],
    *,
    stated: Mapping[str, str],
    evidence: Iterable[Evidence] = (),
) -> Lifted:
    """Paragraphs as Markdown, a blank line between two. `stated`: fields that the file's form gives for sure."""
    parts = [f"{key}: {' '.join(value.split())}" for key, value in stated.items() if value.strip()]
    head = ["---\n" + "\n".join(parts) + "\n---"] if parts else []
    body = [_MARKS[kind] + " ".join(text.split()) for kind, text in paragraphs if text.strip()]
    return Lifted("\n\n".join([*head, *body]), tuple(evidence))


def core_metadata(values: Mapping[str, str]) -> list[Evidence]:
    """What the program wrote into the file: evidence only, for it names the template's author as often."""
    return [
        Evidence(field=f"metadata {name}", value=" ".join(value.split())[:200], method="record", locator=name)
        for name, value in values.items()
        if value.strip(" \x00")
    ]
