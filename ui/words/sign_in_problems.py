"""Problems on the way in: card, camera, face, code."""

from PySide6.QtCore import QCoreApplication

from kiosk.domain.problem import ProblemCode
from ui.words.problem import ProblemWords

translate = QCoreApplication.translate


def words_of(code: ProblemCode) -> ProblemWords | None:
    """Return the words, or None where `code` belongs elsewhere."""
    return _card(code) or _face(code) or _code(code) or _phone(code) or _social_card(code)


def _card(code: ProblemCode) -> ProblemWords | None:
    match code:
        case ProblemCode.NO_CARD:
            return ProblemWords(
                translate("Problem", "没有读到身份证"),
                translate("Problem", "读卡区上没有等到身份证。"),
                translate("Problem", "请把身份证平放在读卡区，放好后停留几秒钟。"),
                "id",
            )
        case ProblemCode.CARD_UNREADABLE:
            return ProblemWords(
                translate("Problem", "身份证没有读成功"),
                translate("Problem", "卡片可能放偏了，或者拿起得早了一点。"),
                translate("Problem", "请把身份证拿开，再平放一次，停留几秒钟。"),
                "id",
            )
        case ProblemCode.CARD_EXPIRED:
            return ProblemWords(
                translate("Problem", "身份证已过有效期"),
                translate("Problem", "这张身份证上写的有效期已经过了。"),
                translate("Problem", "今天可以换身份码登录，一样能办。新证请到公安窗口换领。"),
                "id",
            )
        case ProblemCode.CARD_REPORTED_LOST:
            return ProblemWords(
                translate("Problem", "这张身份证已经挂失"),
                translate("Problem", "登记显示这张身份证办过挂失，不能再用它登录。"),
                translate("Problem", "如有新证，请用新证；也可以用身份码，或到人工窗口核实。"),
                "id",
            )
        case ProblemCode.READER_FAULT:
            return ProblemWords(
                translate("Problem", "读卡器暂时不能用"),
                translate("Problem", "本机的身份证读卡器出了故障，和您的身份证没有关系。"),
                translate("Problem", "可以换身份码登录，也可以用旁边的终端。"),
                "id",
            )
        case _:
            return None


def _face(code: ProblemCode) -> ProblemWords | None:
    match code:
        case ProblemCode.CAMERA_FAULT:
            return ProblemWords(
                translate("Problem", "摄像头暂时不能用"),
                translate("Problem", "本机的摄像头出了故障，现在不能比对人脸。"),
                translate("Problem", "可以换身份码登录，一样能办，也可以用旁边的终端。"),
                "camera",
            )
        case ProblemCode.FACE_ENGINE_FAULT:
            return ProblemWords(
                translate("Problem", "人脸比对暂时不能用"),
                translate("Problem", "本机的人脸比对功能出了故障，和您本人没有关系。"),
                translate("Problem", "可以换身份码登录，一样能办，也可以用旁边的终端。"),
                "face",
            )
        case ProblemCode.FACE_NOT_SEEN:
            return ProblemWords(
                translate("Problem", "没有看清您的脸"),
                translate("Problem", "摄像头没有拍到清楚的正脸，可能是光线或位置的原因。"),
                translate("Problem", "请正对屏幕上方的摄像头，摘下口罩和帽子。也可以换身份码登录。"),
                "face",
            )
        case ProblemCode.FACE_UNSURE:
            return ProblemWords(
                translate("Problem", "还不能确定"),
                translate("Problem", "现场画面和证件照片没有完全对上，可能是光线或角度的原因。"),
                translate("Problem", "请在亮一点的地方正对摄像头。也可以换身份码登录。"),
                "face",
            )
        case ProblemCode.FACE_NO_MATCH:
            return ProblemWords(
                translate("Problem", "人脸比对没有通过"),
                translate("Problem", "现场画面和证件照片没有对上。照片年头久了也会这样。"),
                translate("Problem", "请使用您本人的身份证，或换身份码登录，也可以到人工窗口办理。"),
                "face",
            )
        case _:
            return None


def _code(code: ProblemCode) -> ProblemWords | None:
    match code:
        case ProblemCode.SCANNER_FAULT:
            return ProblemWords(
                translate("Problem", "扫码器暂时不能用"),
                translate("Problem", "本机的扫码器出了故障，和您的手机没有关系。"),
                translate("Problem", "可以换身份证登录，也可以用旁边的终端。"),
                "code",
            )
        case ProblemCode.NO_CODE:
            return ProblemWords(
                translate("Problem", "没有扫到身份码"),
                translate("Problem", "扫码口前没有等到身份码。"),
                translate("Problem", "请在手机上打开身份码，屏幕调亮，对准扫码口。"),
                "code",
            )
        case ProblemCode.CODE_UNKNOWN:
            return ProblemWords(
                translate("Problem", "这个码不能用来登录"),
                translate("Problem", "扫到的不是身份码，或者大厅没有认出它。"),
                translate("Problem", "请打开身份码再扫一次。请不要出示付款码。"),
                "code",
            )
        case ProblemCode.CODE_USED:
            return ProblemWords(
                translate("Problem", "这个身份码已经失效"),
                translate("Problem", "身份码只能用一次，而且很快会更新。"),
                translate("Problem", "请在手机上刷新身份码，再扫一次。"),
                "code",
            )
        case _:
            return None


def _social_card(code: ProblemCode) -> ProblemWords | None:
    match code:
        case ProblemCode.SOCIAL_CARD_FAULT:
            return ProblemWords(
                translate("Problem", "社保卡读卡器暂时不能用"),
                translate("Problem", "本机的社保卡读卡器出了故障，和您的卡没有关系。"),
                translate("Problem", "请换一种方式登录，一样能办。"),
                "umbrella",
            )
        case ProblemCode.NO_SOCIAL_CARD:
            return ProblemWords(
                translate("Problem", "没有读到社保卡"),
                translate("Problem", "卡槽里没有等到社保卡，或者卡拿出得早了一点。"),
                translate("Problem", "请把社保卡芯片朝里插到底，办完再取出。"),
                "umbrella",
            )
        case ProblemCode.SOCIAL_CARD_UNREADABLE:
            return ProblemWords(
                translate("Problem", "这张卡没有读成功"),
                translate("Problem", "卡可能插反了，也可能不是社保卡。"),
                translate("Problem", "请看看芯片的方向，再插一次。也可以换一种方式登录。"),
                "umbrella",
            )
        case ProblemCode.PIN_WRONG:
            return ProblemWords(
                translate("Problem", "社保卡密码不对"),
                translate("Problem", "卡片没有认可刚才的密码。输错几次以后，卡会锁住。"),
                translate("Problem", "请想一想再输入，没有把握就换一种方式登录。"),
                "lock",
            )
        case ProblemCode.PIN_BLOCKED:
            return ProblemWords(
                translate("Problem", "社保卡密码已经锁住"),
                translate("Problem", "这张卡的密码输错次数太多，卡片自己锁住了。"),
                translate("Problem", "请换一种方式登录。解锁请到社保窗口。"),
                "lock",
            )
        case _:
            return None


def _phone(code: ProblemCode) -> ProblemWords | None:
    match code:
        case ProblemCode.SMS_CODE_WRONG:
            return ProblemWords(
                translate("Problem", "验证码不对"),
                translate("Problem", "填写的验证码和短信里的不一样，或者这个号码没有实名登记。"),
                translate("Problem", "请对照短信再填一次。也可以换一种方式登录。"),
                "phone",
            )
        case ProblemCode.SMS_CODE_EXPIRED:
            return ProblemWords(
                translate("Problem", "验证码已经过期"),
                translate("Problem", "验证码5分钟内有效，现在已经过了时间。"),
                translate("Problem", "请重新获取一个验证码。"),
                "clock",
            )
        case ProblemCode.TOO_MANY_MESSAGES:
            return ProblemWords(
                translate("Problem", "短信发得太频繁了"),
                translate("Problem", "为了保护您的手机号码，短时间内只能发送几条验证码。"),
                translate("Problem", "请过一会儿再试，或换一种方式登录。"),
                "clock",
            )
        case ProblemCode.MESSAGES_DOWN:
            return ProblemWords(
                translate("Problem", "短信暂时发不出去"),
                translate("Problem", "短信通道出了故障，和您的手机没有关系。"),
                translate("Problem", "请换一种方式登录，一样能办。"),
                "phone",
            )
        case ProblemCode.PHONE_NOT_CONFIRMED:
            return ProblemWords(
                translate("Problem", "手机上没有完成确认"),
                translate("Problem", "二维码已经过期，或者手机上还没有点确认。"),
                translate("Problem", "请重新扫码，在手机上选择和屏幕一样的数字。"),
                "phone",
            )
        case ProblemCode.PHONE_REFUSED:
            return ProblemWords(
                translate("Problem", "手机上拒绝了这次登录"),
                translate("Problem", "手机上选择了拒绝，或者选的数字和屏幕上的不一样。"),
                translate("Problem", "如果是您本人，请重新扫码，选择和屏幕一样的数字。"),
                "phone",
            )
        case ProblemCode.GUARDIAN_NEEDED:
            return ProblemWords(
                translate("Problem", "需要监护人同意"),
                translate("Problem", "未满14周岁要由父母同意，刚才的证件没有通过核对。"),
                translate("Problem", "请父母放上本人的身份证。也可以由父母登录，代孩子办理。"),
                "family",
            )
        case ProblemCode.ASSURANCE_TOO_LOW:
            return ProblemWords(
                translate("Problem", "这个事项要更可靠的登录方式"),
                translate("Problem", "为了保护您的权益，这个事项不能用现在的登录方式办理。"),
                translate("Problem", "请换一种方式登录，例如刷身份证，再来办理。"),
                "lock",
            )
        case ProblemCode.APPLICANT_NOT_SERVED:
            return ProblemWords(
                translate("Problem", "这个事项不能这样代办"),
                translate("Problem", "这个事项不面向现在的办理对象，或者不在授权范围里。"),
                translate("Problem", "请返回首页，换一个办理对象，再来办理。"),
                "people",
            )
        case ProblemCode.NOT_REPRESENTED:
            return ProblemWords(
                translate("Problem", "现在不能代为办理"),
                translate("Problem", "登记信息有变化，或者授权已经收回。"),
                translate("Problem", "请返回首页，重新选择办理对象。"),
                "people",
            )
        case _:
            return None
