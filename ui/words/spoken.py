"""What is said aloud on a page, for whoever cannot read the screen. Fixed words only: nothing personal is spoken."""

from PySide6.QtCore import QCoreApplication

from kiosk.domain.health import Part
from kiosk.flow.state import State
from kiosk.flow.states import StateName
from ui.words.faces import advice_hint, advice_words
from ui.words.paper_check import verdict_words, why_words
from ui.words.parts import paper_pause
from ui.words.problems import problem_words
from ui.words.working import working_words

translate = QCoreApplication.translate

ALWAYS = frozenset({StateName.CONSENT})
"""States whose words are spoken to everybody: a consent must reach whoever gives it."""


def spoken_words(state: State) -> str:
    """Return what is said, or "" where a page is silent."""
    if state.idle_left_s is not None:
        return translate("Spoken", "您还在吗？请触摸屏幕，否则很快会结束本次办理。")
    if state.name is StateName.FACE and state.session is not None:
        advice = state.session.face_advice
        return f"{advice_words(advice)}。{advice_hint(advice)}。"
    if state.name is StateName.NOTICE and state.notice is not None:
        words = problem_words(state.notice.problem.code)
        return f"{words.title}。{words.todo}"
    if state.name is StateName.PAPER_VERDICT and state.session is not None and state.session.checked is not None:
        verdict = verdict_words(state.session.checked.finding)
        return f"{verdict.title}。{why_words(state.session.checked.why)}{verdict.todo}"
    if state.name is StateName.CONSENT:
        return _consent(face_leaves=state.face_leaves)
    if state.name in (StateName.ATTRACT, StateName.SIGN_IN):
        # Whoever cannot see the line on the page must know as well what this terminal cannot do.
        pause = paper_pause(state.health.of(Part.DOCUMENT_PRINTER))
        return _fixed(state.name) + (f"{pause}。" if pause else "")
    return _fixed(state.name)


def _consent(*, face_leaves: bool) -> str:
    asked = translate(
        "Spoken", "是否同意比对人脸？这一步需要您单独同意。现场画面和证件照片只用来确认是您本人，比完就清除。"
    )
    sent = translate("Spoken", "比对时，画面和照片会加密发送给身份核验机构。") if face_leaves else ""
    return asked + sent + translate("Spoken", "不同意也能办，不少一项功能。")


def _fixed(name: StateName) -> str:  # noqa: C901, PLR0912  one case for each page that speaks
    match name:
        case StateName.ATTRACT:
            return translate("Spoken", "欢迎使用自助终端。请触摸屏幕，或放上身份证。")
        case StateName.OUT_OF_SERVICE:
            return translate("Spoken", "本机暂停服务，请使用旁边的终端，或到人工窗口。")
        case StateName.SIGN_IN:
            return translate("Spoken", "您想怎样登录？可以刷身份证，可以出示身份码，也可以用手机。")
        case StateName.CARD:
            return translate("Spoken", "请把身份证平放在读卡区，停留几秒钟。")
        case StateName.GUARDIAN:
            return translate("Spoken", "请父母放上本人的身份证。")
        case StateName.IDENTITY_CODE:
            return translate("Spoken", "请打开手机里的身份码，对准扫码口。")
        case StateName.CHECK_PAPER:
            return translate("Spoken", "请把材料上的二维码对准扫码口。")
        case StateName.PHONE:
            return translate("Spoken", "请用手机扫一扫屏幕上的二维码，再选择和屏幕一样的数字。")
        case StateName.MOBILE:
            return translate("Spoken", "请输入十一位手机号码。")
        case StateName.SMS_CODE:
            return translate("Spoken", "请输入短信里的六位验证码。")
        case StateName.SOCIAL_CARD:
            return translate("Spoken", "请插入社保卡，芯片朝里。")
        case StateName.PIN:
            return translate("Spoken", "请输入社保卡密码，请用手遮挡。")
        case StateName.HOME:
            return translate("Spoken", "请选择要办的事。")
        case StateName.FOR_WHOM:
            return translate("Spoken", "请选择为谁办理。")
        case StateName.EXPLAIN:
            return translate("Spoken", "请看办理说明，同意查询请按确认。")
        case StateName.RESULT:
            return translate("Spoken", "查询结果已经显示在屏幕上，请选择打印，或者发到手机。")
        case StateName.PHONE_COPY:
            return translate("Spoken", "请用手机扫一扫屏幕上的二维码，再在手机上点保存。")
        case StateName.PHONE_COPY_GIVEN:
            return translate("Spoken", "证明已发到手机，请打开看一看再离开。")
        case StateName.PRINTING:
            return translate("Spoken", "正在打印证明，请稍候。")
        case StateName.RECEIPT:
            return translate("Spoken", "正在打印回执，请稍候。")
        case StateName.TAKING:
            return translate("Spoken", "证明已打印，请从出纸口取走，看看是否完整清楚。")
        case StateName.RATING:
            return translate("Spoken", "请为本次服务打分，也可以跳过。")
        case StateName.THANKS:
            return translate("Spoken", "办理结束，请带好证件和打印的材料。")
        case (
            StateName.SIGNING_IN
            | StateName.LOOKING_UP
            | StateName.ISSUING
            | StateName.PHONE_COPY_BEGINNING
            | StateName.WIPING
        ):
            return working_words(name, "")[0]
        case _:
            return ""
