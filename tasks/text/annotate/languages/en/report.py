"""What a cue reports."""

from typing import NamedTuple

from tasks.text.annotate.grammar.speakers import SpeakerWords


class Report(NamedTuple):
    """One cue with its content, by word positions, both ends included."""

    cue: tuple[int, int]
    content: tuple[int, int]
    speaker: SpeakerWords | None
    frame: str
    """What kind of complement it is: a letter of `cues`, or a preposition."""
    word: str
    """The cue's dictionary form."""
    topic: bool = False
    """Whether the content is only what was spoken about ("criticised the plan"), and no claim, wish or demand."""
