"""What a check of a paper found, in plain words."""

from dataclasses import dataclass
from typing import assert_never

from PySide6.QtCore import QCoreApplication

from kiosk.domain.paper_check import CheckedKind, Finding, Why

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class VerdictWords:
    """The verdict in a few words, and what to do now."""

    title: str
    todo: str


def verdict_words(finding: Finding) -> VerdictWords:
    """Return the words of `finding`."""
    match finding:
        case Finding.GENUINE:
            return VerdictWords(
                translate("PaperCheck", "这份材料是真的"),
                translate("PaperCheck", "请对照纸上的编号、时间和份号，三项都一致才算数。"),
            )
        case Finding.ALTERED:
            return VerdictWords(
                translate("PaperCheck", "这份材料被改动过"), translate("PaperCheck", "请不要使用，可以到人工窗口核实。")
            )
        case Finding.REVOKED:
            return VerdictWords(
                translate("PaperCheck", "这份材料已经作废"), translate("PaperCheck", "请不要使用，需要的话请重新办理。")
            )
        case Finding.SUPERSEDED:
            return VerdictWords(
                translate("PaperCheck", "这份材料已被补打的新份代替"),
                translate("PaperCheck", "请使用份号更大的那一份。"),
            )
        case Finding.UNKNOWN:
            return VerdictWords(
                translate("PaperCheck", "无法判断这份材料的真伪"),
                translate("PaperCheck", "请把二维码放平、放清楚再试一次，或到人工窗口核实。"),
            )
        case _:
            assert_never(finding)


def why_words(why: Why) -> str:
    """Return what the verdict rests on."""
    match why:
        case Why.HOLDS:
            return translate("PaperCheck", "签名正确，也没有作废。")
        case Why.LIST_OUT_OF_DATE:
            return translate("PaperCheck", "签名正确。作废名单没有及时更新，之后是否作废还不知道。")
        case Why.NOT_CHECKED:
            return translate("PaperCheck", "签名正确。本机没有作废名单，是否作废还不知道。")
        case Why.SIGNATURE:
            return translate("PaperCheck", "二维码的签名和内容对不上。")
        case Why.PAPER_REVOKED:
            return translate("PaperCheck", "签名正确，但签发机构已经把它作废。")
        case Why.KEY_REVOKED:
            return translate("PaperCheck", "签发它的密钥已经作废，不能再作为凭据。")
        case Why.NEWER_COPY:
            return translate("PaperCheck", "签名正确，但后来补打过，旧份不再有效。")
        case Why.OTHER_CODE:
            return translate("PaperCheck", "这不是本大厅材料上的二维码。")
        case Why.UNREADABLE:
            return translate("PaperCheck", "二维码不完整，或者不是本机认识的版本。")
        case Why.UNKNOWN_ISSUER:
            return translate("PaperCheck", "签发它的密钥不在本大厅公布的范围内。")
        case Why.CANNOT_CHECK:
            return translate("PaperCheck", "本机没有安装核对这种签名的程序。")
        case _:
            assert_never(why)


def kind_words(kind: CheckedKind) -> str:
    """Return which paper it is."""
    match kind:
        case CheckedKind.NO_HOUSE_PROOF:
            return translate("PaperCheck", "不动产登记信息查询证明（无房证明）")
        case CheckedKind.PROPERTY_LISTING:
            return translate("PaperCheck", "不动产登记信息查询结果")
        case CheckedKind.SERVICE_RECEIPT:
            return translate("PaperCheck", "办件回执")
        case CheckedKind.REGISTRY_PROOF:
            return translate("PaperCheck", "政务服务证明")
        case CheckedKind.LICENCE_COPY:
            return translate("PaperCheck", "电子证照打印件")
        case CheckedKind.APPLICATION_RECEIPT:
            return translate("PaperCheck", "收件回执")
        case CheckedKind.MEDIATION_AGREEMENT:
            return translate("PaperCheck", "人民调解协议书")
        case CheckedKind.PAYMENT_VOUCHER:
            return translate("PaperCheck", "缴费凭证")
        case _:
            assert_never(kind)


def source_words(*, online: bool) -> str:
    """Return where the check came from; ``%1`` is the time of the list."""
    if online:
        return translate("PaperCheck", "已联网核对，名单更新于 %1")
    return translate("PaperCheck", "大厅系统没有应答，用本机保存的 %1 的名单核对")
