"""Hints about a part of a page, from the words in its class names, ids and roles.

Publishers name the parts of their pages with few words: "related-articles", "c-byline", "share_tools". One such word is
a hint, not a verdict. A part collects its hints as the bits of `Hint`.
"""

import re
from enum import IntFlag
from functools import lru_cache
from itertools import pairwise


class Hint(IntFlag):
    """What a part of a page seems to be."""

    CONTENT = 1 << 0
    COMMENT = 1 << 1
    SHARE = 1 << 2
    RELATED = 1 << 3
    ADVERT = 1 << 4
    MEDIA = 1 << 5
    META = 1 << 6  # byline, dates, biography
    NAVIGATION = 1 << 7
    FOOTER = 1 << 8
    SIDEBAR = 1 << 9
    SUBSCRIBE = 1 << 10
    TAGS = 1 << 11
    CONSENT = 1 << 12
    TITLE = 1 << 13  # headline and dek
    BOX = 1 << 14
    EMBED = 1 << 15
    HIDDEN = 1 << 16
    LIST = 1 << 17
    QUOTE = 1 << 18
    FORM = 1 << 19
    TABLE = 1 << 20
    ARTICLE = 1 << 21
    FIGURE = 1 << 22
    HEADER = 1 << 23
    FURNITURE = 1 << 24
    """A name that, in the practice of publishers and of the makers of page furniture, is never given to a part of an
    article."""


HINT_COUNT = len(Hint) - 1
"""All hints but FURNITURE, which has no weight: a part that has it is left out before any feature is computed."""

_WORDS: dict[Hint, str] = {
    Hint.CONTENT: """
        content articlebody body text story post entry main paragraph artikel articulo article articletext storybody
        texto texte corps contenu inhalt cuerpo noticia postbody prose richtext rich rte wysiwyg copy markdown
        bodytext fulltext maincontent postcontent entrycontent articlecontent blogpost blog
    """,
    Hint.COMMENT: """
        comment comments disqus kommentar kommentare comentario comentarios commentaire commentaires respond reply
        replies discussion forum livefyre commentlist reactions reakcje opinie viafoura coral komentarz trackback
        pingback review reviews
    """,
    Hint.SHARE: """
        share sharing shares social socials facebook whatsapp follow addthis sharedaddy addtoany partager teilen
        compartir jiathis sociable bookmark toolbar tools actions action buttons print like likes vote rating
        follower bookmarks copylink
    """,
    Hint.RELATED: """
        related recommend recommended recommendation recommendations recommendable more teaser teasers promo promos
        promotion trending popular mostread latest next prev previous outbrain taboola similar recirc recirculation
        readmore suggested suggestions upnext relacionada relacionadas relacionado relacionados verwandt weitere
        mehr also carousel slider swiper card cards feed river collection list listing items grid newsfeed stories
        posts zergnet revcontent mgid dable readalso inread linklist morenews topnews onward playlist package
        continue crosslink interlink internallink seealso explore discover hub relatedposts yarpp jp
    """,
    Hint.ADVERT: """
        ad ads adv advert adverts advertisement advertising adslot adunit banner sponsor sponsored sponsors dfp gpt
        anzeige werbung publicidad publicite pub reklam reklama reklame commercial affiliate dianomi adsbygoogle
        adwrapper adbox advertorial partner partners shopping product products cta buy price offer merch
    """,
    Hint.MEDIA: """
        caption credit credits image images photo photos picture gallery video videos player media slideshow
        bildunterschrift legende foto fotos imagen img thumb thumbnail audio podcast lightbox copyright hero cover
        galleria galerie bildergalerie jwplayer brightcove wpcaption
    """,
    Hint.META: """
        byline author authors autor autore auteur date time meta metadata posted published publish dateline
        timestamp info infos bio biography about profile datum fecha fecha reading readtime writer contributor
        contributors journalist reporter avatar vcard updated update source quelle location datetime signature
        editor staff credits byauthor postmeta entrymeta views
    """,
    Hint.NAVIGATION: """
        nav menu breadcrumb breadcrumbs navigation toc pagination pager topbar masthead navbar submenu megamenu skip
        tabs tab tablist burger hamburger sitemap dropdown jump anchor anchors contents tableofcontents ez ticker
        paging ariane
    """,
    Hint.FOOTER: """
        footer foot legal disclaimer bottom colophon imprint impressum after afterpost postfooter terms corrections
        correction standards trust ethics
    """,
    Hint.SIDEBAR: """
        sidebar widget widgets aside rail secondary side complementary rightcol leftcol rightrail right left col2
        third tertiary gutter sticky skyscraper marginale extra extras
    """,
    Hint.SUBSCRIBE: """
        newsletter newsletters subscribe subscription subscriptions subscriber signup paywall registration register
        login signin abo premium piano optin email mailing mailchimp inscription account user donate donation
        support membership member members paid barrier hubspot klaviyo lead leadgen contact callout app download
        whatsappchannel googlenews
    """,
    Hint.TAGS: """
        tag tags topic topics category categories keywords keyword label labels schlagwort etiqueta etiquetas tema
        temas themen rubric rubrik catlinks tagcloud taglist terms section kicker eyebrow overline
    """,
    Hint.CONSENT: """
        cookie cookies consent gdpr popup modal overlay privacy dialog lightbox onetrust cmp didomi usercentrics
        optanon ccpa ot interstitial alert notice notification notifications toast warning flyout tooltip drawer
    """,
    Hint.TITLE: """
        headline title titles lead lede intro summary dek subtitle standfirst chapo excerpt abstract description
        subhead subheadline subheading deck sottotitolo bajada entradilla vorspann anreisser heading tagline
    """,
    Hint.BOX: """
        box infobox factbox kasten highlight highlights module component panel block sidenote background hintergrund
        explainer faktaruta fakta faq accordion callout keypoints takeaways bullets
    """,
    Hint.EMBED: """
        embed embedded embeds tweet twitter instagram youtube facebookpost iframe oembed tiktok pinterest blockquote
        infogram datawrapper flourish placeholder external
    """,
    Hint.HIDDEN: """
        hidden hide invisible sronly visuallyhidden screenreader printonly dnone offscreen noscript noprint
        collapsed collapse reader screen nodisplay unseen
    """,
    Hint.QUOTE: "quote pullquote blockquote zitat cita citation pull quotes",
    Hint.LIST: "ul ol bullet bulleted",
    Hint.TABLE: "table tables",
    Hint.FURNITURE: """
        onetrust cookie cookies cookiebar cookiebanner consent gdpr optanon didomi usercentrics newsletter
        newsletters subscribe signup mailchimp sharedaddy addtoany addthis outbrain taboola zergnet revcontent mgid
        sronly screenreader visuallyhidden menu submenu megamenu navbar breadcrumb breadcrumbs authorbio authorbox
        aboutauthor socialshare sharebuttons sharebar caption captions imagecaption photocaption wpcaption
        bildunterschrift photocredit imagecredit disqus commentlist commentslist commentcontent commentbody
        commentsarea commentssection commentsblock livefyre viafoura nextarticle nextstory vjs videojs jwplayer plyr
        mejs adblock adblocker adblockmessage modalwindow modaldialog artboard aihtml subscriptionwidget
        subscribewidget
    """,
    Hint.FORM: "form search searchform input poll quiz survey captcha",
}

# Words that name furniture only as the whole name: "comments", but not "comments-open" on an article.
_COMMENTS = """comments comment respond kommentare kommentarer comentarios comentários commentaires commenti reacties
    komentarze komentáře"""
_WHOLE_NAMES = dict.fromkeys(_COMMENTS.split(), Hint.FURNITURE)

_BY_WORD: dict[str, int] = {}
for _hint, _line in _WORDS.items():
    for _word in _line.split():
        _BY_WORD[_word] = _BY_WORD.get(_word, 0) | int(_hint)

# Names are short. A very long attribute is an attack or data; its beginning is enough.
_LONGEST_NAME = 400
# Separates the words of "relatedArticles", "related-articles" and "related_articles2". The alternatives begin with
# different characters: linear time.
_PART = re.compile(r"[-_:]+")
_HASH = re.compile(r"[0-9][A-Za-z]+[0-9]|[A-Za-z][0-9][A-Za-z]")
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_KNOWN_NAMES: dict[str, int] = {}
_KNOWN_LIMIT = 50_000


def hints_of_name(name: str) -> int:
    """The hints in one class attribute, id or role."""
    known = _KNOWN_NAMES.get(name)
    if known is not None:
        return known
    hints = 0
    for token in name[:_LONGEST_NAME].split():
        hints |= _hints_of_token(token)
    if len(_KNOWN_NAMES) < _KNOWN_LIMIT and len(name) <= _LONGEST_NAME:
        _KNOWN_NAMES[name] = hints
    return hints


@lru_cache(maxsize=20_000)
def _hints_of_token(token: str) -> int:
    """The hints in one name. An attribute holds several names, and many elements share them."""
    hints = int(_WHOLE_NAMES.get(token.lower(), 0))
    # Build tools append random letters and digits ("caption__3Ayt0"); these are not words.
    parts = [part for part in _PART.split(token) if part.isalpha() or not _HASH.search(part)]
    words = [word.lower() for part in parts for word in _WORD.findall(part)]
    for word in words:
        hints |= _BY_WORD.get(word, 0)
    for first, second in pairwise(words):
        hints |= _BY_WORD.get(first + second, 0)
    return hints


_TAG_HINTS: dict[str, int] = {
    "nav": Hint.NAVIGATION | Hint.FURNITURE,
    "aside": Hint.SIDEBAR,
    "footer": Hint.FOOTER | Hint.FURNITURE,
    "header": Hint.HEADER,
    "figure": Hint.FIGURE,
    "figcaption": Hint.FIGURE | Hint.MEDIA | Hint.FURNITURE,
    "form": Hint.FORM | Hint.FURNITURE,
    "ul": Hint.LIST,
    "ol": Hint.LIST,
    "dl": Hint.LIST,
    "blockquote": Hint.QUOTE,
    "table": Hint.TABLE,
    "article": Hint.ARTICLE,
    "main": Hint.ARTICLE,
    "dialog": Hint.CONSENT | Hint.FURNITURE,
    "details": Hint.BOX,
    "address": Hint.META | Hint.FURNITURE,
    "menu": Hint.NAVIGATION | Hint.FURNITURE,
    "time": Hint.META,
    "amp-ad": Hint.ADVERT,
    "fieldset": Hint.FORM,
    "caption": Hint.MEDIA,
}

_ROLE_HINTS: dict[str, int] = {
    "navigation": Hint.NAVIGATION | Hint.FURNITURE,
    "complementary": Hint.SIDEBAR,
    "contentinfo": Hint.FOOTER | Hint.FURNITURE,
    "banner": Hint.HEADER | Hint.FURNITURE,
    "main": Hint.ARTICLE,
    "article": Hint.ARTICLE,
    "search": Hint.FORM | Hint.FURNITURE,
    "form": Hint.FORM,
    "dialog": Hint.CONSENT | Hint.FURNITURE,
    "alertdialog": Hint.CONSENT | Hint.FURNITURE,
    "menu": Hint.NAVIGATION | Hint.FURNITURE,
    "menubar": Hint.NAVIGATION | Hint.FURNITURE,
    "tablist": Hint.NAVIGATION | Hint.FURNITURE,
}

# Plain integers, because operations on enum members take ten times as long and a page needs thousands.
TAG_HINTS = {tag: int(hints) for tag, hints in _TAG_HINTS.items()}
ROLE_HINTS = {role: int(hint) for role, hint in _ROLE_HINTS.items()}
