"""The BCP 47 tag of a language, from the name that a database prints: "ENGLISH", "Français", "Deutsch", "英语"."""

import re

from tasks.text.conventions.month_name import fold

_NAMES = {
    "ar": "arabic arabisch arabe arabo العربية arabisk 阿拉伯语 アラビア語 아랍어",
    "bg": "bulgarian bulgarisch bulgare bulgaro български",
    "ca": "catalan katalanisch català catalán",
    "cs": "czech tschechisch tchèque checo ceco čeština český",
    "da": "danish dänisch danois danés danese deens dansk dinamarquês",
    "de": "german deutsch allemand alemán tedesco duits alemão tysk 德语 ドイツ語 독일어 немецкий niemiecki",
    "el": "greek griechisch grec griego greco ελληνικά",
    "en": "english englisch englishs anglais inglés inglese engels inglês engelsk 英语 英文 英語 영어 angielski",
    "es": "spanish spanisch espagnol español castellano spagnolo spaans espanhol spansk 西班牙语 スペイン語 스페인어",
    "et": "estonian estnisch estonien eesti",
    "fi": "finnish finnisch finnois finlandés finlandese suomi",
    "fr": "french französisch français francés francese frans francês fransk 法语 フランス語 프랑스어 французский",
    "he": "hebrew hebräisch hébreu hebreo עברית",
    "hi": "hindi हिन्दी",
    "hr": "croatian kroatisch croate hrvatski",
    "hu": "hungarian ungarisch hongrois húngaro magyar",
    "id": "indonesian indonesisch indonésien indonesio indonesia bahasa",
    "it": "italian italienisch italien italiano italiaans italiensk 意大利语 イタリア語 이탈리아어",
    "ja": "japanese japanisch japonais japonés giapponese japans japonês 日语 日文 日本語 일본어",
    "ko": "korean koreanisch coréen coreano koreaans 韩语 韓国語 한국어",
    "lt": "lithuanian litauisch lituanien lietuvių",
    "lv": "latvian lettisch letton latviešu",
    "ms": "malay malaiisch malais malayo",
    "nl": "dutch niederländisch néerlandais neerlandés holandés olandese nederlands holandês 荷兰语 オランダ語",
    "nb": "norwegian norwegisch norvégien noruego norvegese noors norsk norueguês",
    "pl": "polish polnisch polonais polaco polacco pools polski polonês",
    "pt": "portuguese portugiesisch portugais portugués portoghese portugees português 葡萄牙语 ポルトガル語",
    "ro": "romanian rumänisch roumain rumano română",
    "ru": "russian russisch russe ruso russo русский 俄语 ロシア語 러시아어 rosyjski",
    "sk": "slovak slowakisch slovaque slovenčina",
    "sl": "slovenian slowenisch slovène slovenščina",
    "sr": "serbian serbisch serbe српски",
    "sv": "swedish schwedisch suédois sueco svedese zweeds svenska svensk",
    "th": "thai thailändisch thaï ไทย",
    "tr": "turkish türkisch turc turco türkçe",
    "uk": "ukrainian ukrainisch ukrainien українська",
    "vi": "vietnamese vietnamesisch vietnamien tiếng",
    "zh": (
        "chinese chinesisch chinois chino cinese chinees chinês 中文 中文-繁体 中文-简体 简体中文 繁体中文 繁體中文"
        " 汉语 中国語 중국어"
    ),
}
"""Names in the interface languages of press databases, and in the language itself."""
_CODES = {
    "ar": "ara", "bg": "bul", "ca": "cat", "cs": "ces cze", "da": "dan", "de": "deu ger", "el": "ell gre",
    "en": "eng", "es": "spa", "et": "est", "fi": "fin", "fr": "fra fre", "he": "heb", "hi": "hin", "hr": "hrv",
    "hu": "hun", "id": "ind", "it": "ita", "ja": "jpn", "ko": "kor", "lt": "lit", "lv": "lav", "ms": "msa may",
    "nl": "nld dut", "nb": "nob nor", "pl": "pol", "pt": "por", "ro": "ron rum", "ru": "rus", "sk": "slk slo",
    "sl": "slv", "sr": "srp", "sv": "swe", "th": "tha", "tr": "tur", "uk": "ukr", "vi": "vie", "zh": "zho chi",
}  # fmt: skip
"""ISO 639-2 and 639-3, as news services and libraries write them."""
_TAGS = {fold(name): tag for names in (_NAMES, _CODES) for tag, held in names.items() for name in held.split()}


def language_tag(name: str) -> str | None:
    """The tag of the first language that is named, or given as a code ("EN", "fr-CA"). None: no known language."""
    code = re.fullmatch(r"\s{0,50}([a-zA-Z]{2})(?:[-_][a-zA-Z]{2,4})?\s{0,50}", name)
    if code:
        return code[1].lower()
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)?", name[:80])
    return next((tag for word in words if (tag := _TAGS.get(fold(word)) or _TAGS.get(fold(word.split("-")[0])))), None)
