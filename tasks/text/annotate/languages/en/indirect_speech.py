"""Indirect speech: the content of "said that", "wants to", "criticised", "his claim that", "according to"."""

from collections.abc import Iterator

from tasks.text.annotate.engine.tree import Tree
from tasks.text.annotate.grammar.speakers import SpeakerWords, phrase, speaker_of
from tasks.text.annotate.grammar.word_order import FINITE
from tasks.text.annotate.languages.en.cues import ADJECTIVES, NOUN_OF, NOUNS, PASSIVES, VERB_OF, VERBS, Frame
from tasks.text.annotate.languages.en.plain_reports import plain_report
from tasks.text.annotate.languages.en.report import Report
from tasks.text.annotate.languages.en.report_edges import (
    around_inserted,
    before_end,
    before_inverted,
    goes_on,
    is_about_speaker,
    whole,
    with_and_that,
    with_its_rest,
    with_its_subject,
    with_its_verb,
)
from tasks.text.conventions.wordlist import wordlist

_ABOUT_SUBJECT = frozenset({"i", "c", "of"})
_SAID_OF = frozenset({"as", "for", "over"})
# Prepositions that introduce the topic, and cues whose other prepositions introduce a demand or an accusation.
_ABOUT = frozenset({"about", "on", "over", "at", "with", "in"})
_ASKING = frozenset({"call", "push", "press", "appeal", "campaign", "lobby", "plead", "accuse", "blame", "rail"})
_SCRAP = 3
_TOLD_TO = wordlist(
    "tell advise urge ask request order instruct encourage implore beg exhort beseech entreat command forbid "
    "invite dare warn caution persuade convince remind want expect prefer wish press push call challenge "
    "recommend vote"
)
_REFUSING = wordlist("refuse decline")
_ADDED = wordlist("a an of from at with who")
_LONGEST_ASIDE = 8
_SHORT_INSERTION = 8
_LONGEST_SOURCE = 12
_IS = frozenset({"is", "was", "'s", "’s", "be", "remains", "remained"})
_MAKES = frozenset({"make", "makes", "made", "making"})
# "as Ann Lee notes, ...": verbs that name a source after "as"; "as the client complained" states a time instead.
_AS_SOURCE = wordlist(
    "say put note report explain write state point argue believe know see expect predict announce claim recall "
    "remember "
    "suggest observe mention describe tell show reveal find hear learn understand acknowledge admit warn testify"
)
_NAMING = frozenset({"call", "know", "dub", "label", "describe", "see"})
# A clause that begins with one of these states when or why something was said; it is not part of the content.
_WHEN = frozenset({"after", "before", "while", "although", "though", "because", "until", "so"})
_BARE = frozenset({"this", "that", "it", "these", "those", "them", "him", "her", "so"})


def reports(tree: Tree) -> list[Report]:
    """The reports of a sentence, outer reports before those inside them."""
    return whole(tree, [one for one in _all(tree) if not is_about_speaker(tree, one)])


def _all(tree: Tree) -> Iterator[Report]:
    for at, word in enumerate(tree.words):
        lower, tag = word.lower(), tree.tags[at]
        if lower == "according":
            yield from _according(tree, at)
        elif tag.startswith("VB") and lower in VERB_OF:
            found = list(_verb(tree, at, VERB_OF[lower]))
            lost = (not found and not refused(tree, at)) or _is_scrap(at, lower, found)
            plain = plain_report(tree, at) if lost else None
            yield from found if plain is None else [plain]
        elif tag.startswith("NN") and lower in NOUN_OF:
            yield from _noun(tree, at, NOUN_OF[lower])
        elif tag.startswith(("JJ", "VBN", "VBD")) and lower in ADJECTIVES and not _is_made_sure(tree, at):
            yield from _complements(tree, at, lower, ADJECTIVES[lower], _holder(tree, at))


def _is_made_sure(tree: Tree, at: int) -> bool:
    """Whether it is "make sure that", which states an intention and not a certainty."""
    return tree.words[at].lower() in {"sure", "certain"} and at > 0 and tree.words[at - 1].lower() in _MAKES


def _is_scrap(at: int, word: str, found: list[Report]) -> bool:
    """Whether a tree gives only a word or two after a verb that takes only a clause: "said Lee | has ..."."""
    frame = VERBS.get(VERB_OF[word])
    if not found:
        return False
    widest = max(found, key=lambda one: one.content[1] - one.content[0])
    behind = widest.content[0] == at + 1
    return frame is not None and frame.letters == {"c"} and behind and widest.content[1] - at <= _SCRAP


def _holder(tree: Tree, at: int) -> SpeakerWords | None:
    """The person who is sure, glad or opposed; in "Ann Lee made it clear that" it is Ann Lee."""
    found = speaker_of(tree, _copula(tree, at))
    if found is not None and tree.words[found.head].lower() == "it" and found.head > 0:
        verb = found.head - 1
        return speaker_of(tree, verb) if tree.words[verb].lower() in _MAKES else found
    return found


def _copula(tree: Tree, at: int) -> int:
    return tree.heads[at] if tree.deps[at] in {"acomp", "oprd", "attr"} else at


def _verb(tree: Tree, at: int, lemma: str) -> Iterator[Report]:
    frame = VERBS.get(lemma)
    if frame is None:
        return
    passive = tree.child(at, "auxpass", "nsubjpass") is not None
    if passive and lemma in PASSIVES:
        frame = Frame(frame.letters | {"i", "x"}, frame.prepositions | {"of", "for"})
    speaker = speaker_of(tree, at)
    described = _described(tree, at, frame)
    if described is not None and speaker is not None:
        yield Report((at, at), described, speaker, "o", lemma, topic=True)
        return
    parenthesis = before_inverted(tree, at)
    if parenthesis is None and "c" in frame.letters:
        parenthesis = around_inserted(tree, at) or before_end(tree, at, speaker) or _host(tree, at, frame)
    if parenthesis is not None:
        around = parenthesis[0] <= at <= parenthesis[1]
        yield Report((at, at), parenthesis, speaker, "around" if around else "host", lemma)
        return
    yield from _complements(tree, at, lemma, frame, speaker)


def _host(tree: Tree, at: int, frame: Frame) -> tuple[int, int] | None:
    """The sentence around "he said" between commas or at the end: its longer side. None: there is none."""
    if "c" not in frame.letters or tree.deps[at] not in {"parataxis", "advcl"}:
        return None
    mark = tree.child(at, "mark", "advmod")
    if tree.deps[at] == "advcl" and (mark is None or tree.words[mark].lower() != "as"):
        return None
    if tree.deps[at] == "advcl" and VERB_OF.get(tree.words[at].lower()) not in _AS_SOURCE:
        return None
    if tree.child(at, "ccomp", "dobj", "xcomp") is not None or _is_its_name(tree, at):
        return None
    head = tree.heads[at]
    left = tree.left(head), tree.left(at) - 1
    right = tree.right(at) + 1, tree.right(head)
    if left[1] >= left[0] and right[1] > right[0] and at - left[1] <= _SHORT_INSERTION and goes_on(tree, right[0]):
        return left[0], right[1]
    best = max(left, right, key=lambda side: side[1] - side[0])
    return best if best[1] - best[0] >= 2 else None


def _described(tree: Tree, at: int, frame: Frame) -> tuple[int, int] | None:
    """The noun phrase before a participle with its agent: "the bill, opposed by Ann Lee". None: there is none."""
    noun = tree.heads[at]
    if tree.deps[at] != "acl" or tree.tags[at] != "VBN" or tree.child(at, "agent") is None or noun > at:
        return None
    if "o" not in frame.letters or "c" in frame.letters:
        return None
    last = noun if tree.words[at - 1] == "," and noun < at - 1 else at - 1
    return tree.left(noun), last


def _is_its_name(tree: Tree, at: int) -> bool:
    """Whether a passive only gives a name ("as the bill is called") and reports nothing."""
    return tree.child(at, "auxpass") is not None and VERB_OF[tree.words[at].lower()] in _NAMING


def _noun(tree: Tree, at: int, noun: str) -> Iterator[Report]:
    speaker = speaker_of(tree, at)
    verb = tree.heads[at]
    if tree.deps[at] == "nsubj" and tree.words[verb].lower() in _IS and "c" in NOUNS[noun].letters:
        clause = tree.child(verb, "ccomp")
        if clause is not None and clause > verb:
            # "Her fear is that the bridge will fall."
            yield Report((at, at), with_its_rest(tree, (tree.left(clause), tree.right(clause))), speaker, "c", noun)
            return
    yield from _complements(tree, at, noun, NOUNS[noun], speaker)


def _complements(tree: Tree, at: int, word: str, frame: Frame, speaker: SpeakerWords | None) -> Iterator[Report]:
    """The complements of a cue that its frames allow."""
    subject = tree.child(at, "nsubjpass")
    given = False
    for kid in tree.children[at]:
        kind = _clause(tree, at, kid, frame)
        if kind is not None and kid > at and refused(tree, at):
            return  # "refused to say whether": the refusal contains it
        called = _called(tree, at, kid, frame)
        if called is not None:
            yield Report((at, at), called, speaker, "x", word)
            return
        kind, span = (kind, _around(tree, at, kid)) if kind else _prepositional(tree, at, kid, frame)
        if kind is None or span is None:
            continue
        given = True
        span = _widened(tree, at, kid, kind, span)
        if subject is not None and kind in _ABOUT_SUBJECT and subject < at:
            # "The House is expected to pass it": the claim is about the subject, so the content includes it.
            span = tree.left(subject), span[1]
        held = "around" if span[0] <= at <= span[1] else kind
        yield Report((at, at), span, speaker, held, word, _is_topic(tree, span, word, frame, kind))
    if not given:
        yield from _object(tree, at, word, frame, speaker)


def _prepositional(tree: Tree, at: int, kid: int, frame: Frame) -> tuple[str | None, tuple[int, int] | None]:
    """The content that a preposition of the frame introduces: "called for a vote"."""
    if tree.deps[kid] == "prep" and kid > at and tree.words[kid].lower() in frame.prepositions:
        inner = tree.child(kid, "pobj", "pcomp")
        if inner is not None:
            return tree.words[kid].lower(), (tree.left(inner), tree.right(inner))
    return None, None


def _widened(tree: Tree, at: int, kid: int, kind: str, span: tuple[int, int]) -> tuple[int, int]:
    """The span with words that a parser has cut off before or after it."""
    if kind == "i" and span[0] > at + 1 and tree.words[span[0] - 1].lower() in {"not", "never"}:
        return span[0] - 1, span[1]  # "asked not to be named"
    if kind == "c" and kid > at:
        return with_and_that(tree, with_its_verb(tree, with_its_rest(tree, with_its_subject(tree, at, span))))
    return span


def refused(tree: Tree, at: int) -> bool:
    """Whether a verb of saying is the thing that somebody refuses to do: "declined to say"."""
    above = tree.words[tree.heads[at]].lower()
    return tree.deps[at] == "xcomp" and VERB_OF.get(above) in _REFUSING


def _called(tree: Tree, at: int, kid: int, frame: Frame) -> tuple[int, int] | None:
    """An object and its complement: "called Ann Lee a fool", "called the law much better". None: there are none."""
    if "x" not in frame.letters or tree.deps[kid] != "dobj" or kid < at:
        return None
    second = next(
        (
            one
            for one in tree.children[at]
            if one > kid and (tree.deps[one] in {"dobj", "oprd", "acomp"} or tree.tags[one] in {"JJ", "JJR"})
        ),
        None,
    )
    return None if second is None else (tree.left(kid), tree.right(second))


def _object(tree: Tree, at: int, word: str, frame: Frame, speaker: SpeakerWords | None) -> Iterator[Report]:
    """The object of a cue: what is criticised, praised, called something, rejected."""
    target = tree.child(at, "dobj", "nsubjpass")
    if target is not None and target > at and frame.prepositions and not frame.letters & {"c", "i"}:
        charged = next(
            (kid for kid in tree.kids(target, "prep") if tree.words[kid].lower() in frame.prepositions), None
        )
        if charged is not None:
            # "accused the council of neglect": the accusation depends on the accused.
            yield Report((at, at), (tree.left(target), tree.right(charged)), speaker, "x", word)
            return
    if not frame.letters & {"o", "x"}:
        return
    said = [
        kid
        for kid in tree.children[at]
        if kid > at and (tree.deps[kid] == "oprd" or (tree.deps[kid] == "prep" and tree.words[kid].lower() in _SAID_OF))
    ]
    if target is not None and tree.deps[target] == "nsubjpass":
        if said and "x" in frame.letters:
            yield Report((at, at), (tree.left(target), tree.right(said[-1])), speaker, "x", word)
        elif speaker is not None and "o" in frame.letters:
            span = tree.left(target), tree.right(target)
            yield Report((at, at), span, speaker, "o", word, _is_topic(tree, span, word, frame, "o"))
    elif (
        target is not None
        and target > at
        and ("o" in frame.letters or said)
        and (tree.right(target) > tree.left(target) or tree.tags[target] != "PRP")
    ):
        clause = _begun(tree, target, frame)
        if clause is not None:
            yield Report((at, at), clause, speaker, "c", word)
            return
        span = tree.left(target), max([tree.right(target), *(tree.right(kid) for kid in said if kid > target)])
        span = with_its_rest(tree, span) if word == "show" else span
        topic = _is_topic(tree, span, word, frame, "o") and not (said and "x" in frame.letters)
        yield Report((at, at), span, speaker, "o", word, topic)
    elif said:
        first = tree.left(target) if target is not None and target > at else tree.left(said[0])
        yield Report((at, at), (first, tree.right(said[-1])), speaker, "x", word)


def _begun(tree: Tree, target: int, frame: Frame) -> tuple[int, int] | None:
    """The clause whose subject a parser took for an object: "claims one of them must go". None: there is none."""
    behind = tree.right(target) + 1
    if "c" in frame.letters and behind < len(tree.words) and tree.tags[behind] in FINITE:
        return with_its_rest(tree, (tree.left(target), behind - 1))
    return None


def _is_topic(tree: Tree, span: tuple[int, int], word: str, frame: Frame, kind: str) -> bool:
    """Whether a complement of this kind is only the topic.

    The object of a cue that also takes a clause or an infinitive stands for one ("promised a vote"), unless it is a
    mere "this". The object of other cues is a topic ("criticised the plan").
    """
    if kind in {"c", "i", "x"}:
        return False
    bare = tree.words[span[0]].lower() in _BARE
    if bare and (span[0] == span[1] or (kind == "o" and tree.tags[span[0] + 1] in {"IN", "RB", "CC"})):
        return True  # "admitted it in person"
    takes_clause = bool(frame.letters & {"c", "i"})
    if kind == "o":
        return not takes_clause
    return kind in _ABOUT or not (takes_clause or word in _ASKING)


def _clause(tree: Tree, at: int, kid: int, frame: Frame) -> str | None:
    """The kind of the child if it is a clause with the cue's content. None: it is not."""
    dep = tree.deps[kid]
    if dep == "ccomp" and kid > at and tree.words[tree.left(kid)].lower() in _WHEN:
        return None
    if dep == "ccomp":
        return "c" if "c" in frame.letters else "i" if "i" in frame.letters else None
    if dep in {"xcomp", "advcl", "acl", "relcl"} and kid > at and _fits(tree, kid, frame, dep):
        return "i"
    return None


def _fits(tree: Tree, kid: int, frame: Frame, dep: str) -> bool:
    if dep == "xcomp":
        return "i" in frame.letters or "c" in frame.letters
    if dep == "advcl":
        # "offered certificates to promote a product": a purpose, unless the verb tells somebody to do something.
        at = tree.heads[kid]
        told = kid == at + 2 or tree.child(at, "dobj") is None or VERB_OF.get(tree.words[at].lower()) in _TOLD_TO
        return "i" in frame.letters and told and tree.child(kid, "aux") is not None and tree.child(kid, "mark") is None
    marker = tree.child(kid, "mark")
    if marker is not None and tree.words[marker].lower() == "that":
        return "c" in frame.letters
    return "i" in frame.letters and any(tree.words[one].lower() == "to" for one in tree.kids(kid, "aux"))


def _around(tree: Tree, cue: int, kid: int) -> tuple[int, int]:
    """The words of the complement without those of the cue, which may stand inside it."""
    first, last = tree.left(kid), tree.right(kid)
    if first <= cue <= last:
        behind = cue + 1
        if (
            behind < last
            and tree.words[behind] in {",", "—", "–"}
            and tree.words[cue - 1] != ","
            and goes_on(tree, behind + 1)
        ):
            return first, last
        return (cue + 1, last) if last - cue >= cue - first else (first, cue - 1)
    return first, last


def _according(tree: Tree, at: int) -> Iterator[Report]:
    """The clause beside "according to": "..., according to the police"."""
    to = next((kid for kid in range(at + 1, min(at + 2, len(tree.words))) if tree.words[kid].lower() == "to"), None)
    if to is None:
        return
    source = tree.child(to, "pobj") or tree.child(at, "pobj")
    if source is None:
        return
    speaker = phrase(tree, source)
    if at == 0:
        # At the start of a sentence the source ends at the comma, however long it is.
        comma = next((one for one in range(source + 1, len(tree.words)) if tree.words[one] == ","), None)
        comma = None if comma is None else _behind_aside(tree, comma)
        if (
            comma is not None
            and comma - speaker.last < _LONGEST_SOURCE
            and _has_verb(tree, (comma, len(tree.words) - 1))
        ):
            speaker = speaker._replace(role=speaker.role or None)
            yield Report((at, to), (comma + 1, len(tree.words) - 1), speaker, "c", "according to")
            return
    head = tree.heads[at]
    end = max(tree.right(source), speaker.role[1] if speaker.role else 0)
    before = tree.left(head), at - 1
    after = end + 1, tree.right(head)
    best = before if at > head else after
    behind = tree.tags[end + 1] if end + 1 < len(tree.words) else "."
    if at > 3 and tree.words[at - 1] == "," and behind in {"VBD", "VBN"}:
        # "..., according to a poll released on Sunday": a parser mistakes the participle for a verb.
        first = next((one + 1 for one in range(at - 2, -1, -1) if tree.words[one] in {";", "—"}), 0)
        best = (first, at - 2) if _has_verb(tree, (first, at - 2)) else best
    if best[1] - best[0] < 2 or not _has_verb(tree, best):
        best = max((0, at - 1), (end + 1, len(tree.words) - 1), key=lambda side: side[1] - side[0])
    if best[1] - best[0] >= 1:
        yield Report((at, to), best, speaker, "c", "according to")


def _behind_aside(tree: Tree, comma: int) -> int:
    """The comma after the addition to the source's name: "According to Ann Lee, from the club, the ..."."""
    after = next((one for one in range(comma + 1, len(tree.words)) if tree.words[one] == ","), None)
    if after is None:
        return comma
    added = tree.tags[comma + 1] == "IN" or tree.words[comma + 1].lower() in _ADDED
    if not added or after - comma > _LONGEST_ASIDE or _has_verb(tree, (comma + 1, after)):
        return comma
    return after


def _has_verb(tree: Tree, span: tuple[int, int]) -> bool:
    return any(tag in FINITE for tag in tree.tags[span[0] : span[1] + 1])
