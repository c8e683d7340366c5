"""Datelines of Chinese, Japanese and Korean agencies and newspapers, closed by characters or brackets instead of a
dash."""

import re
from dataclasses import dataclass

from schemas.article import Dateline
from tasks.text.conventions.datelines.news_agency import EAST_ASIAN_FORMS, agency_of

_NAMES = "|".join(("AFP", "AP", *EAST_ASIAN_FORMS))
_HAN = r"\u3400-\u9fff\u3005"
_CHINESE = re.compile(
    rf"\s{{0,4}}[（(【]?(?P<agency>{_NAMES}"
    rf"|本报|本報|本刊|本台)(?P<place>[{_HAN}·]{{0,14}}?)[\s\u3000]{{0,2}}(?:[\d０-９]{{1,2}}月)?[\d０-９]{{1,2}}日"
    r"(?:电|電|讯|訊|报道|報導|消息)[）)】]?[\s\u3000:：]{0,3}"
)
"""新华社北京3月4日电, 本报上海3月4日讯, （中央社記者王小明台北4日電）: agency or "this paper", place, day, "wire"."""
_JAPANESE = re.compile(
    rf"[\s\u3000]{{0,4}}【(?P<place>[{_HAN}\u3040-\u30ff・ヶ]{{2,16}}?)"
    rf"(?:[＝=\s\u3000]?(?P<agency>{_NAMES})(?:[＝=]?時事)?"
    rf"|[＝=](?P<person>[{_HAN}]{{2,5}}(?:[\s\u3000][{_HAN}]{{1,3}})?)(?:記者|特派員)?)】[\s\u3000]{{0,3}}"
)
"""【ロンドン共同】, 【ロンドン＝山田太郎】: place, then agency or reporter."""
_SQUARE = re.compile(
    rf"[\s\u3000]{{0,4}}[［\[](?P<place>[{_HAN}\u3040-\u30ff・]{{2,16}})[\s\u3000]{{0,2}}(?:[\d０-９]{{1,2}}日)?"
    rf"[\s\u3000]{{0,2}}(?P<agency>{_NAMES})[］\]][\s\u3000]{{0,2}}[-－—–]?[\s\u3000]{{0,2}}"
)
"""［ロンドン ４日 ロイター］ -: place, day, agency."""
_KOREAN = re.compile(
    r"\s{0,4}[(（【\[](?P<place>[가-힣]{2,8}(?:[·ㆍ,/]\s?[가-힣]{2,8}){0,3})\s?=\s?(?P<agency>[가-힣]{2,8}\d?)[)）】\]]"
    r"(?:\s?[가-힣]{2,4}(?:[·ㆍ,\s]\s?[가-힣]{2,4}){0,3}\s?(?:기자|특파원|통신원|선임기자)\s?=)?\s{0,3}"
)
"""(서울=연합뉴스) 홍길동 기자 =: place, agency or newspaper, then the reporter."""
_OPENS = re.compile(r"\s{0,4}[(\[]")
_NO_PLACE = frozenset(("写真", "文", "聞き手", "構成", "動画", "図", "記者", "撮影", "取材", "速報", "訂正"))
_FEWEST_AFTER = 8
"""Fewest characters after a dateline: a line that ends earlier is a heading or a credit."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A dateline of this kind, its agency, and the text after it."""

    dateline: Dateline
    agency: str | None
    """The agency's common name. None: the dateline names a newspaper or a reporter."""
    rest: str


def marked_dateline(text: str) -> Marked | None:
    """The dateline at the start of a paragraph. None: there is none of this kind."""
    if text[:4].lstrip(" ")[:1] < "\u3000" and not _OPENS.match(text):
        return None
    for form in (_CHINESE, _JAPANESE, _SQUARE, _KOREAN):
        found = form.match(text)
        if found and found["place"] not in _NO_PLACE and len(text) - found.end() >= _FEWEST_AFTER:
            place = found["place"] or None
            if place and ("记者" in place or "記者" in place):  # the name's end is not marked
                place = None
            agency = agency_of(found["agency"] or "")
            return Marked(Dateline(text=found[0].strip(" \u3000-－—–:："), place=place), agency, text[found.end() :])
    return None
