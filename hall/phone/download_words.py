"""What the download's pages say, in both languages."""

from dataclasses import dataclass
from typing import Final

from hall.papers.downloads import Sight
from hall.phone.language import Language


@dataclass(frozen=True, slots=True)
class Offer:
    """The page with the button."""

    title: str
    what: str
    signed: str
    personal: str
    button: str
    until: str
    in_wechat: str


@dataclass(frozen=True, slots=True)
class Given:
    """The page after the tap."""

    title: str
    where: str
    again: str
    until: str
    next: str


@dataclass(frozen=True, slots=True)
class Over:
    """The page where there is nothing (more) to be had: why, and what to do."""

    title: str
    why: str
    do: str


OFFER: Final[dict[Language, Offer]] = {
    "zh": Offer(
        title="把文件保存到这部手机",
        what="PDF 文件",
        signed="带电子签名，可以核验真伪",
        personal="文件里有您的个人信息，请保存在自己的手机上。",
        button="保存到这部手机",
        until="请在 {time} 前点按钮。只能保存到一部手机。",
        in_wechat="您正在微信中打开：请先点右上角的“···”，选择“在浏览器打开”，再点按钮。",
    ),
    "en": Offer(
        title="Save the document to this phone",
        what="PDF document",
        signed="Electronically signed; anyone can check it",
        personal="It holds personal information about you: save it to your own phone.",
        button="Save to this phone",
        until="Tap the button before {time}. One phone only.",
        in_wechat="In WeChat: first tap “···” at the top right, choose “Open in browser”, then tap the button.",
    ),
}
GIVEN: Final[dict[Language, Given]] = {
    "zh": Given(
        title="文件正在保存",
        where="请在手机的“下载”或“文件”里打开它，确认能看到内容。",
        again="没有开始？再保存一次",
        until="{time} 前，这部手机可以再次保存。",
        next="打开后，请在自助终端上点“手机上已收到”。",
    ),
    "en": Given(
        title="The document is being saved",
        where="Open it in your phone's “Downloads” or “Files” and see that it is there.",
        again="Not saved? Save it again",
        until="This phone can save it again until {time}.",
        next="Then tap “It is on my phone” at the terminal.",
    ),
}
_ANEW: Final[dict[Language, str]] = {
    "zh": "需要时，请在自助终端上再点一次“发到手机”，或请人工窗口帮助。",
    "en": "If you need it, choose “Send to my phone” at the terminal again, or ask at the counter.",
}
OVER: Final[dict[Sight, dict[Language, Over]]] = {
    Sight.SOMEBODY_ELSES: {
        "zh": Over(
            "文件已经保存到一部手机", "一个二维码只能用于一部手机。如果不是您的手机，请马上告诉工作人员。", _ANEW["zh"]
        ),
        "en": Over(
            "The document is on a phone already",
            "A code works for one phone. If that phone is not yours, tell the staff at once.",
            _ANEW["en"],
        ),
    },
    Sight.FETCHED_TOO_OFTEN: {
        "zh": Over("保存次数过多", "这部手机已经多次取得这份文件。请在“下载”或“文件”里查找。", _ANEW["zh"]),
        "en": Over(
            "Saved too many times",
            "This phone has been given the document many times. Look in “Downloads” or “Files”.",
            _ANEW["en"],
        ),
    },
    Sight.EXPIRED: {
        "zh": Over("二维码已过期", "二维码5分钟内有效，离开自助终端后也会失效。", _ANEW["zh"]),
        "en": Over(
            "The code has expired",
            "A code is good for five minutes, and ends when you leave the terminal.",
            _ANEW["en"],
        ),
    },
    Sight.WITHDRAWN: {
        "zh": Over("这份文件已失效", "它已被撤销，或已由新的一份代替。", "请到人工窗口询问。"),
        "en": Over(
            "This document no longer holds",
            "It was revoked, or a newer copy took its place.",
            "Please ask at the counter.",
        ),
    },
    Sight.UNKNOWN: {
        "zh": Over("没有找到文件", "网址不完整，或从未有过。", "请在自助终端上重新扫码，或请人工窗口帮助。"),
        "en": Over(
            "No document here",
            "The address is incomplete, or never was one.",
            "Please scan the code at the terminal again, or ask at the counter.",
        ),
    },
}
