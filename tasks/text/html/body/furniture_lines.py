"""Lines that are furniture by their words: headings of what follows an article, and one-line invitations."""

import re

from tasks.text.conventions.wordlist import lower_case, word_file, wordlist

# The expressions are in lower case and are matched against `lower_case(text)`: ignoring case takes five times as long,
# and every line of every page is tested.

# Headings after which an article rarely continues. Languages in Latin script first, then other scripts.
_MARKERS = """
related|related (?:articles?|stories|posts|news|content|topics|reading|links)|read (?:more|next|also)
|more (?:from|on|in|stories|news)|most (?:read|popular|viewed|shared|commented)|popular|trending|trending now
|recommended|recommended for you|you (?:may|might) (?:also )?like|up next|next (?:article|post|story|up)
|previous (?:article|post)|latest|latest (?:news|stories|posts)|editors?['’]?s? picks|top stories|comments?
|leave a (?:reply|comment)|\\d+ comments?|join the (?:conversation|discussion)|add a comment|post a comment
|view comments|about the author|about us|written by|share this|share|share (?:this )?(?:article|post|story)
|follow us|tags?|topics?|filed under|categories|subscribe|newsletter|sign up
|stay (?:informed|connected|up to date)|references|sources|see also|further reading|keep reading|don['’]t miss
|advertisement|sponsored|promoted|around the web|from our partners|more like this|contact us|search|archives
|recent (?:posts|comments)|mehr zum thema|lesen sie (?:auch|mehr)|das könnte sie (?:auch )?interessieren
|weitere (?:artikel|themen|nachrichten|meldungen)|verwandte (?:artikel|themen)|mehr (?:aus|von|zu|lesen)
|meistgelesen|kommentare?|themen|schlagwörter|zum thema|auch interessant|zur startseite|neueste|lire aussi
|à lire (?:aussi|également)|sur le même (?:sujet|thème)|les plus lus|articles? (?:liés|similaires|connexes)
|commentaires?|mots[- ]clés|lee también|te puede interesar|más (?:noticias|información|leídas|sobre|leído)
|noticias relacionadas|relacionad[oa]s|comentarios?|etiquetas|temas|archivado en|leia (?:também|mais)|veja também
|mais (?:lidas|notícias|sobre)|saiba mais|notícias relacionadas|comentários?|artigos relacionados|últimas
|leggi anche|potrebbe interessarti|articoli correlati|correlati|commenti|più letti|ti potrebbe interessare
|lees (?:ook|meer|verder)|meer (?:over|nieuws|lezen)|gerelateerd|reacties|meest gelezen|läs (?:mer|också|även)
|mer om|les (?:mer|også)|læs (?:også|mere)|mest læst|relaterade?|kommentarer|ämnen|emner|fler nyheter|flere saker
|lue (?:myös|lisää)|aiheesta (?:muualla|lisää)|kommentit|luetuimmat|czytaj (?:też|także|więcej)
|zobacz (?:też|także|również)|przeczytaj|komentarze|tagi|čtěte (?:také|více)|související|diskuze|súvisiace
|olvasta már|kapcsolódó|citește și|vezi și|pročitajte|povezane|vezane vesti|komentari|ilgili haberler
|bunlar da ilginizi çekebilir|yorumlar|etiketler|son haberler|baca juga|berita terkait|komentar|terkait|xem thêm
|tin liên quan|bình luận|читайте (?:также|по теме|ещё|еще)|по теме|ещё по теме|комментари[ий]|теги
|материалы по теме|читайте також|коментарі|свързани|още от|διαβάστε (?:επίσης|ακόμα|ακόμη)|σχετικά|σχόλια|関連記事
|関連ニュース|あわせて読みたい|コメント|人気記事|ランキング|最新記事|タグ|关键词
|相关(?:新闻|阅读|文章)|评论|推荐阅读
|延伸閱讀|相關新聞|留言|관련\\s?기사|관련기사|댓글|인기기사|많이 본 뉴스|태그
|اقرأ أيضا|إقرأ أيضا|مواضيع ذات صلة|اقرأ المزيد|التعليقات|ذات صلة|מאמרים נוספים|תגובות|संबंधित|यह भी पढ़ें
|ये भी पढ़ें|टिप्पणी|อ่านเพิ่มเติม|ข่าวที่เกี่ยวข้อง|แท็ก
"""
_MARKER = re.compile(rf"(?:{_MARKERS.strip().replace(chr(10), '')})\b")
_BARE_MARKER = re.compile(rf"(?:{_MARKERS.strip().replace(chr(10), '')})\s?[:：]?")
_MARKER_LENGTH = 60

# Words of invitations and legal notices, at any place of a short line.
_ASKS = wordlist(
    """subscrib newsletter sign_up follow_us follow_me follow_him follow_her follow_@ download_the_app download_our_app
    share_this share_on click_here read_more read_also read_next abonn melden_sie_sich folgen_sie suscrib suscríb
    siguenos síguenos assine siga_ inscri iscriviti seguici nieuwsbrief prenumer подпис telegram whatsapp facebook
    twitter instagram google_news all_rights_reserved © (c) copyright alle_rechte derechos_reservados tous_droits
    direitos_reservados tutti_i_diritti 無断転載 版权所有 무단"""
)
_CREDITS = re.compile(
    r"^(?:(?:photo|image|foto|bild|video|credit|crédit|quelle|source|fuente|fonte|picture|illustration|imagen|imagem"
    r"|фото|写真|사진|图)\w{0,12}\s{0,3}(?:[:：/©]|by\b|von\b|de\b))",
)
_META = re.compile(
    r"^(?:by|von|par|por|di|da|door|av|af|autor[ea]?s?|written by|posted|published|updated"
    r"|last (?:updated|modified)|publicado|actualizado|publié|mis à jour|veröffentlicht|aktualisiert|stand"
    r"|pubblicato|aggiornato|publicerad|oppdatert|julkaistu|опубликовано|reading time|\d{1,2} min(?:s|ute|utes)?)\b",
)
_ASK_LENGTH = 220


# Picture agencies, alone or after a photographer's name under a picture.
_AGENCIES = re.compile(
    r"\b(?:getty(?: images)?|shutterstock|istock(?:photo)?|alamy|unsplash|pexels|adobe stock|ap photo|afp|reuters|imago"
    r"|epa(?:-efe)?|picture alliance|dpa|zuma press|depositphotos|flickr|wikimedia(?: commons)?|screenshot|courtesy)\b",
)
_LONGEST_CREDIT = 90


# "Read also: ..." in the languages of the press; the colon distinguishes the line from a sentence with the same first
# words.
_READ_ALSO = re.compile(
    r"(?:read (?:also|more|next)|also read|see also|related|watch|more|les også|läs (?:också|även|mer)"
    r"|læs (?:også|mere)|lue (?:myös|lisää)|lees (?:ook|meer|verder)|lire aussi|à lire (?:aussi|également)"
    r"|(?:lee|lea|leé) (?:también|más)|te puede interesar|leia (?:também|mais)|veja também|saiba mais|leggi anche"
    r"|(?:lesen sie|lies|lest) (?:auch|mehr|dazu)|mehr (?:zum thema|dazu)|auch interessant|czytaj (?:też|także|więcej)"
    r"|zobacz (?:też|także|również)|citește și|vezi și|čtěte (?:také|více)|čítajte tiež|olvasta már"
    r"|читайте (?:также|по теме|ещё|еще|також)|по теме|διαβάστε (?:επίσης|ακόμα|ακόμη)|baca juga|xem thêm"
    r"|اقرأ أيضا|إقرأ أيضا)\s?[:：|]",
)
_LONGEST_POINTER = 200
# Placeholders that remain where a script or a publishing system should have put something.
_LEFT_OPEN = re.compile(
    r"\[/?[a-z_]{3,30}\s[a-z_]{1,30}=|this (?:slideshow|video|content|page|feature) requires javascript"
)

_OFFER = re.compile(
    r"subscri|already a (?:member|subscriber)|sign in|log in|unlock|free trial|jetzt (?:testen|weiterlesen)|abonn"
    r"|anmelden|suscr[ií]b|assin[ae]|abbonat|per month|pro monat",
)

# "Editor in charge: NAME" closes a Chinese or Japanese text.
_EDITORS = re.compile(r"[（(【\[]?(?:责任编辑|責任編輯|责编|編輯|编辑|校对|审核|監製|监制|作者简介|記者簡介)\s?[:：]")
_LONGEST_EDITORS = 40


# Shown instead of a post or a video until the reader agrees to load it.
_EMBED_CONSENT = re.compile(
    r"(?:an dieser stelle (?:findest du|finden sie|befindet sich|steht) (?:einen |ein )?(?:extern|eingebunden)"
    r"|empfohlener redaktioneller inhalt|ich bin damit einverstanden, dass mir (?:externe )?inhalte"
    r"|(?:damit (?:können|werden) )?personenbezogene daten (?:können |werden )?an drittplattformen"
    r"|mit (?:dem )?klick auf .{3,60} (?:willigen|stimmen) sie"
    r"|to (?:view|see|display) this (?:content|video|embed|tweet|post)"
    r"|this (?:content|embed|video) (?:is|was) (?:hosted|provided) by"
    r"|we need your (?:permission|consent) (?:before|to load)"
    r"|(?:ce|le) contenu (?:est bloqué|n.a pas pu être affiché)"
    r"|pour (?:afficher|visualiser) (?:ce|cette) (?:contenu|vidéo)"
    r"|para (?:ver|visualizar) este (?:contenido|conteúdo|vídeo)|este contenido no se puede mostrar"
    r"|om deze inhoud te (?:tonen|zien)|per visualizzare questo contenuto)",
)
_LONGEST_EMBED_CONSENT = 300


_ADVERT_LABELS = frozenset(word_file("tasks.text.html.body", "advert_labels"))
# Lines that interrupt the text for an advertisement or a film: "Story continues below". In lower case, from the start
# of the line.
_CONTINUES = re.compile(
    r"(?:story|article|text|post|video|content|review|recipe|interview) continues (?:below|after)"
    r"|(?:advertisement )?continue reading (?:below|after)|scroll (?:down )?(?:to|for) (?:continue|more)"
    r"|(?:(?:der|dieser) )?(?:artikel|text|beitrag) (?:wird|geht)"
    r" (?:(?:weiter )?unten|unterhalb|nach (?:der|dieser|dem|diesem)) [^.]{0,40}?(?:fortgesetzt|weiter)"
    r"|weiter (?:geht es |geht's )?(?:nach|unter) (?:der|dieser) (?:anzeige|werbung)"
    r"|nach der (?:anzeige|werbung) geht"
    r"|la suite (?:de (?:votre contenu|l['’]article) )?après (?:cette|la|l['’])"
    r"|l['’]article (?:continue|se poursuit) après"
    r"|(?:artikkelen|saken) fortsetter (?:under|etter) |artikeln fortsätter (?:under|efter) "
    r"|artiklen fortsætter (?:efter|under) "
    r"|(?:het )?(?:artikel|tekst) (?:gaat (?:verder|door)|loopt door) (?:onder|na) "
    r"|(?:juttu|artikkeli|teksti) jatkuu (?:mainoksen|kuvan|videon)"
    r"|continua (?:após|depois) d?a publicidade|contin[uú]a después de la publicidad"
    r"|(?:sigue|continúa) leyendo después de la publicidad"
    r"|(?:l['’]articolo )?continua (?:a leggere |la lettura )?dopo (?:la|questa) pubblicità"
    r"|(?:ciąg dalszy|dalsza część|reszta|dalszy ciąg) (?:artykułu|tekstu)? ?pod (?:reklamą|materiałem|zdjęciem|filmem)"
    r"|(?:článek|článok|text) pokračuje pod |a cikk (?:a hirdetés|a videó) után|articolul continuă (?:după|mai jos)"
    r"|продолжение (?:после|под) рекламы|продовження (?:після|під) реклами|haberin devami (?:reklam|aşağida|video)"
    r"|広告の後にも続きます|続きは広告の|記事は(?:下|広告の下)に続|기사는 아래|기사는 광고|다음은 광고|광고 후"
)
_LONGEST_ADVERT_LINE = 90


def is_advert_line(text: str) -> bool:
    """Whether a line only marks an advertisement inside the text, or states that the text continues below."""
    if len(text) > _LONGEST_ADVERT_LINE:
        return False
    bare = lower_case(text).strip(" ()[]{}-–—_*•·.:…▼↓")
    if bare in _ADVERT_LABELS:
        return True
    return _CONTINUES.match(bare.replace(" - ", " ")) is not None and not text.endswith((".", "?", "!"))


def says_offer(text: str) -> bool:
    """Whether a text contains the words of a subscription offer."""
    return _OFFER.search(lower_case(text)) is not None


def is_pointer(text: str) -> bool:
    """Whether a line points to another article, names the editors in charge, asks for consent to load a post, or is a
    placeholder that a script left."""
    if len(text) > _LONGEST_EMBED_CONSENT:
        return False
    lowered = lower_case(text)
    if len(text) <= _LONGEST_EDITORS and _EDITORS.match(text):
        return True
    if _EMBED_CONSENT.match(lowered):
        return True
    return len(text) <= _LONGEST_POINTER and (_READ_ALSO.match(lowered) or _LEFT_OPEN.match(lowered)) is not None


def is_marker(text: str, link_share: float) -> bool:
    """Whether a line is a heading of what follows an article ("Related stories", "Comments") or points to another
    article ("Read also: ..."). A longer line only counts if most of it is links."""
    longest = _MARKER_LENGTH if link_share < 0.5 else 4 * _MARKER_LENGTH
    return len(text) <= longest and _MARKER.match(lower_case(text)) is not None


def is_bare_marker(text: str) -> bool:
    """Whether a line consists of such a heading alone."""
    return len(text) <= _MARKER_LENGTH and _BARE_MARKER.fullmatch(lower_case(text)) is not None


_PICTURE_CREDIT = re.compile(
    r"[.!?…”\"]\s\(?(?:Pictures?|Photos?|Photographs?|Photograph by|Photo by|Image|Foto|Fotos|Bild|Illustration)"
    r"(?: credit)?\s?[:/]\s?[^.:]{2,60}\)?\.?$"
)
_ADVERTISED = re.compile(r"(?:Advertisement|ADVERTISEMENT|Anzeige|ANZEIGE|Publicité|Publicidad) [A-Z]")
_LONGEST_CAPTION = 350
_LONGEST_ADVERTISEMENT = 200


def is_caption_or_advertisement(text: str) -> bool:
    """Whether a line ends with a picture credit, or begins with the word that marks advertising."""
    if len(text) <= _LONGEST_ADVERTISEMENT and _ADVERTISED.match(text):
        return True
    return len(text) <= _LONGEST_CAPTION and _PICTURE_CREDIT.search(text, max(0, len(text) - 90)) is not None


def is_data(text: str) -> bool:
    """Whether a text is data of a script that the page shows by mistake."""
    return text[:1] in "{[" and '":' in text[:200]


def line_hint(text: str) -> float:
    """1: asks for a subscription or states a copyright; 2: credits a picture; 3: byline or date; 0: none of these."""
    if len(text) > _ASK_LENGTH:
        return 0.0
    lowered = lower_case(text)
    if _CREDITS.match(lowered):
        return 2.0
    if len(text) <= _LONGEST_CREDIT and not text.endswith((".", "!", "?", "\u201d", '"')) and _AGENCIES.search(lowered):
        return 2.0
    if any(map(lowered.__contains__, _ASKS)):
        return 1.0
    return 3.0 if len(text) < 100 and _META.match(lowered) else 0.0
