"""Words in quotation marks that are not statements: titles, terms, labels, and examples in texts that quote nobody."""

from collections.abc import Sequence
from dataclasses import dataclass

from schemas.mention import Mention
from tasks.text.annotate.grammar.quotations import is_title
from tasks.text.annotate.grammar.quote_attribution import Attribution
from tasks.text.annotate.languages.en.holders import can_quote, is_somebody, names_things
from tasks.text.annotate.languages.en.voices import is_generic, is_time, is_you

_TERM = 5
"""Most words of a term in quotation marks."""
_LABEL = 3
_HE = frozenset({"he", "she", "they"})


@dataclass(frozen=True, slots=True)
class QuotedTerms:
    """Facts about a text that distinguish its quotations from its terms."""

    body: str
    mentions: Sequence[Mention]
    sourced: bool
    """Whether the text reports what others say (see `is_sourced`)."""

    def holds(self, one: Attribution) -> bool:
        """Whether these words in quotation marks are a term or an example, not something that somebody said."""
        text = self.body[one.start : one.end]
        words = text.split()
        if one.sentence is None or one.speaker is None:
            return not self.sourced or (len(words) <= _TERM and is_title([word.strip(",.") for word in words]))
        head = one.sentence.words[one.speaker.head]
        if is_you(head) or (one.cue == ":" and not self._is_named(one)):
            return True
        if len(words) > _TERM:
            return not self.sourced and not can_quote(one.cue)
        if not can_quote(one.cue) and not _is_exclaimed(text):
            return True  # "the “Boost Mode,” will"
        if len(words) <= _LABEL and text[-1:] not in ".!?" and names_things(one.cue):
            return True  # "turns their “Second Dawn” into"
        if text[:1].islower() and (names_things(one.cue) or not (self.sourced or self._is_named(one))):
            return True  # "finds a “sea whip”"; in advice: "people call it “lush”"
        tag = one.sentence.tree.tags[one.speaker.head] if one.sentence.tree is not None else "NN"
        speaks = is_somebody(head, tag, "think") and not is_generic(head) and not is_time(head)
        return text[-1:] not in ",?!" and not (speaks and (one.cue is not None or text[:1].islower()))

    def _is_named(self, one: Attribution) -> bool:
        """Whether the speaker has a name, is "he", or is one of people in general, and not a label before a colon."""
        if one.sentence is None or one.speaker is None:
            return False
        head = one.sentence.words[one.speaker.head]
        start, end = one.sentence.span(one.speaker.first, one.speaker.last)
        if any(start <= mention.start_char < end for mention in self.mentions if mention.field == "body"):
            return True
        return head.lower() in _HE or (one.cue == ":" and is_somebody(head, "NN", "think"))


def _is_exclaimed(text: str) -> bool:
    """Whether a few words are a sentence: "Hello, it’s spring." after "as the Herald put it"."""
    return text[:1].isupper() and text[-1:] in ".!?" and not is_title(text.split())
