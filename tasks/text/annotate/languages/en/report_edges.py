"""The borders of reported content by word order, where a parser loses its subject or its second half."""

from tasks.text.annotate.engine.tree import Tree
from tasks.text.annotate.grammar.speakers import SpeakerWords
from tasks.text.annotate.grammar.word_order import FINITE, between_commas, inverted
from tasks.text.annotate.languages.en.cues import VERB_OF
from tasks.text.annotate.languages.en.report import Report
from tasks.text.conventions.wordlist import wordlist

_DAYS = wordlist("monday tuesday wednesday thursday friday saturday sunday today yesterday earlier late recently")
_AND = wordlist("and but or")
_RELATIVE = wordlist("who whose whom")
_CLAUSE_MARKS = frozenset({";", ":", "—", "–"})
_QUOTES = frozenset({"”", '"', "’", "''"})
_BESIDE = wordlist("when while as after before although though whereas according who whose which")
_MOST_LEAD = 16
_DASHES = frozenset({"—", "–", "--"})
_SUBJECTS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "DT", "CD", "JJ", "EX"})
_FIRST_CLAUSE = wordlist(
    "assuming while if although though when as after before since despite even unless once because"
)
_RESTS = frozenset({".", ",", "!", "?", ";", ":", "—", "–", "--", "-", "(", "“", "”", '"'})
_OTHER_CLAUSE = wordlist("when while as after before although though whereas if according")
_TAIL_MARKS = frozenset({".", ",", "!", "?", ";"})


def before_inverted(tree: Tree, cue: int) -> tuple[int, int] | None:
    """The content of "The bridge is closed, said Ann Lee": the words before the comma. None: the cue has no subject
    after it."""
    if inverted(tree, cue) is None:
        return None
    first = next((at + 1 for at in range(cue - 2, -1, -1) if tree.words[at] in _CLAUSE_MARKS), 0)
    last = cue - 1
    while tree.words[last] == "," or tree.words[last] in _QUOTES:
        last -= 1
    return (first, last) if last - first >= 2 else None


def around_inserted(tree: Tree, cue: int) -> tuple[int, int] | None:
    """The content of "The plan, Ann Lee said, would fail": all of it. None: the cue is not between commas, or nothing
    follows."""
    head = between_commas(tree, cue)
    behind = cue + 2
    if head is None or behind >= len(tree.words) or tree.words[cue + 1] != "," or not goes_on(tree, behind):
        return None
    first = next((at + 1 for at in range(head, -1, -1) if tree.words[at] in _CLAUSE_MARKS), 0)
    last = next(
        (at - 1 for at in range(behind, len(tree.words)) if tree.words[at] in _CLAUSE_MARKS), len(tree.words) - 1
    )
    while tree.words[last] in _TAIL_MARKS:
        last -= 1
    return (first, last) if last - behind >= 1 and first < head else None


def before_end(tree: Tree, cue: int, speaker: SpeakerWords | None) -> tuple[int, int] | None:
    """The content of "Two people died and nine were hurt, the police said on Monday.": all words before the comma of
    the attribution. None: the cue is not in this form."""
    if speaker is None or not speaker.last < cue <= speaker.last + 2 or speaker.first < 3:
        return None
    if tree.words[speaker.first - 1] != "," or tree.tags[cue] not in FINITE:
        return None
    behind = [at for at in range(cue + 1, len(tree.words)) if tree.words[at] not in _TAIL_MARKS]
    if any(tree.words[at].lower() not in _DAYS and tree.tags[at] not in {"IN", "CD"} for at in behind):
        return None
    last = speaker.first - 2
    first = next((at + 1 for at in range(last, -1, -1) if tree.words[at] in _CLAUSE_MARKS | _QUOTES | {"“"}), 0)
    begins = tree.words[first].lower() in _FIRST_CLAUSE and "," not in tree.words[first:last]
    if begins or last - first < 2 or not any(tree.tags[at] in FINITE for at in range(first, last + 1)):
        return None
    return first, last


def goes_on(tree: Tree, at: int) -> bool:
    """Whether the words after "he said," still belong to the content, and are not another clause of the cue, such as
    "adding that", "when ..."."""
    if tree.words[at].lower() == "but" and at + 1 < len(tree.words) and tree.tags[at + 1] in _SUBJECTS:
        return False  # "he said, but he gave no reason"
    return tree.tags[at] not in {"VBG", "WP", "WDT", "WRB"} and tree.words[at].lower() not in _BESIDE


def with_its_subject(tree: Tree, cue: int, span: tuple[int, int]) -> tuple[int, int]:
    """The span of a clause, extended to the cue: if the clause begins with its verb, its subject stands before it."""
    first, last = span
    if VERB_OF.get(tree.words[cue].lower()) == "say" and _opens_before(tree, cue, first):
        return cue + 1, last
    if not cue + 1 < first <= cue + _MOST_LEAD or tree.tags[first] not in FINITE:
        return span
    lead = cue + 1
    while lead < first and tree.words[lead].lower() in _DAYS:
        lead += 1
    between = range(lead, first)
    if any(tree.tags[at] in FINITE or tree.words[at] in {",", "“", '"'} for at in between):
        return span
    return lead, last


def _opens_before(tree: Tree, cue: int, first: int) -> bool:
    """Whether a clause already begins directly after the verb: "said schools would close | as money runs out"."""
    if first - cue < 4 or not (tree.tags[cue + 1] in _SUBJECTS or tree.words[cue + 1].lower() in _FIRST_CLAUSE):
        return False
    between = range(cue + 1, first)
    return any(tree.tags[at] in FINITE for at in between) and not any(
        tree.words[at] in _CLAUSE_MARKS | _QUOTES | {"“"} or tree.tags[at] in {"WP", "WDT", "TO"} for at in between
    )


def with_its_rest(tree: Tree, span: tuple[int, int]) -> tuple[int, int]:
    """The span with the words that follow without punctuation, for a parser that took the subject, or half of the
    clause, for the whole."""
    first, last = span
    at = last + 1
    if at < len(tree.words) and tree.words[at] in _DASHES and sum(w in _DASHES for w in tree.words[first:at]) % 2:
        return first, _clause_end(tree, at + 1)  # "that both clubs -- old rivals -- could join": an insertion
    if at >= len(tree.words) or tree.words[at].lower() in _AND or not tree.words[at][0].isalnum():
        return span
    if tree.tags[at] == "VBG" or tree.words[at].lower() in _OTHER_CLAUSE:
        return span
    while at < len(tree.words) and not (tree.words[at] in _RESTS or inverted(tree, at)):
        at += 1
    return first, at - 1


def with_its_verb(tree: Tree, span: tuple[int, int]) -> tuple[int, int]:
    """The span of a that-clause with its verb: a clause without one was cut off at an insertion after its subject."""
    first, last = span
    opens = tree.words[first + 1].lower() if first < last else ""
    if tree.words[first].lower() == "that" and opens in _FIRST_CLAUSE and tree.words[min(last + 1, _last(tree))] == ",":
        return with_its_rest(tree, (first, last + 1)) if "," not in tree.words[first:last] else span
    if tree.words[first].lower() != "that" or any(tree.tags[at] in FINITE for at in range(first, last + 1)):
        return span
    verb = next((at for at in range(last + 1, len(tree.words)) if tree.tags[at] in FINITE), None)
    return span if verb is None else with_its_rest(tree, (first, verb))


def _last(tree: Tree) -> int:
    return len(tree.words) - 1


def with_and_that(tree: Tree, span: tuple[int, int]) -> tuple[int, int]:
    """The span with all further that-clauses: "that the plan was late, that it cost too much and that nobody wanted
    it"."""
    first, last = span
    while True:
        at = last + 1
        if at < len(tree.words) and tree.words[at] == ",":
            at += 1
        if at < len(tree.words) and tree.words[at].lower() in _AND:
            at += 1
        if at <= last + 1 or at >= len(tree.words) or tree.words[at].lower() != "that" or tree.tags[at] != "IN":
            return first, last
        last = _clause_end(tree, at)


def _clause_end(tree: Tree, first: int) -> int:
    """The word before the next ", that" or "and that", or the last word of the sentence."""
    for at in range(first + 3, len(tree.words)):
        if tree.words[at].lower() == "that" and tree.tags[at] == "IN":
            before = tree.words[at - 1].lower()
            if before == "," or before in _AND:
                end = at - 1
                while tree.words[end].lower() in _AND or tree.words[end] == ",":
                    end -= 1
                return end
    end = len(tree.words) - 1
    while end > first and tree.words[end] in _TAIL_MARKS:
        end -= 1
    return end


def is_about_speaker(tree: Tree, report: Report) -> bool:
    """Whether a clause is about the speaker and not reported: "said Ann Lee, who left in May"."""
    first = report.content[0]
    return tree.words[first].lower() in _RELATIVE and first > 1 and tree.words[first - 1] == ","


def whole(tree: Tree, reports: list[Report]) -> list[Report]:
    """The reports without second halves: what "and that ..." adds belongs to the report of the cue before the first
    half."""
    return [
        one
        for one in reports
        if not _goes_on(tree, one)
        or not any(
            other is not one
            and other.cue[0] <= one.cue[0]
            and other.content[0] < one.content[0]
            and one.content[1] <= other.content[1]
            for other in reports
        )
    ]


def _goes_on(tree: Tree, report: Report) -> bool:
    first = report.content[0]
    before = tree.words[first - 1].lower() if first else ""
    return tree.words[first].lower() == "that" and (before in _AND or before == ",")
