"""Somebody's words or claim, attributed."""

from typing import Literal

from schemas.record import Span

StatementKind = Literal["direct", "mixed", "indirect", "topic"]


class Statement(Span):
    """Words or a claim that the text attributes to somebody. The span, into the body, holds the content.

    direct: all in quotation marks; mixed: partly; indirect: reported. topic is what was only spoken about
    ("criticised the plan"): neither words nor a proposition.
    """

    kind: StatementKind
    content: str
    speaker: str | None
    """Who said it, resolved to a name where the text says so.

    None: nobody is named, a pronoun cannot be resolved, or the phrase names something that cannot speak.
    """
    speaker_text: str | None
    """The speaker as printed beside the words: "he", "the minister"."""
    speaker_entity: int | None
    """Position in `Annotations.entities`. None: the speaker is not a named entity."""
    role: str | None
    """What the text says the speaker is: "a Middle East policy analyst at the Wilson Center"."""
    cue: str | None
    """The word that attributes: "said", "according to"."""
