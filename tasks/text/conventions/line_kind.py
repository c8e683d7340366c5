"""Lines of a page that are not part of its article, recognised by their words.

They are found in text copied from a browser: navigation, share buttons, invitations, copyright notices, related links,
tags, picture credits. Each pattern must match the whole line, or its beginning together with a second sign, so that a
sentence about newsletters remains article text.
"""

import re
from enum import StrEnum

from tasks.text.conventions.running_text import is_running, word_count
from tasks.text.conventions.wordlist import wordlist


class LineKind(StrEnum):
    """The kind of a line, by its words alone."""

    COMMENTS = "comments"  # the readers' comments begin
    RELATED = "related"  # a heading above links to other articles
    RELATED_LINK = "related link"  # one such link: "Read more: ..."
    INVITATION = "invitation"  # subscribe, follow, download, write to us
    NOTE = "note"  # about the text itself: corrections, disclaimers, contributors
    RIGHTS = "rights"
    CREDIT = "credit"  # a picture credit, or a caption that contains one
    TAGS = "tags"
    WEATHER = "weather"
    WIDGET = "widget"  # buttons, counters, placeholders, reading time
    NAVIGATION = "navigation"
    CODE = "code"  # style sheets, scripts, embeds


def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{''.join(pattern.split(chr(10)))})[\s:.…»>→↓-]{{0,4}}", re.IGNORECASE)


_COMMENTS = _whole(r"""
(?:leave|post|add|write|submit) (?:a|your) (?:reply|comment)s?|(?:join|start) the (?:conversation|discussion)
|(?:\d{1,5}|no|show|view|read|see|all|reader|readers['’])?\s?(?:all )?(?:comments?|responses
|replies)(?: ?\(\d{1,5}\))?
|comments? (?:are )?(?:closed|off|disabled)\.?|(?:cancel|leave) (?:a )?reply
|%[ds] bloggers? like this|like this|conversation|discuss(?:ion)?|be the first to comment.{0,40}
|comment on this (?:story|article)
|(?:\d{1,5} )?kommentare?(?: ?\(\d{1,5}\))?(?: schreiben)?|(?:\d{1,5} )?commentaires?|(?:\d{1,5} )?coment[aá]rios?
|commenti|reacties
|kommentarer|komentarze|комментарии|коментарі|yorumlar|التعليقات|コメント|评论|留言|댓글
""")
_RELATED_HEADING = _whole(r"""
(?:related )?(?:tags|topics|keywords)|
related(?: (?:articles?|stor(?:y|ies)|news|posts?|content|topics|links?|coverage|reading|items))?
|(?:read |see |view |load |show )?more(?: (?:in|from|on|about|by|news|stories|articles|like this|for you|coverage
|headlines)(?: .{1,50})?)?
|most (?:read|popular|viewed|shared|recent|commented)(?: .{1,20})?|(?:you|we) (?:may|might|will)?\s?(?:also )?(?:like
|recommend|be interested in)
|recommended(?: .{1,30})?|(?:now )?trending(?: .{1,20})?|popular(?: .{1,20})?|read (?:next|also|also:|on)|also read
|see also|up next|don['’]t miss
|(?:the )?(?:latest|top|other|recent|more|breaking|today['’]s)(?: .{1,20})? (?:news|stories|headlines|articles|posts)
|editors?['’]?s? (?:picks?|choice)
|(?:next|previous)(?: (?:article|post|story))?|in this (?:section|series)|also (?:on|in|from) .{1,40}|around the web
|from (?:our|the) .{1,30}
|what (?:to read|to watch) next|keep reading|further reading|explore more|stories you may like|this week['’]s .{1,30}
|promoted(?: .{1,20})?
|mehr zum thema|lesen sie auch|das könnte sie auch interessieren|weitere (?:artikel|themen|meldungen|nachrichten)
|meistgelesen|auch interessant
|lire aussi|à lire aussi|sur le même sujet|les plus lus|te puede interesar|noticias relacionadas|lo más (?:leído
|visto)|más noticias
|leia (?:também|mais)|veja também|mais lidas|notícias relacionadas|leggi anche|potrebbe interessarti|lees ook
|meer nieuws
|läs (?:mer|också)|les (?:mer|også)|læs også|lue myös|czytaj (?:też|także|więcej)|zobacz (?:też|także|również)
|читайте также|по теме|baca juga|berita terkait
|ilgili haberler|関連記事|相关(?:新闻|阅读)|相關新聞|관련\s?기사
""")
_RELATED_LINK = re.compile(
    r"(?:also (?:read|see|watch)|read (?:more|also|next|this|on)|read|related(?: \w{4,8})?|see (?:also|more)|see"
    r"|watch(?: (?:also|now|more))?|listen|more"
    r"|more (?:on|from|in) [\w ]{2,30}|must[- ]read|recommended|don['’]t miss|in pictures|in pics|previously|opinion"
    r"|lesen sie (?:auch|mehr|dazu)"
    r"|mehr(?: dazu)?|(?:à )?lire aussi|voir aussi|lee (?:también|además)|lea también|le[ei]a (?:também|mais)"
    r"|veja (?:também|mais)|leggi anche|lees ook"
    r"|läs (?:mer|också|även)|les (?:mer|også)|læs også|lue myös|czytaj (?:też|także|więcej)|zobacz (?:też|także)"
    r"|читайте (?:также|також)|baca juga"
    r"|xem thêm)\s{0,2}[:>»|→]\s{0,3}\S.{2,200}",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"(?:please |you can |to |for )?(?:sign up|sign in|subscribe|subscribing|register|join|follow|download|get|click"
    r"|tap|like|support|donate|become"
    r"|stay|listen|send|email|e-mail|contact|write|for (?:more|the latest|all)|share|let us|tell us|enjoy|never miss"
    r"|keep up|receive|read (?:more|this|our)"
    r"|enter|watch|catch|check out|log in|create an account|unlock|already (?:a|have)|not (?:a|yet)|by (?:clicking"
    r"|signing|submitting|subscribing)"
    r"|want (?:to|more)|thank you for|thanks for|need help|got a|have a|do you (?:have|know|support)|have you"
    r"|melden sie|abonnieren|folgen sie|jetzt"
    r"|inscrivez|abonnez|suivez|suscr[ií]b\w*|s[ií]gue\w*|siga|assine|inscreva\w*|iscriviti|seguici|abonneer|volg"
    r"|prenumerera|подпи\w*|следите)\b",
    re.IGNORECASE,
)
_ASKED_FOR = re.compile(
    r"newsletter|subscri|sign(?:ing)?[- ]?up|sign in|log in\b|your inbox|e-?mail(?:ed)? (?:us|to|address|alerts?"
    r"|updates?|newsletters?)|\bour apps?\b|\bapp (?:store|now|today)\b"
    r"|(?:on|our) (?:twitter|facebook|instagram|whatsapp|telegram|youtube|linkedin|tiktok|x\b|google news)"
    r"|follow (?:us|@)|notification|donat\w{1,4} (?:to|now|today)|an account"
    r"|channel|podcasts? (?:on|at|here|wherever)|alerts?\b|(?<!\w)@\w{2,30}|(?<!\w)#\w{3,40}|like (?:us|the page|our)"
    r"|free trial|our members|become a|share (?:this|your)"
    r"|privacy policy|terms of|letters? to the editor|in touch|contact us|news tips?|story ideas?"
    r"|[\w.-]{1,40}@[\w-]{1,40}\.|our (?:work|journalism|reporting)|abonn|suscr[ií]"
    r"|prenumer|подпи|the latest (?:news|stories|updates)|more (?:news|stories)|follow us",
    re.IGNORECASE,
)
_HELPED = re.compile(
    r"[^.\"“”]{3,200}\bcontributed (?:to (?:this|the) (?:report|story|article)|(?:additional )?reporting)",
    re.IGNORECASE,
)
_ABOUT_ITSELF = re.compile(
    r"our standards\s?:|contributing\s?:.{3,150}|"
    r"\(?(?:this|the|a version of this|an earlier version of this) (?:article|story|post|content|material|report|piece"
    r"|copy|column|commentary|essay|page|site|interview)\b"
    r".{0,120}(?:republish|reproduc|redistribut|rewritten|permission|licen[cs]e|syndicat|not been edited"
    r"|auto-generated|(?:originally|first) (?:appeared|published|posted|ran)"
    r"|(?:was|been) (?:updated|corrected|amended|produced by|provided by|published by)|appeared (?:in|on)|copyright"
    r"|affiliate|commission|advertis)"
    r"|\(?(?:the |any )?(?:views|opinions|statements)(?: and (?:views|opinions))?(?: \w{1,12}){0,5} (?:expressed|are"
    r"|in|here)\b.{0,160}(?:author|writer|own|reflect|represent)"
    r"|\(?(?:reporting|editing|additional reporting|with (?:additional )?reporting|with files) (?:by|from)\b.{2,250}"
    r"|(?:advertisement|all rights reserved)\b.{0,80}"
    r"|(?:story|article) continues (?:below|after)|(?:our|we) (?:may )?(?:earn|receive"
    r"|get) (?:a )?(?:small )?commission|(?:correction|editor['’]s note|disclaimer|disclosure)s?\s?[:—–-].{5,400}"
    r"|republished (?:with|from|under)\b.{2,200}|reprinted (?:with|from)\b.{2,200}|(?:we|if you"
    r"|our)\b.{0,120}(?:newsletter|subscribe|sign up|follow us|our app|get in touch|contact us|email us)",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"©|\(c\) ?(?:19|20)\d\d|copyright(?:\s?[:©(\d]|\s(?-i:by|[A-Z])|$)|all rights reserved|alle rechte|tous droits"
    r"|(?:todos )?(?:los )?derechos reservados|tutti i diritti"
    r"|todos os direitos|creative commons|版权所有|無断転載|무단",
    re.IGNORECASE,
)
_PICTURE = (
    r"(?:photo|photograph|picture|image|illustration|graphic|video|foto|bild|grafik|imagen|imagem|crédito|crédit|vidéo"
    r"|фото|fotoğraf|zdjęcie|kuva)"
)
_CREDIT = re.compile(
    rf"\(?{_PICTURE}\w{{0,4}}(?: (?:credits?|courtesy|source|provided|supplied|taken|from|via|of))?\s{{0,2}}(?::|/|©|-"
    rf"|–|\||\bby\b|\bvon\b)\s{{0,2}}\S"
    rf"|\(?(?:ap|afp|epa|reuters|file|handout|stock|archive|undated|courtesy|getty|tv) (?:file )?{_PICTURE}\w{{0,3}}\b"
    r"|image (?:source|caption),|\(?(?:credits?|courtesy|pictured|photographed|illustrated|screenshot|screengrab"
    r"|handout|provided|supplied)\b"
    r"(?: (?:of|by|from|photo|image|via)\b|\s{0,2}[:/])|file - |(?:above|left|right|below|top), \w",
    re.IGNORECASE,
)
_CREDIT_END = re.compile(
    r"(?:/|via |\(|\| ?|— |– |- |© ?)(?:getty(?: images)?|ap(?: photo)?|associated press|afp(?:/\w{2,20})?|reuters"
    r"|epa(?:-efe)?|shutterstock|istock(?:photo)?|alamy"
    r"|unsplash|pexels|pixabay|flickr|wikimedia(?: commons)?|pool|picture alliance|imago(?: images)?|dpa|nurphoto"
    r"|anadolu|handout|file|file photo|pti|xinhua)"
    r"(?: images| stock| photo)?\)?\.?$|\bgetty images\)?\.?$|\((?:photo|image|picture|file)[^()]{0,60}\)\.?$"
    r"|[.!?)]\s?(?:photo|photograph|picture|image|illustration|foto|bild|credit|handout)\w{0,4}(?: (?:credit|courtesy"
    r"|by))?\s?(?::|by\b)\s?[^.:]{2,70}\.?$"
    r"|\([^\W\d_][\w.'’-]{1,20}(?: [^\W\d_][\w.'’-]{1,20}){1,3}\s?/\s?[^()]{2,40}\)\.?$",
    re.IGNORECASE,
)
_TAGS = re.compile(
    r"(?:tags?|tagged(?: (?:as|in|with))?|topics?|key ?words?|filed (?:under|in)|posted in|categor(?:y|ies)|section"
    r"|in this (?:article|story)|hashtags|labels"
    r"|schlag(?:wörter|worte)|themen|schlagworte|etiquetas|temas|mots[- ]clés|tópicos|argomenti|теги|trefwoorden|ämnen"
    r"|emner|tagi)\s{0,2}[:|]\s{0,3}\S.{0,300}",
    re.IGNORECASE,
)
_WEATHER = re.compile(
    r"[-+−]?\d{1,3}(?:\.\d)?\s?(?:°|º|℃|℉)\s?[CF]?(?:\b|$)|.{0,30}\b\d{1,3}\s?°\s?[CF]\b", re.IGNORECASE
)
_WIDGET = _whole(r"""
(?:temps de lecture|lesezeit|tiempo de lectura|tempo de leitura|tempo di lettura|leestijd)\s?:?\s?\d{1,3} ?min\w{0,6}|
partager|teilen|drucken|merken|compartir|compartilhar|condividi|delen|dela|del|jaa|udostępnij|поделиться|
(?:s['’])?abonner|se connecter|fermer|contribuer|anmelden|abonnieren|schließen|menü|suche|cerrar|iniciar sesión
|suscríbete|
(?:[\w’']{1,20} ){0,2}(?:image|photo|picture|figure|fig|video|gallery|slide|ad|advertisement|chart|graphic|map
|infographic|embed)s? ?#?\d{1,3}(?: (?:of|/) ?\d{1,3})?
|\d{1,3} ?(?:/|of) ?\d{1,3}|(?:reading time|read time|estimated reading time)?\s?:?\s?(?:about )?\d{1,3}[- ]?(?:min
|mins|minutes?|hours?|sec|seconds)(?:[- ](?:read|listen|watch|ago|de lecture|lesezeit))?
|\d{1,3} ?(?:hours?|days?|weeks?|months?|years?|hrs?|[mhd]) ago|(?:\d[\d.,]{0,8}[km]? )?(?:views?|shares?|likes?|reads
|followers|votes?|retweets|claps)(?: \d[\d.,]{0,8}[km]?)?
|advert(?:isement|ising)?(?: - .{1,40})?|ad|ads|sponsored(?: (?:content|by .{1,30}))?|anzeige|werbung|publicidad
|publicité|pubblicità|annons|reklama?|mainos|реклама
|(?:story|article|post) continues (?:below|after).{0,40}|continue reading.{0,40}|loading.{0,30}|please wait.{0,20}
|play(?: video)?|pause|listen(?: to (?:this )?(?:article|story))?
|watch(?: (?:live|now|video))?|live|image|photo|video|gallery|photo gallery|view gallery
|view (?:all )?(?:\d+ )?(?:photos?|images?)|(?:open|close|toggle) .{1,30}|close|x|skip to .{1,40}
|(?:show|hide) (?:caption|more|less)|toggle .{1,20}|back to (?:top|.{1,20})|top|print(?: (?:this|article
|page).{0,20})?|font size.{0,20}|text size.{0,20}|a a a|a\+? ?a-?
|click to .{1,60}|(?:tap|swipe|hover) .{1,40}|opens? in (?:a )?new (?:window|tab)|\(opens in .{1,20}\)
|enlarge(?: (?:this )?image)?|image caption|image source|media caption|getty images
|save(?: (?:for later|article|this))?|bookmark(?: this)?|gift(?: (?:this )?article)?|report (?:this )?(?:ad|error
|typo)|notice|breaking(?: news)?|just in|exclusive
|was this (?:article|page) helpful\??.{0,30}|rate this.{0,30}|%[ds].{0,40}|\{\{?.{0,80}\}\}?|n/a|null|undefined
|\[.{0,60}\]|\*+|end|ends|-30-|###|read (?:full|the full) .{1,30}
|(?:cookie|privacy) (?:settings|preferences|policy)|terms(?: of (?:use|service))?|about (?:us|the authors?)
|contact(?: us)?|log ?(?:in|out)|sign (?:in|up|out)|register|subscribe(?: (?:now|today))?
|menu|search|home|newsletters?|my account|e-?paper|donate(?: now)?|all rights reserved|accept(?: all)?(?: cookies)?
|reject all|manage (?:cookies|preferences)
""")
_SHARE_NAMES = wordlist(
    "bluesky copy email e-mail facebook flipboard follow instagram linkedin messenger pinterest pocket print reddit"
    " save share shares sms telegram threads tiktok tumblr tweet twitter viber vk wechat weibo whatsapp xing youtube"
)
_SHARE_WORDS = _SHARE_NAMES | wordlist(
    "a all and app article by comment comments copied download google icon it line link mail mastodon more news now on"
    " or pin post send skype snapchat story this to us via vkontakte with x your & + | / · • ( ) - , :"
)
_CODE = re.compile(
    r"</?[a-z][\w-]{0,30}[ />].{0,300}>?\.?|[\w-]{2,40}\s?:\s?[^:;]{1,80};|[.#@][\w-]{1,40}[^{}]{0,120}\{.{0,100}"
    r"|[\w.#:, -]{1,120}\{|\}.{0,5}|\[/?\w{2,20}[ \]].{0,200}"
    r"|(?:var|let|const|function|window\.|document\.|googletag\.|if \().{0,300}[;{}]|pic\.twitter\.com/\w{1,20}"
    r"|https?://\S{3,400}|www\.\S{3,200}"
)
_BREADCRUMB = re.compile(
    r"(?:home|accueil|startseite|start|inicio|início|hjem|hem|etusivu|главная)\s{0,3}(?:[>»/›|→·]|\s\s).{1,150}"
    r"|.{1,40} [>»›→] .{1,40} [>»›→] .{1,100}",
    re.IGNORECASE,
)
_LONGEST_INVITATION = 60
_LONGEST_FRAGMENT = 200


def line_kind(text: str) -> LineKind | None:
    """The kind of a line that, by its words, is not part of an article; None if it may be part of one."""
    words = word_count(text)
    if words > _LONGEST_INVITATION or len(text) > 600:
        return None
    if len(text) <= _LONGEST_FRAGMENT:
        kind = _fragment_kind(text, words)
        if kind:
            return kind
    if words <= 45 and _RIGHTS.search(text) and (_RIGHTS.match(text) or not is_running(text)):
        return LineKind.RIGHTS
    bare = text.lstrip("([*• ")
    if _ABOUT_ITSELF.match(bare) or (words <= 40 and _HELPED.match(bare)):
        return LineKind.NOTE
    if words <= 40 and _ASKING.match(bare) and _ASKED_FOR.search(text):
        return LineKind.INVITATION
    if words <= 60 and (_CREDIT.match(text) or (_CREDIT_END.search(text) and not text.startswith(("By ", "BY ")))):
        return LineKind.CREDIT
    return None


def _fragment_kind(text: str, words: int) -> LineKind | None:
    patterns = (
        (_COMMENTS, LineKind.COMMENTS),
        (_WIDGET, LineKind.WIDGET),
        (_RELATED_HEADING, LineKind.RELATED),
        (_TAGS, LineKind.TAGS),
        (_CODE, LineKind.CODE),
    )
    for pattern, kind in patterns:
        if pattern.fullmatch(text):
            return kind
    if words <= 25 and _RELATED_LINK.fullmatch(text) and not text.endswith("."):
        return LineKind.RELATED_LINK
    if words <= 14 and _WEATHER.match(text) and not is_running(text):
        return LineKind.WEATHER
    if _is_share_bar(text):
        return LineKind.WIDGET
    if words <= 25 and (_BREADCRUMB.fullmatch(text) or _is_menu(text)):
        return LineKind.NAVIGATION
    return None


def _is_share_bar(text: str) -> bool:
    words = text.lower().split()
    bare = [word.strip("():,.!") for word in words]
    return (
        bool(words)
        and any(word in _SHARE_NAMES for word in bare)
        and all(word in _SHARE_WORDS or word.isdigit() or not word for word in bare)
    )


def _is_menu(text: str) -> bool:
    """Whether a line is a row of links: four or more short entries with separators between them, or two if one is a
    button."""
    entries = [entry for entry in re.split(r"\s{2,}|\t|\s?[|•·]\s?", text) if entry]
    if len(entries) >= 2 and all(len(entry.split()) <= 3 for entry in entries):
        many = len(entries) >= 4 and not any(entry[-1:].isdigit() for entry in entries)
        return many or any(_WIDGET.fullmatch(entry) for entry in entries)
    return False
