"""The cues of English: verbs, nouns and adjectives that attribute words, thoughts or wishes to somebody.

The list is general English, after the classes of reporting and attitude verbs in grammars and verb lexicons. Each word
has frames: the kinds of complement that contain the content.
"""

from typing import NamedTuple

from tasks.text.conventions.wordlist import wordlist

# Frames: c a clause ("said that ..."), i an infinitive or gerund ("wants to ..."), o an object ("criticised the plan"),
# x an object with its complement ("described it as ..."), and prepositions ("called for a vote").
_VERBS = """
say:c tell:ci add:c note:co state:co claim:cio argue:c+for+against insist:c+on explain:co announce:co declare:cox
report:co suggest:cio acknowledge:co admit:cio concede:co confirm:co deny:cio reveal:co disclose:co mention:co observe:c
remark:c comment:c+on reply:c respond:c answer:c recall:co remember:cio warn:ci+about+against+of
caution:ci+about+against
predict:co forecast:co estimate:co contend:c assert:co allege:co maintain:c stress:co emphasize:co emphasise:co
reiterate:co repeat:co point:c+to testify:c write:c+about tweet:c post:c vow:cio promise:cio pledge:cio swear:ci
threaten:cio boast:c+about+of brag:c+about joke:c+about quip:c complain:c+about+of lament:co protest:co object:c+to
charge:c counter:c retort:c speculate:c+about theorize:c propose:cio recommend:cio advise:ci+against urge:cio
ask:ci+about+for
wonder:c+about inquire:c+about question:co demand:cio request:cio order:ci instruct:ci indicate:co show:co imply:co
hint:c+at signal:co conclude:c find:c determine:c decide:c+on rule:c agree:ci+with+on+to disagree:c+with+on
believe:ci+in
think:ci+about+of feel:c know:c hope:ci+for expect:cio anticipate:cio fear:cio worry:ci+about suspect:co doubt:co
guess:c
assume:c presume:c suppose:c imagine:cio figure:c reckon:c consider:ciox understand:c realize:co realise:co
recognize:co
recognise:co see:cx learn:c+of hear:c+about discover:c notice:c forget:c regret:cio wish:ci+for want:cio dream:c+of
intend:cio plan:cio+on mean:ci prefer:cio assure:c convince:c persuade:c remind:c inform:c notify:c proclaim:co
profess:cio pronounce:c chant:c shout:c yell:c cry:c scream:c whisper:c exclaim:c muse:c opine:c interject:c volunteer:c
clarify:c elaborate:c+on specify:c underscore:co underline:co highlight:co echo:co affirm:co attest:c+to guarantee:c
concur:c
dispute:co challenge:o refute:o rebut:o reject:o dismiss:ox disavow:o read:c sing:c thunder:c fume:c agonize:c+over
marvel:c+at rejoice:c gloat:c vent:c rant:c+about rail:+against+about inveigh:+against campaign:+for+against
lobby:+for+against
push:+for press:+for appeal:+for call:cx+for+on seek:io refuse:i decline:i offer:i aim:i try_to:i desire:io long:i+for
yearn:i+for hesitate:i resolve:i choose:i love:io hate:io like:io dislike:io admire:o respect:o enjoy:o resent:o
support:o oppose:o back:o endorse:o favor:o favour:o criticize:o criticise:o condemn:o denounce:o blast:o slam:o
attack:o praise:o applaud:o laud:o hail:ox welcome:o defend:o blame:o+for+on accuse:+of discuss:o describe:ox cite:o
characterize:ox characterise:ox portray:ox depict:ox paint:x brand:x label:x dub:x view:ox regard:ox perceive:ox deem:x
treat:x deplore:o bemoan:o mourn:o decry:o deride:o mock:o ridicule:o tout:o champion:o advocate:o+for embrace:o
acclaim:o revile:o retweet:o peg:o underestimate:o overestimate:o belittle:o glorify:o vilify:o
contest:o repudiate:o renounce:o rebuke:o chide:o scold:o lambaste:o lambast:o skewer:o savage:o assail:o bash:o
disparage:o belittle:o malign:o vilify:o demonize:o fault:o commend:o salute:o celebrate:o congratulate:o
compliment:o cheer:o trumpet:o extol:o approve:o+of disapprove:+of envision:o envisage:o foresee:co contemplate:o
weigh:o ponder:co debate:co scrutinize:o fret:c+about+over grumble:c+about gripe:c+about moan:c+about
apologize:+for apologise:+for thank:+for credit:+with+for liken:+to compare:x+to equate:+with vouch:+for
allude:+to refer:+to react:+to touch:+on harp:+on quote:o accept:c trust:c+in seem:ic appear:ic tend_to:i
insinuate:co posit:c postulate:c surmise:c infer:c deduce:c calculate:c project:ci poll:c rate:o address:o
express:o voice:o convey:co communicate:co broach:o raise_concern:o outline:o detail:o lay_out:o unveil:o
encourage:i implore:i beg:i plead:+for+with exhort:i beseech:i entreat:i command:i forbid:i invite:i permit_to:i dare:i
bet:c wager:c gather:c sense:co grasp:co appreciate:co misunderstand:o underestimate:o overestimate:o overlook:o
ignore:o
cherish:o value:o treasure:o loathe:o detest:o despise:o abhor:o distrust:o mistrust:o covet:o crave:o envy:o fancy:o
espouse:o uphold:o reaffirm:co rescind:o veto:o vote:i+for+against+on caution:c contradict:o rue:o excoriate:o
eviscerate:o
castigate:o berate:o upbraid:o admonish:ci dissuade:+from disapprove:+of deliberate:+on predicate:c summarize:c
summarise:c hypothesize:c tease:co whine:c+about sniff:c snap:c bark:c mutter:c murmur:c stammer:c chuckle:c sigh:c
confide:c snipe:c jeer:c taunt:o preach:co restate:o recount:co relate:c blurt:c confess:co bellow:c holler:c gush:c
enthuse:c+about aver:c avow:c enquire:c+about query:c reassure:c verify:c decree:c stipulate:c foretell:co insult:o
chastise:o reprimand:o censure:o rebuff:o identify:x rank:x term:x judge:cx
"""
_PASSIVES = wordlist(
    "expect believe think say report allege accuse see know consider regard view describe call dub project estimate "
    "suppose "
    "rumor rumour perceive deem portray label brand ask tell urge advise warn order encourage invite instruct remind "
    "inform "
    "assume presume understand intend mean charge criticize criticise blame praise hail require forbid permit "
    "characterize "
    "cite quote plan schedule predict tout tip slate"
)
_IRREGULAR = {
    "said": "say",
    "told": "tell",
    "wrote": "write",
    "written": "write",
    "thought": "think",
    "felt": "feel",
    "knew": "know",
    "known": "know",
    "swore": "swear",
    "sworn": "swear",
    "found": "find",
    "understood": "understand",
    "saw": "see",
    "seen": "see",
    "heard": "hear",
    "forgot": "forget",
    "forgotten": "forget",
    "meant": "mean",
    "dreamt": "dream",
    "sought": "seek",
    "chose": "choose",
    "chosen": "choose",
    "taught": "teach",
    "foresaw": "foresee",
    "foreseen": "foresee",
    "sang": "sing",
    "sung": "sing",
    "misunderstood": "misunderstand",
    "shown": "show",
    "bet": "bet",
    "laid": "lay",
    "upheld": "uphold",
    "read": "read",
    "overlooked": "overlook",
    "rued": "rue",
}
_DOUBLED = wordlist("admit quip plan brag pan blog slam rip refer rebut label dub tip bet beg forget permit bar peg")

_NOUNS = """
claim:c+of assertion:c+of statement:c suggestion:c+of belief:c+in view:c+of opinion:c+of hope:ci+of+for fear:c+of
concern:c+about+over+with worry:c+about expectation:ci+of prediction:c+of warning:ci+about+of promise:ci+of
pledge:ci+of vow:ci+of
threat:ci+of proposal:ci+for demand:ci+for call:i+for request:ci+for appeal:i+for complaint:c+about+of allegation:c+of
accusation:c+of contention:c insistence:c+on admission:c+of acknowledgment:c+of acknowledgement:c+of announcement:c+of
rumor:c+of+about rumour:c+of+about speculation:c+about doubt:c+about suspicion:c+of+about notion:c+of sense:c feeling:c
thought:c conviction:c+in confidence:c+in desire:i+for wish:i+for intention:i+of determination:i criticism:+of+from
praise:+for
support:+for opposition:+to endorsement:+of condemnation:+of objection:c+to perception:c+of impression:c consensus:c+on
assessment:c+of estimate:c+of conclusion:c assumption:c assurance:c+of refusal:i reluctance:i willingness:i plan:i+for
argument:c+for+against idea:c+of commitment:i+to depiction:+of description:+of portrayal:+of denunciation:+of attack:+on
disdain:+for contempt:+for admiration:+for enthusiasm:+for skepticism:c+of+about disappointment:c+with+in+over
frustration:c+with+over
outrage:+over+at anger:+over+at rejection:+of defense:+of advocacy:+of mention:+of question:+about comment:+about+on
remark:+about+on report:c+of poll:c news:c optimism:c+about
recommendation:c+of observation:c reminder:c testimony:c+about finding:c revelation:c+of disclosure:c+of advice:ci
plea:i+for declaration:c+of confession:c
"""
_ADJECTIVES = """
sure:c certain:c confident:c+in+of convinced:c+of hopeful:c optimistic:c+about pessimistic:c+about afraid:ci+of
worried:c+about
concerned:c+about+with glad:c happy:c+with+about proud:c+of angry:c+about+at+over upset:c+about+at
skeptical:c+of+about sceptical:c+of+about
critical:+of supportive:+of aware:c+of unaware:c+of willing:i unwilling:i eager:i reluctant:i adamant:c+about
wary:+of unsure:c+about
doubtful:c sorry:c+for surprised:c+by disappointed:c+with+in+by determined:i opposed:+to open:+to interested:+in
fearful:c+of
keen:i+on clear:c+about+on dismissive:+of frustrated:+with+by tired:+of dissatisfied:+with satisfied:+with
pleased:c+with excited:+about
mindful:+of suspicious:+of ashamed:+of grateful:c+for thankful:c+for
"""


class Frame(NamedTuple):
    """The complements that contain a cue's content."""

    letters: frozenset[str]
    prepositions: frozenset[str]


def _table(lines: str) -> dict[str, Frame]:
    table: dict[str, Frame] = {}
    for entry in lines.split():
        word, _, frames = entry.partition(":")
        letters, *prepositions = frames.split("+")
        table[word] = Frame(frozenset(letters), frozenset(prepositions))
    return table


def _forms(verb: str) -> list[str]:
    """The regular forms of a verb."""
    if verb.endswith("e"):
        return [verb, verb + "s", verb + "d", verb[:-1] + "ing"]
    if verb.endswith("y") and verb[-2] not in "aeou":
        return [verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    stem = verb + verb[-1] if verb in _DOUBLED else verb
    plural = verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "o")) else "s")
    return [verb, plural, stem + "ed", stem + "ing"]


VERBS = _table(_VERBS)
NOUNS = _table(_NOUNS)
ADJECTIVES = _table(_ADJECTIVES)
PASSIVES = _PASSIVES
VERB_OF = {form: verb for verb in VERBS for form in _forms(verb)} | _IRREGULAR
NOUN_OF = {
    form: noun for noun in NOUNS for form in (noun, noun + "s", noun[:-1] + "ies" if noun.endswith("y") else noun)
}
# Forms that are mostly other words than cues: without another cue, a sentence with them is not parsed.
_WEAK = wordlist(
    "campaign campaigns state states like long vote votes post posts back news contest contests poll polls defense "
    "question "
    "voice points point read figure counter push pushed mean means bet love hate order orders rate rates "
    "project projects rank ranks ranked term terms judge judges finding findings relate related identify identified "
    "advice testimony "
    "value values offer offers challenge sense trust label paint brand treat view rule rules label pan rip knock"
)
# A sentence with any of these words is parsed.
CUE_FORMS = (frozenset(VERB_OF) | frozenset(NOUN_OF) | frozenset(ADJECTIVES) | {"according"}) - _WEAK
