"""One report: a cue with its content."""

from typing import NamedTuple

from tasks.text.annotate.grammar.speakers import SpeakerWords


class Report(NamedTuple):
    """A cue with its content, by word positions, both ends included."""

    cue: tuple[int, int]
    content: tuple[int, int]
    speaker: SpeakerWords | None
    frame: str
    """The kind of complement: a letter of `cues`, or a preposition."""
    word: str
    """The cue's lemma."""
    topic: bool = False
    """Whether the content is only the topic ("criticised the plan"), not a claim, wish or demand."""
