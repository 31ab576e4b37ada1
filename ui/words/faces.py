"""What to tell the person before the camera: a few words in large type, and one line that explains."""

from typing import assert_never

from PySide6.QtCore import QCoreApplication

from kiosk.domain.face import FaceAdvice

translate = QCoreApplication.translate


def advice_words(advice: FaceAdvice | None) -> str:  # noqa: C901, PLR0912  one case for each advice
    """Return the advice in a few words; None is the moment before the first."""
    match advice:
        case None:
            return translate("Face", "请看屏幕上方的摄像头")
        case FaceAdvice.NO_FACE:
            return translate("Face", "请把脸对准圆框")
        case FaceAdvice.COME_CLOSER:
            return translate("Face", "请靠近一点")
        case FaceAdvice.MOVE_BACK:
            return translate("Face", "请往后退一点")
        case FaceAdvice.MOVE_TO_CENTRE:
            return translate("Face", "请移到圆框中间")
        case FaceAdvice.LOOK_STRAIGHT:
            return translate("Face", "请正对摄像头")
        case FaceAdvice.MORE_LIGHT:
            return translate("Face", "光线有点暗")
        case FaceAdvice.LESS_LIGHT:
            return translate("Face", "光线有点强")
        case FaceAdvice.HOLD_STILL:
            return translate("Face", "很好，请保持不动")
        case FaceAdvice.ONE_PERSON:
            return translate("Face", "请一个人站在镜头前")
        case FaceAdvice.EYES_VISIBLE:
            return translate("Face", "请露出双眼")
        case FaceAdvice.TURN_LEFT:
            return translate("Face", "请慢慢向左转头")
        case FaceAdvice.TURN_RIGHT:
            return translate("Face", "请慢慢向右转头")
        case FaceAdvice.NOD:
            return translate("Face", "请慢慢点一下头")
        case FaceAdvice.COME_MUCH_CLOSER:
            return translate("Face", "请把脸凑近镜头")
        case FaceAdvice.COMPARING:
            return translate("Face", "正在比对，请稍候")
        case _:
            assert_never(advice)


def advice_hint(advice: FaceAdvice | None) -> str:
    """Return one line that explains the advice."""
    match advice:
        case None | FaceAdvice.NO_FACE | FaceAdvice.MOVE_TO_CENTRE:
            return translate("Face", "摄像头在屏幕正上方，画面只在本机使用")
        case FaceAdvice.COME_CLOSER | FaceAdvice.MOVE_BACK:
            return translate("Face", "让脸大小刚好填满圆框")
        case FaceAdvice.LOOK_STRAIGHT | FaceAdvice.HOLD_STILL:
            return translate("Face", "眼睛看镜头，自然就好")
        case FaceAdvice.MORE_LIGHT:
            return translate("Face", "请面向亮处，或靠近屏幕一些")
        case FaceAdvice.LESS_LIGHT:
            return translate("Face", "请避开背后的强光")
        case FaceAdvice.ONE_PERSON:
            return translate("Face", "请身边的人先退后一步")
        case FaceAdvice.EYES_VISIBLE:
            return translate("Face", "请摘下墨镜、口罩，拨开头发")
        case FaceAdvice.TURN_LEFT | FaceAdvice.TURN_RIGHT:
            return translate("Face", "转一点就好，随后转回来")
        case FaceAdvice.NOD:
            return translate("Face", "低一下头，随后抬起来")
        case FaceAdvice.COME_MUCH_CLOSER:
            return translate("Face", "身体慢慢前倾，随后坐回来")
        case FaceAdvice.COMPARING:
            return translate("Face", "比对完成后，画面立即清除")
        case _:
            assert_never(advice)
