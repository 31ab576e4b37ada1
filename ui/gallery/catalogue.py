"""A small synthetic catalogue: the seed's twelve themes, twenty items, one of which a terminal can do."""

from typing import Final

from kiosk.domain.catalogue import Catalogue, Item, Lookup, Spelling, Theme
from kiosk.domain.citizen import Assurance
from kiosk.domain.text import Bilingual

_THEMES: Final = (
    ("property", "不动产与住房", "Housing", "house", "#1c5d99"),
    ("social-insurance", "社保与就业", "Insurance and work", "umbrella", "#0f766e"),
    ("medical", "医疗保障", "Medical insurance", "heart", "#b4233c"),
    ("household", "户籍与身份", "Identity", "person", "#5b3fa3"),
    ("family", "婚育与收养", "Family", "family", "#a8326f"),
    ("education", "教育入学", "Education", "school", "#2f5fb3"),
    ("welfare", "救助与关爱", "Care", "care", "#96470f"),
    ("business", "企业经营", "Business", "shop", "#8a5300"),
    ("transport", "交通出行", "Traffic", "car", "#24657a"),
    ("certificates", "证照与证明", "Licences", "certificate", "#3d6b21"),
    ("policies", "惠民政策", "Policies", "coin", "#7a5c00"),
    ("voices", "诉求与帮办", "Requests", "megaphone", "#a33a2a"),
)

_ITEMS: Final = (
    (
        "property",
        "不动产登记信息查询证明",
        "bu dong chan deng ji xin xi cha xun zheng ming",
        "Proof of property registration (no-house proof)",
    ),
    ("property", "不动产登记资料查询", "bu dong chan deng ji zi liao cha xun", "Property registration records"),
    ("property", "存量房转移登记", "cun liang fang zhuan yi deng ji", "Transfer of a second-hand house"),
    ("property", "抵押权注销登记", "di ya quan zhu xiao deng ji", "Release of a mortgage"),
    ("social-insurance", "社会保险参保证明", "she hui bao xian can bao zheng ming", "Proof of social insurance"),
    ("social-insurance", "企业职工退休申请", "qi ye zhi gong tui xiu shen qing", "Application for retirement"),
    ("social-insurance", "养老保险待遇查询", "yang lao bao xian dai yu cha xun", "Pension enquiry"),
    ("medical", "异地就医备案", "yi di jiu yi bei an", "Treatment in another city"),
    ("medical", "医保缴费记录查询", "yi bao jiao fei ji lu cha xun", "Medical insurance payments"),
    ("household", "居住证办理", "ju zhu zheng ban li", "Residence permit"),
    ("household", "身份证换领", "shen fen zheng huan ling", "Renewal of an ID card"),
    ("household", "同名人数查询", "tong ming ren shu cha xun", "How many share my name"),
    ("business", "个体工商户设立登记", "ge ti gong shang hu she li deng ji", "Registering a sole trader"),
    ("business", "公共场所卫生许可", "gong gong chang suo wei sheng xu ke", "Hygiene licence"),
    ("business", "失业登记", "shi ye deng ji", "Unemployment registration"),
    ("education", "小学入学登记", "xiao xue ru xue deng ji", "Primary school entry"),
    ("education", "学历认证指引", "xue li ren zheng zhi yin", "Degree verification"),
    ("transport", "交通违法查询", "jiao tong wei fa cha xun", "Traffic fines"),
    ("transport", "驾驶证期满换证", "jia shi zheng qi man huan zheng", "Renewal of a driving licence"),
    ("welfare", "高龄津贴申请", "gao ling jin tie shen qing", "Allowance for the elderly"),
)

_NO_HOUSE_ALIASES: Final = (("无房证明", "wu fang zheng ming"), ("没有房子证明", "mei you fang zi zheng ming"))

_LOOKUP: Final = Lookup(
    registry="property",
    title=Bilingual("不动产登记信息", "property registration"),
    fields=(
        Bilingual("名下有无登记", "whether anything is registered in your name"),
        Bilingual("坐落", "location"),
        Bilingual("权利类型和共有情况", "kind of right and how it is shared"),
        Bilingual("建筑面积", "built area"),
        Bilingual("登记日期和证书号", "registration date and certificate number"),
    ),
    purpose=Bilingual("为您出具无房证明，不作其他用途", "To issue your proof, and for nothing else"),
    legal_basis=Bilingual("《不动产登记资料查询暂行办法》第七条", "Provisional rules on property records, article 7"),
)


def _item(number: int, theme_id: str, zh: str, pinyin: str, en: str) -> Item:
    here = number == 0
    aliases = _NO_HOUSE_ALIASES if here else ()
    spellings = [Spelling(text, sound, _initials(sound)) for text, sound in ((zh, pinyin), *aliases)]
    summary = (
        Bilingual(
            "查询本人名下不动产登记情况。没有登记的，出具无房证明。",
            "Looks up property registered in your name. With none, you get a no-house proof.",
        )
        if here
        else Bilingual("办事指南：谁能办、带什么、去哪里办", "Guide: who can apply, what to bring, where to go")
    )
    return Item(
        item_id=f"item-{number:02d}",
        version=1,
        title=Bilingual(zh, en),
        summary=summary,
        theme_id=theme_id,
        department=Bilingual("云江市不动产登记中心", "Yunjiang Property Registry"),
        who=Bilingual("年满 18 周岁的本人", "Yourself, aged 18 or over"),
        bring=Bilingual("身份证，或手机里的身份码", "ID card, or the identity code on your phone"),
        time_limit=Bilingual("当场办好，约 2 分钟", "At once, about 2 minutes"),
        fee_fen=0,
        legal_basis=(Bilingual("《不动产登记暂行条例》第二十七条", "Regulation on property registration, article 27"),),
        lookups=(_LOOKUP,) if here else (),
        assurance=Assurance.SUBSTANTIAL,
        available_here=here,
        elsewhere=Bilingual("")
        if here
        else Bilingual(
            "云江市政务服务中心 2 楼 B 区 12 号窗口，工作日 9:00 至 17:00",
            "Yunjiang Government Service Centre, 2nd floor, area B, window 12; weekdays 9:00 to 17:00",
        ),
        spellings=tuple(spellings),
    )


def _initials(pinyin: str) -> str:
    return "".join(syllable[0] for syllable in pinyin.split())


CATALOGUE: Final = Catalogue(
    version="sample",
    themes=tuple(
        Theme(theme_id, Bilingual(zh, en), icon, accent, order)
        for order, (theme_id, zh, en, icon, accent) in enumerate(_THEMES)
    ),
    items=tuple(_item(number, *row) for number, row in enumerate(_ITEMS)),
)
