"""Problems with paper. They say exactly what is known: printed, not printed, or nobody can tell."""

from PySide6.QtCore import QCoreApplication

from kiosk.domain.problem import ProblemCode
from ui.words.problem import ProblemWords

translate = QCoreApplication.translate


def words_of(code: ProblemCode) -> ProblemWords | None:
    """Return the words, or None where `code` belongs elsewhere."""
    return _supply(code) or _outcome(code) or _phone(code)


def _supply(code: ProblemCode) -> ProblemWords | None:
    match code:
        case ProblemCode.PAPER_OUT:
            return ProblemWords(
                translate("Problem", "打印机没有纸了"),
                translate("Problem", "打印机里的纸用完了，这份还没有打印出来。"),
                translate("Problem", "请工作人员加纸后再打印。办件已经保存，不会丢。"),
                "printer",
            )
        case ProblemCode.PAPER_JAM:
            return ProblemWords(
                translate("Problem", "打印机卡纸了"),
                translate("Problem", "有纸卡在打印机里，这份没有打印完。"),
                translate("Problem", "请不要自己拉纸，请工作人员来处理。办件已经保存，不会丢。"),
                "printer",
            )
        case ProblemCode.COVER_OPEN:
            return ProblemWords(
                translate("Problem", "打印机的盖子没有关好"),
                translate("Problem", "打印机的盖子开着，现在不能打印。"),
                translate("Problem", "请工作人员把盖子关好后再打印。办件已经保存，不会丢。"),
                "printer",
            )
        case ProblemCode.TONER_OUT:
            return ProblemWords(
                translate("Problem", "打印机缺墨粉"),
                translate("Problem", "打印机的墨粉用完了，这份还没有打印出来。"),
                translate("Problem", "请工作人员更换墨粉后再打印。办件已经保存，不会丢。"),
                "printer",
            )
        case ProblemCode.PRINTER_FAULT:
            return ProblemWords(
                translate("Problem", "打印机暂时不能用"),
                translate("Problem", "打印机出了故障，这份没有打印出来。"),
                translate("Problem", "请联系工作人员。办件已经保存，凭办件编号可以到窗口查询。"),
                "printer",
            )
        case ProblemCode.PRINTER_NOT_READY:
            return ProblemWords(
                translate("Problem", "证明打印机现在打印不了"),
                translate("Problem", "打印机缺纸、缺墨粉、没有关好或有故障。证明还没有签发。"),
                translate("Problem", "请从下面选一种办法；要打印，请工作人员处理后再试。办件已经保存，不会丢。"),
                "printer",
            )
        case _:
            return None


def _outcome(code: ProblemCode) -> ProblemWords | None:
    match code:
        case ProblemCode.DOCUMENT_DAMAGED:
            return ProblemWords(
                translate("Problem", "证明没有完整收到"),
                translate("Problem", "收到的证明和大厅签发的不一致，所以没有打印。"),
                translate("Problem", "请联系工作人员。办件已经保存，凭办件编号可以到窗口查询。"),
                "document",
            )
        case ProblemCode.PRINT_UNKNOWN:
            return ProblemWords(
                translate("Problem", "不能确定证明是否印好"),
                translate("Problem", "打印机没有报告结果。为了不重复出证，本机不会再印一份。"),
                translate("Problem", "请先看看出纸口。如果没有，凭办件编号可以到窗口查询。"),
                "printer",
            )
        case ProblemCode.PAPER_SPOILED:
            return ProblemWords(
                translate("Problem", "证明破损或没有拿到"),
                translate("Problem", "已经记下，由工作人员处理。为了不重复出证，本机不会自动再印一份。"),
                translate("Problem", "请把破损的证明交给工作人员，核实后为您补打。"),
                "printer",
            )
        case ProblemCode.RECEIPT_NOT_PRINTED:
            return ProblemWords(
                translate("Problem", "回执没有打印出来"),
                translate("Problem", "回执打印机没能打印，您的办件不受影响。"),
                translate("Problem", "请记下或用手机拍下下面的办件编号。"),
                "receipt",
            )
        case ProblemCode.RECEIPT_UNKNOWN:
            return ProblemWords(
                translate("Problem", "不能确定回执是否印好"),
                translate("Problem", "回执打印机没有报告结果，您的办件不受影响。"),
                translate("Problem", "请先看看回执出口。如果没有，请记下下面的办件编号。"),
                "receipt",
            )
        case _:
            return None


def _phone(code: ProblemCode) -> ProblemWords | None:
    match code:
        case ProblemCode.PHONE_COPY_EXPIRED:
            return ProblemWords(
                translate("Problem", "二维码已过期"),
                translate("Problem", "没有手机保存这份证明，二维码已经失效。"),
                translate("Problem", "可以再生成一个二维码，也可以改为打印。办件已经保存，不会丢。"),
                "smartphone",
            )
        case ProblemCode.PHONE_COPY_TOO_OFTEN:
            return ProblemWords(
                translate("Problem", "二维码生成次数过多"),
                translate("Problem", "这份证明短时间内已经生成了多个二维码，先暂停几分钟。"),
                translate("Problem", "请先看看手机的“下载”里有没有。办件已经保存，凭办件编号可以到窗口查询。"),
                "smartphone",
            )
        case _:
            return None
