"""The borders of Chinese names: the model, which reads single characters, cuts some names short.

The last character of a place name states the kind of place, that of an organisation's name the kind of organisation.
Foreign names are written with characters that stand for sounds, with a dot between their parts.
"""

from schemas.mention import EntityLabel
from tasks.text.conventions.wordlist import wordlist

_PLACES = frozenset("市省县区州乡镇村郡府岛山河江湖海洋湾港站线路街桥")
_BODIES = sorted(
    wordlist(
        "大学 学院 中学 小学 公司 集团 银行 委员会 协会 学会 联合会 总会 基金会 研究所 研究院 医院 法院 检察院 "
        "出版社 报社 通讯社 电视台 俱乐部 联盟 政府 议会 公会 工会 教会 教廷 乐团 警察局 航空"
    ),
    key=len,
    reverse=True,
)
_SOUNDS = frozenset(
    "阿埃艾安奥巴贝比伯博布查达德迪蒂杜多恩尔法菲费夫弗福盖戈格古哈海赫霍基吉加杰金卡凯康科克肯孔库拉莱兰雷里利莉列林隆卢鲁罗洛"
    "马麦曼梅蒙米莫姆穆纳娜内尼妮努诺欧帕佩皮珀普奇乔切琼茹萨塞森沙舍申什史斯丝苏索塔泰坦汤特提廷图托瓦维韦温沃乌西希夏辛休雅亚"
    "扬耶伊约扎兹泽佐文顿逊伦茨勒叶甫根凡丹彼得詹姆士威廉理查约翰玛丽娅"
)
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石"
    "廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟"
    "殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单裴霍涂成苗谷曲盛冉翁蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农"
    "司桑朴郁木"
)
_DOUBLE = ("欧阳", "司马", "上官", "诸葛", "司徒", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "长孙", "宇文")
_DOTS = "·•・"
_LONGEST = 12


def whole_name(text: str, start: int, end: int, label: EntityLabel) -> tuple[int, int, EntityLabel]:
    """A name extended by the characters before and after it that belong to it, with its label."""
    if label == "person" and any(dot in text[max(0, start - 1) : end + 1] for dot in _DOTS):
        return *_foreign(text, start, end), label
    for body in _BODIES:
        if text.startswith(body, end):
            return start, end + len(body), "organisation"
    if label == "place" and text[end : end + 1] in _PLACES and text[end - 1 : end] not in _PLACES and end < len(text):
        return start, end + 1, label
    return start, end, label


def may_be_person(surface: str) -> bool:
    """Whether a Chinese word has the form of a person's name: a surname and one or two characters, or only characters
    for sounds."""
    if any(dot in surface for dot in _DOTS) or not all("一" <= sign <= "鿿" for sign in surface):
        return True
    if all(sign in _SOUNDS for sign in surface):
        return len(surface) > 1
    return (surface[0] in _SURNAMES and 2 <= len(surface) <= 3) or (
        surface.startswith(_DOUBLE) and 3 <= len(surface) <= 4
    )


def _foreign(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and end - start < _LONGEST and (text[start - 1] in _SOUNDS or text[start - 1] in _DOTS):
        start -= 1
    while end < len(text) and end - start < _LONGEST and (text[end] in _SOUNDS or text[end] in _DOTS):
        end += 1
    return start, end
