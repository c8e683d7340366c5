"""Whether a cue with its speaker is an attribution at all: who can hold a view, and which verbs only report an action.

Web pages are full of "see if it works", "this highlights the need", "plan your menu": verbs that news uses to report
somebody's words, but without anybody who says something.
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
"""Verbs of thinking, wishing and showing: they attribute only if their subject can think, wish or show."""
_INNER = wordlist(
    "see find know learn consider assume love like hate think feel believe remember forget imagine decide hear "
    "notice wish hope want understand discover mean"
)
"""Verbs of mental activity: a storm that "sees" something is not a speaker."""
_SEEMING = wordlist("seem appear mean")
_ONLY_SOMEBODY = wordlist("seem appear encourage contradict support challenge welcome oppose back question ask")
"""If their subject is a thing, these verbs report what happens: "the figures contradict the claim"."""
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
"""Nouns for what shows, says or suggests something in writing, but does not hope."""
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
"""Weak verbs that attribute if their content is a clause."""
_ADVISING = wordlist("recommend advise suggest urge warn caution decline refuse vow pledge threaten demand")
_HEARSAY = wordlist("say report expect believe allege rumour rumor understand estimate")
"""In the passive these verbs attribute to an unnamed source: "is expected to open in May"."""
_COMING_UPON = wordlist("find notice discover")
_WITH_TERMS = wordlist(
    "show learn discover know read write love like hate enjoy offer choose plan want seek need aim use resist "
    "hear see announce mention"
)
"""Verbs whose object may be a thing in quotation marks: a work, a button, a nickname."""
_COUNTS = wordlist("poll polling survey census study count analysis estimate forecast projection data figure statistic")
"""Nouns for sources whose finding is the object of the verb: "a poll shows Ann Lee ahead"."""
_LETTING = wordlist(
    "allow allows allowed allowing let lets letting enable enables enabled enabling help helps helped helping"
)
"""Verbs of allowing: "allows users to ask" states what users can do, not something that they asked."""
_DUTIES = wordlist("must should can could may might ought need")
_HAS = wordlist("has have had ’ve 've ’s 's")
_IF = wordlist("if whether when whenever unless")
_MOST_MILD = 8
"""Most reports per verb of saying. In news there are between two and four."""
_FEWEST_SAID = 3.5
"""Fewest attributions to a speaker per 1,000 words: news has 5 to 35; advice, manuals and shops' pages have 0 to 4."""
_TOO_FEW, _SHORT, _NOTE = 8, 300, 120
"""With so few reports and words, nothing is known about a text."""
_THIS = wordlist("it this that these what which there")
_NOT_OF_IT = _WRITTEN_VERBS | wordlist("mean seem appear")
_WHO = wordlist(
    "he she they we i who you him her them us me others other those each everyone someone many some several few "
    "both all half"
)


def is_sourced(reports: Sequence[tuple[Tree, Report]], quotations: int, words: int) -> bool:
    """Whether an article reports what others say: enough of its cues are verbs of saying with a speaker.

    In an essay or a manual, which quotes nobody, "see", "plan" and "highlight" report actions or give instructions.
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
    """Whether a report attributes something to somebody, instead of only reporting an action or giving an
    instruction."""
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
    """Whether this report attributes although the text has hardly any sources: somebody says, finds or recommends
    something.

    "Ann Lee says that", "studies show that", "the club recommends storing": the verb is in the indicative, its subject
    can speak, and its content is a clause. Not "a pro can recommend", "users write", "many forget to".
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
    """Whether a verb states that something was said, unlike "can say", "to say", "if he says", "a partner who says"."""
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
    """Whether the content is something that somebody comes upon: "found the child", "noticed the difference"."""
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
    """Whether a view can be "according to" this: a person or something written, but not "your needs", "the rules"."""
    if any(tree.words[kid].lower() in {"your", "our", "my"} for kid in tree.children[head]):
        return False
    return tree.words[head].lower() not in _MEASURES


def _is_no_cue(tree: Tree, cue: int, lemma: str) -> bool:
    """Whether a participle is not a cue: "a smaller than expected sum", "less stressed", "what are called portable
    libraries", "known as"."""
    if tree.deps[cue] == "amod" or tree.words[cue - 1].lower() in _DEGREES:
        return True
    if lemma in _NAMING and tree.child(cue, "agent", "aux") is None:
        return True
    return lemma == "know" and tree.words[min(cue + 1, len(tree.words) - 1)].lower() == "as"


def _is_idle(tree: Tree, cue: int, speaker: SpeakerWords, lemma: str) -> bool:
    """Whether nobody performs the verb: "it is important to note that", "not to mention", "it seems", "which means"."""
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
    """Whether it is a duty, a conclusion of the writer, or a label: "applicants must show", "which suggests", "Step 2:
    find"."""
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
    """Whether it is a thought of the writer, like the whole text: "I think so" outside quotation marks."""
    if report.speaker is None or tree.words[report.speaker.head].lower() not in {"i", "my"}:
        return False
    word = tree.words[report.cue[0]].lower()
    return VERB_OF.get(word, word) in _MILD and tree.tags[report.cue[0]] in {"VBP", "VB", "VBZ", "VBG"}


def can_quote(cue: str | None) -> bool:
    """Whether a verb can quote a few words in quotation marks: one that takes a clause or a name. A colon can, and
    None, which means that a sentence before names the speaker."""
    if cue is None or cue == ":" or cue.lower() == "according":
        return True
    lemma = VERB_OF.get(cue.lower())
    frame = VERBS.get(lemma) if lemma is not None else None
    return frame is not None and bool(frame.letters & {"c", "x", "i"} or frame.prepositions)


def names_things(cue: str | None) -> bool:
    """Whether a few words in quotation marks beside this verb are a term: "finds a “sea whip”", "shows a “note”"."""
    return cue is not None and VERB_OF.get(cue.lower()) in _WITH_TERMS


def is_somebody(head: str, tag: str, lemma: str) -> bool:
    """Whether the head of a subject can say, think or wish what this verb expresses."""
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
