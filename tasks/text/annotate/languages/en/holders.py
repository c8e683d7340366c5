"""Whether a cue with its speaker is an attribution at all: who can hold a view, and which words only tell a deed.

Web pages are full of "see if it works", "this highlights the need", "plan your menu": verbs that news uses for
somebody's words stand there without anybody who says something.
"""

from collections.abc import Sequence

from tasks.text.annotate.engine.tree import Tree
from tasks.text.annotate.grammar.speakers import SpeakerWords
from tasks.text.annotate.languages.en.cues import VERB_OF
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
    "anybody nobody none all both analysis crowd generation millennial professional individual human lawmaker "
    "monarch pope bishop clergy priest imam rabbi saint nun monk pilot driver attorney counsel tenant landlord "
    "homeowner airline carrier operator provider supplier retailer bride groom"
)
_WRITINGS = wordlist(
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
_MOST_MILD = 8
"""So many reports for each one with a verb of saying are usual in news: between two and four."""
_TOO_FEW, _SHORT = 8, 300
"""So few reports in so few words tell nothing about a text."""
_THIS = wordlist("it this that these what which there")
_NOT_OF_IT = _WRITTEN_VERBS | wordlist("mean seem appear")
_WHO = wordlist(
    "he she they we i who you him her them us me others other those each everyone someone many some several few "
    "both all half"
)


def is_sourced(reports: Sequence[tuple[Tree, Report]], quotations: int, words: int) -> bool:
    """Whether an article reports what others say: enough of its cues are verbs of saying with a named speaker.

    In an essay or a manual, which quotes nobody, "see", "plan" and "highlight" tell what happens or what to do.
    """
    said = sum(_is_said(tree, report) for tree, report in reports) + quotations
    return (len(reports) < _TOO_FEW and words < _SHORT) or said * _MOST_MILD >= len(reports)


def _is_said(tree: Tree, report: Report) -> bool:
    word = tree.words[report.cue[0]].lower()
    speaker = report.speaker
    if speaker is None or VERB_OF.get(word, word) in _MILD or not tree.tags[report.cue[0]].startswith(("VB", "IN")):
        return False
    return _is_named(tree, speaker.head)


def _is_named(tree: Tree, head: int) -> bool:
    return tree.tags[head].startswith("NNP") or tree.words[head].lower() in _HE


def holds(tree: Tree, report: Report, *, sourced: bool) -> bool:
    """Whether a report attributes something to somebody, and does not only tell what happens or what to do."""
    cue = report.cue[0]
    word = tree.words[cue].lower()
    if word == "according":
        return report.speaker is None or _can_state(tree, report.speaker.head)
    if not tree.tags[cue].startswith("VB"):
        return report.speaker is not None and (sourced or _is_named(tree, report.speaker.head))
    lemma = VERB_OF.get(word, word)
    if tree.tags[cue] == "VBN" and _is_no_cue(tree, cue, lemma):
        return False
    if report.speaker is None:
        if lemma in {"write", "read"}:
            return False  # "written using"
        return sourced and (
            tree.tags[cue] in {"VBN", "VBD", "VBZ", "VBP"} or tree.child(cue, "auxpass", "agent") is not None
        )
    if _is_idle(tree, cue, report.speaker, lemma):
        return False
    head = report.speaker.head
    if not sourced and not _is_named(tree, head):
        return lemma not in _MILD and is_somebody(tree.words[head], tree.tags[head], "show")
    return (sourced and lemma not in _INNER) or is_somebody(tree.words[head], tree.tags[head], lemma)


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
    if lemma in _WRITTEN_VERBS and any(one in _WRITINGS for one in _singulars(head.lower())):
        return True
    return any(one.endswith(_ENDINGS) and one not in _NO_PEOPLE for one in _singulars(head.lower()))


def _singulars(word: str) -> tuple[str, ...]:
    return word, word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("ies") + "y"
