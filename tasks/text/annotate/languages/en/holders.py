"""Whether a cue with its speaker is an attribution at all: who can hold a view, and which words only tell a deed.

Web pages are full of "see if it works", "this highlights the need", "plan your menu": verbs that news uses for
somebody's words stand there without anybody who says something.
"""

from collections.abc import Sequence

from tasks.text.annotate.engine.tree import Tree
from tasks.text.annotate.grammar.speakers import SpeakerWords
from tasks.text.annotate.languages.en.cues import VERB_OF, VERBS
from tasks.text.annotate.languages.en.report import Report
from tasks.text.conventions.wordlist import wordlist

_MILD = wordlist(
    "see find learn discover notice determine decide know understand realize realise recognize recognise remember "
    "forget consider imagine expect anticipate plan intend mean prefer want wish hope dream seek refuse decline "
    "offer aim desire long choose love hate like dislike enjoy seem appear show indicate imply signal suggest "
    "highlight underscore underline emphasize emphasise figure guess assume presume suppose feel think believe "
    "sense appreciate grasp gather infer deduce calculate project rate value treasure ignore overlook embrace "
    "support back favor favour threaten promise guarantee call label treat view regard deem perceive fancy crave "
    "resolve hesitate yearn doubt hear accept address reveal explain express convey communicate outline detail "
    "demand require welcome celebrate respect challenge reject contemplate weigh ponder confirm remind convince "
    "persuade inform"
)
"""Verbs of thinking, wishing, showing: they attribute only where somebody thinks, wishes, shows."""
_INNER = wordlist(
    "see find know learn consider assume love like hate think feel believe remember forget imagine decide hear "
    "notice wish hope want understand discover mean"
)
"""What nothing but a mind does: a storm that "sees" something says nothing."""
_SEEMING = wordlist("seem appear mean")
_ONLY_SOMEBODY = wordlist("seem appear encourage contradict support challenge welcome oppose back question ask")
"""With a thing as their subject these tell what happens: "the figures contradict the claim"."""
_DEGREES = wordlist("than less more so very too")
_MEASURES = wordlist(
    "need needs taste tastes size plan preference preferences type age schedule instructions directions"
)
_NAMING = wordlist("call dub name label")
_PEOPLE = wordlist(
    "person people man men woman women child children kid boy girl guy lady folk public official chief head boss "
    "president chancellor secretary deputy mayor judge king queen prince candidate voter member aide ally "
    "spokesman spokesmen spokeswoman spokesperson spokespeople chairman chairwoman expert source critic skeptic "
    "sceptic parent father mother son daughter brother sister wife husband friend colleague neighbor neighbour "
    "relative family couple victim witness patient student pupil resident citizen migrant refugee immigrant "
    "tourist guest client customer consumer fan star athlete coach captain crew team squad club side staff "
    "workforce police army navy military force troop guard rebel terrorist militant soldier general colonel "
    "officer sheriff government administration ministry department office agency authority council committee "
    "commission parliament congress senate house court jury board panel cabinet party coalition opposition union "
    "association organization organisation group company corporation firm business startup bank fund exchange "
    "brand maker industry university college school hospital church charity institute foundation federation "
    "league network station channel paper newspaper magazine outlet publisher press media country nation state "
    "city town village county district region community majority minority half third quarter percent respondent "
    "democrat republican conservative liberal socialist communist activist white black hispanic latino nurse "
    "medic cop pro guru amateur veteran native local elite establishment camp campaign delegation mission body "
    "bloc regime leadership management one some many most few others everyone everybody someone somebody anyone "
    "anybody nobody none dozen hundred thousand million "
    "all both analysis crowd generation millennial professional individual human lawmaker "
    "monarch pope bishop clergy priest imam rabbi saint nun monk pilot driver attorney counsel tenant landlord "
    "homeowner airline carrier operator provider supplier retailer bride groom"
)
WRITINGS = wordlist(
    "report study survey poll letter statement memo book article document paper figure data research law bill "
    "ruling lawsuit complaint indictment filing agreement constitution treaty website site ad advert video tweet "
    "post review analysis estimate forecast record email message announcement release notice transcript text "
    "footage photo image map chart table census test evidence finding result source number statistic sign label "
    "headline story column editorial decision verdict guideline rule policy manifesto charter plan resolution "
    "order polling film movie novel series episode song play show documentary speech testimony affidavit warrant "
    "card clip"
)
"""What shows, says and suggests in writing. Nobody would say of it that it hopes."""
_WRITTEN_VERBS = wordlist(
    "show suggest indicate find reveal imply signal highlight emphasize emphasise underscore underline explain "
    "detail outline confirm express convey call label project remind inform demand reject address"
)
_ENDINGS = ("er", "or", "ist", "ian", "ee", "eer", "man", "men", "woman", "women", "people", "person", "ant", "ent")
_NO_PEOPLE = wordlist(
    "number letter order weather factor sector error computer server container water power paper matter chapter "
    "character quarter center centre winter summer disorder behavior behaviour color colour flavor flavour motor "
    "sensor monitor processor router printer filter layer border corner dinner offer cover river tower tumor "
    "humor rumor rumour favor favour labor labour harbor harbour honor vapor door floor mirror vector tensor "
    "transformer model cancer answer danger anger hunger fiber fibre meter metre filler sticker thriller trailer "
    "speaker browser scanner controller counter folder header footer marker pointer parameter gender plant "
    "restaurant element moment movement development environment investment treatment equipment document content "
    "event accident incident component segment argument statement agreement payment department amount account "
    "experiment improvement requirement engagement apartment instrument supplement ingredient infant-formula "
    "variant pollutant deodorant want grant current talent intent extent percent cement garment pavement fragment "
    "pigment ointment coffee fee tree degree committee knee week bee three free see"
)
_HE = wordlist("he she")
_CLAUSES = frozenset({"c", "plain", "around", "host"})
_FINDING = wordlist(
    "find show reveal suggest indicate believe explain confirm estimate expect emphasize emphasise highlight think "
    "hope feel guarantee promise project"
)
"""Mild verbs that give a source's word where what they hold is a clause."""
_ADVISING = wordlist("recommend advise suggest urge warn caution decline refuse vow pledge threaten demand")
_HEARSAY = wordlist("say report expect believe allege rumour rumor understand estimate")
"""In the passive they pass on what nobody is named for: "is expected to open in May"."""
_COMING_UPON = wordlist("find notice discover")
_WITH_TERMS = wordlist(
    "show learn discover know read write love like hate enjoy offer choose plan want seek need aim use resist "
    "hear see announce mention"
)
"""Verbs whose object may be a thing in quotation marks: a work, a button, a nickname."""
_COUNTS = wordlist("poll polling survey census study count analysis estimate forecast projection data figure statistic")
"""What gives its finding as an object: "a poll shows Ann Lee ahead"."""
_LETTING = wordlist(
    "allow allows allowed allowing let lets letting enable enables enabled enabling help helps helped helping"
)
"""What "allows users to ask" tells is what they can do, and nothing that they have asked."""
_DUTIES = wordlist("must should can could may might ought need")
_HAS = wordlist("has have had ’ve 've ’s 's")
_IF = wordlist("if whether when whenever unless")
_MOST_MILD = 8
"""So many reports for each one with a verb of saying are usual in news: between two and four."""
_FEWEST_SAID = 3.5
"""Attributions to somebody in 1,000 words: news has 5 to 35; advice, manuals and shops' pages have 0 to 4."""
_TOO_FEW, _SHORT, _NOTE = 8, 300, 120
"""So few reports in so few words tell nothing about a text."""
_THIS = wordlist("it this that these what which there")
_NOT_OF_IT = _WRITTEN_VERBS | wordlist("mean seem appear")
_WHO = wordlist(
    "he she they we i who you him her them us me others other those each everyone someone many some several few "
    "both all half"
)


def is_sourced(reports: Sequence[tuple[Tree, Report]], quotations: int, words: int) -> bool:
    """Whether an article reports what others say: enough of its cues are verbs of saying with somebody as speaker.

    In an essay or a manual, which quotes nobody, "see", "plan" and "highlight" tell what happens or what to do.
    """
    said = sum(_is_said(tree, report) for tree, report in reports) + quotations
    if len(reports) < _TOO_FEW and words < _SHORT:
        return said > 0 or words < _NOTE
    return said * _MOST_MILD >= len(reports) and said * 1000 >= _FEWEST_SAID * words


def _is_said(tree: Tree, report: Report) -> bool:
    word = tree.words[report.cue[0]].lower()
    speaker = report.speaker
    if speaker is None or VERB_OF.get(word, word) in _MILD or not tree.tags[report.cue[0]].startswith(("VB", "IN")):
        return False
    return _is_named(tree, speaker.head) or (
        tree.tags[report.cue[0]] in {"VBD", "VBZ", "VBP"} and _is_people(tree.words[speaker.head].lower())
    )


def _is_people(head: str) -> bool:
    return head == "they" or any(one in _PEOPLE for one in _singulars(head))


def _is_named(tree: Tree, head: int) -> bool:
    return tree.tags[head].startswith("NNP") or tree.words[head].lower() in _HE


def holds(tree: Tree, report: Report, *, sourced: bool) -> bool:
    """Whether a report attributes something to somebody, and does not only tell what happens or what to do."""
    cue = report.cue[0]
    word = tree.words[cue].lower()
    if word == "according":
        return report.speaker is None or _can_state(tree, report.speaker.head)
    if not sourced:
        return is_plainly_said(tree, report, VERB_OF.get(word, word))
    if not tree.tags[cue].startswith("VB"):
        return report.speaker is not None and (
            word == "clear" or is_somebody(tree.words[report.speaker.head], tree.tags[report.speaker.head], "show")
        )
    lemma = VERB_OF.get(word, word)
    if tree.tags[cue] == "VBN" and _is_no_cue(tree, cue, lemma):
        return False
    if report.speaker is None:
        if lemma in {"write", "read"} or (lemma == "understand" and not _is_infinitive(tree, report)):
            return False  # "written using", "is better understood when"
        return tree.tags[cue] in {"VBN", "VBD", "VBZ", "VBP"} or tree.child(cue, "auxpass", "agent") is not None
    if report.speaker.head == 0 and tree.words[0].lower() == "who":
        return False  # "who has never heard"
    if _is_idle(tree, cue, report.speaker, lemma) or _is_deed(tree, report, lemma):
        return False
    head = report.speaker.head
    if lemma in _ONLY_SOMEBODY and not is_somebody(tree.words[head], tree.tags[head], "think"):
        return False
    return lemma not in _INNER or is_somebody(tree.words[head], tree.tags[head], lemma)


def _is_infinitive(tree: Tree, report: Report) -> bool:
    return any(tree.words[at].lower() == "to" for at in range(*report.content))


def is_plainly_said(tree: Tree, report: Report, lemma: str) -> bool:
    """Whether a text that hardly names a source does so here: somebody says, finds or advises something.

    "Ann Lee says that", "studies show that", "the club recommends storing": the verb stands in the indicative, its
    subject can speak, and what it says is a clause. Not "a pro can recommend", "users write", "many forget to".
    """
    cue, speaker = report.cue[0], report.speaker
    if speaker is None:
        return lemma in _HEARSAY and tree.child(cue, "auxpass") is not None
    if not _is_stated(tree, cue, speaker) or _is_idle(tree, cue, speaker, lemma):
        return False
    head = speaker.head
    named = _is_named(tree, head)
    if lemma in _ADVISING and (named or (lemma in _MILD and _is_people(tree.words[head].lower()))):
        return lemma not in {"refuse", "decline"} or named or tree.tags[cue] == "VBD"
    if lemma in {"find", "show"} and _of_counts(tree, report):
        return True
    if report.frame not in _CLAUSES or (lemma in _MILD and lemma not in _FINDING):
        return False
    if tree.words[head].lower() in _WHO - _HE and (lemma in _MILD or tree.words[head].lower() != "they"):
        return False
    if (
        lemma in _FINDING
        and tree.words[report.content[0]].lower() != "that"
        and (lemma == "find" or not _has_finite(tree, report.content))
    ):
        return False
    return named or is_somebody(tree.words[head], tree.tags[head], "show")


def _is_stated(tree: Tree, cue: int, speaker: SpeakerWords) -> bool:
    """Whether a verb tells what has been said: no "can say", "to say", "if he says", "a partner who says"."""
    if tree.tags[cue] not in {"VBD", "VBZ", "VBP"}:
        spoken = tree.tags[cue] == "VBN" and any(tree.words[at].lower() in _HAS for at in tree.kids(cue, "aux"))
        if not spoken:
            return False
    if any(tree.tags[at] == "MD" or tree.words[at].lower() == "to" for at in tree.kids(cue, "aux")):
        return False
    before = tree.words[speaker.first - 1].lower() if speaker.first else ""
    if before in _IF or any(tree.words[at].lower() in _IF for at in tree.kids(cue, "mark", "advmod")):
        return False
    return speaker.relative is None or _is_named(tree, speaker.head)


def _has_finite(tree: Tree, span: tuple[int, int]) -> bool:
    return any(tree.tags[at] in {"VBD", "VBZ", "VBP", "MD"} for at in range(span[0], span[1] + 1))


def _is_deed(tree: Tree, report: Report, lemma: str) -> bool:
    """ "found the child", "noticed the difference": what somebody comes upon."""
    opens = tree.words[report.content[0]].lower()
    if lemma == "charge" and opens != "that":
        return True
    if lemma in _MILD and _is_hypothetical(tree, report):
        return True
    above = tree.words[tree.heads[report.cue[0]]].lower()
    if tree.tags[report.cue[0]] == "VB" and above in _LETTING and tree.heads[report.cue[0]] < report.cue[0]:
        return True
    if lemma in {"show", "find"} and report.frame in {"o", "c", "i"} and _of_counts(tree, report):
        return False
    if lemma == "show" and report.frame == "o":
        return True
    if lemma in _COMING_UPON:
        return report.frame == "o" or (
            report.frame == "c" and opens != "that" and not _has_finite(tree, report.content)
        )
    return False


def _can_state(tree: Tree, head: int) -> bool:
    """Whether a view may be "according to" this: somebody or something written, not "your needs", "the rules"."""
    if any(tree.words[kid].lower() in {"your", "our", "my"} for kid in tree.children[head]):
        return False
    return tree.words[head].lower() not in _MEASURES


def _is_no_cue(tree: Tree, cue: int, lemma: str) -> bool:
    """Participles: "a smaller than expected sum", "less stressed", "what are called portable libraries", "known as"."""
    if tree.deps[cue] == "amod" or tree.words[cue - 1].lower() in _DEGREES:
        return True
    if lemma in _NAMING and tree.child(cue, "agent", "aux") is None:
        return True
    return lemma == "know" and tree.words[min(cue + 1, len(tree.words) - 1)].lower() == "as"


def _is_idle(tree: Tree, cue: int, speaker: SpeakerWords, lemma: str) -> bool:
    """ "it is important to note that", "not to mention", "it seems", "which means": nobody does it."""
    of_it = tree.words[speaker.head].lower() in _THIS
    if lemma in _SEEMING and (of_it or (speaker.relative is not None and lemma != "seem")):
        return True
    if tree.tags[cue] != "VB":
        return False
    lower = [word.lower() for word in tree.words[max(0, cue - 2) : cue + 1]]
    return lower == ["not", "to", "mention"] or (tree.words[speaker.head].lower() == "it" and lower[-2:-1] == ["to"])


def _of_counts(tree: Tree, report: Report) -> bool:
    if report.speaker is None:
        return False
    return any(one in _COUNTS for one in _singulars(tree.words[report.speaker.head].lower()))


def _is_hypothetical(tree: Tree, report: Report) -> bool:
    """ "applicants must show", "which suggests", "Step 2: find": duties, what the writer infers, and labels."""
    speaker, cue = report.speaker, report.cue[0]
    if speaker is None:
        return False
    if any(tree.words[at].lower() in _DUTIES for at in tree.kids(cue, "aux")):
        return not tree.tags[speaker.head].startswith(("NNP", "PRP"))
    which = speaker.relative is not None and tree.words[speaker.relative].lower() == "which"
    if which and not is_somebody(tree.words[speaker.head], tree.tags[speaker.head], "show"):
        return True
    return ":" in tree.words[speaker.head : cue]


def is_writers(tree: Tree, report: Report) -> bool:
    """ "I think so" outside of quotation marks: what the writer thinks, as all of the text."""
    if report.speaker is None or tree.words[report.speaker.head].lower() not in {"i", "my"}:
        return False
    word = tree.words[report.cue[0]].lower()
    return VERB_OF.get(word, word) in _MILD and tree.tags[report.cue[0]] in {"VBP", "VB", "VBZ", "VBG"}


def can_quote(cue: str | None) -> bool:
    """Whether a verb can have a few words in quotation marks as what is said: one that takes a clause or a name.

    None, where a sentence before names the speaker, and a colon, can.
    """
    if cue is None or cue == ":" or cue.lower() == "according":
        return True
    lemma = VERB_OF.get(cue.lower())
    frame = VERBS.get(lemma) if lemma is not None else None
    return frame is not None and bool(frame.letters & {"c", "x", "i"} or frame.prepositions)


def names_things(cue: str | None) -> bool:
    """Whether a few words in quotation marks beside this verb are a term: "finds a “sea whip”", "shows a “note”"."""
    return cue is not None and VERB_OF.get(cue.lower()) in _WITH_TERMS


def is_somebody(head: str, tag: str, lemma: str) -> bool:
    """Whether the head of a subject can say, think or wish what this verb says of it."""
    if tag.startswith("NNP") or tag in {"CD", "PRP$"} or head.lower() in _WHO:
        return True
    if lemma not in _MILD:
        return True
    if head.lower() in _THIS:
        return lemma not in _NOT_OF_IT
    if any(one in _PEOPLE for one in _singulars(head.lower())):
        return True
    if lemma in _WRITTEN_VERBS and any(one in WRITINGS for one in _singulars(head.lower())):
        return True
    return any(one.endswith(_ENDINGS) and one not in _NO_PEOPLE for one in _singulars(head.lower()))


def _singulars(word: str) -> tuple[str, ...]:
    return word, word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("ies") + "y"
