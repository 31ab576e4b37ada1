"""What a print is called while it happens. Sent is not printed: each line says only what is known."""

from enum import IntEnum
from typing import assert_never

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


class Step(IntEnum):
    """Steps of a paper and its receipt, in order."""

    SIGN = 1
    SEND = 2
    FEED = 3
    PHONE = 4
    RECEIPT = 5


class StepStatus(IntEnum):
    """How far a step is."""

    WAITING = 0
    NOW = 1
    DONE = 2
    NOT_DONE = 3


def step_words(step: Step, status: StepStatus) -> str:
    """Return the step's line."""
    match step:
        case Step.SIGN:
            return _sign(status)
        case Step.SEND:
            return _send(status)
        case Step.FEED:
            return _feed(status)
        case Step.PHONE:
            return _phone(status)
        case Step.RECEIPT:
            return _receipt(status)
        case _:
            assert_never(step)


def _sign(status: StepStatus) -> str:
    match status:
        case StepStatus.WAITING | StepStatus.NOW:
            return translate("Printing", "大厅签发证明")
        case StepStatus.DONE:
            return translate("Printing", "证明已签发")
        case StepStatus.NOT_DONE:
            return translate("Printing", "证明没有签发")
        case _:
            assert_never(status)


def _send(status: StepStatus) -> str:
    match status:
        case StepStatus.WAITING | StepStatus.NOW:
            return translate("Printing", "送到打印机")
        case StepStatus.DONE:
            return translate("Printing", "打印机已收到")
        case StepStatus.NOT_DONE:
            return translate("Printing", "没有送到打印机")
        case _:
            assert_never(status)


def _feed(status: StepStatus) -> str:
    match status:
        case StepStatus.WAITING | StepStatus.NOW:
            return translate("Printing", "打印证明")
        case StepStatus.DONE:
            return translate("Printing", "证明已打印")
        case StepStatus.NOT_DONE:
            return translate("Printing", "证明没有确认打印")
        case _:
            assert_never(status)


def _phone(status: StepStatus) -> str:
    match status:
        case StepStatus.WAITING | StepStatus.NOW:
            return translate("Printing", "发到手机")
        case StepStatus.DONE:
            return translate("Printing", "证明已发到手机")
        case StepStatus.NOT_DONE:
            return translate("Printing", "证明没有发到手机")
        case _:
            assert_never(status)


def _receipt(status: StepStatus) -> str:
    match status:
        case StepStatus.WAITING | StepStatus.NOW:
            return translate("Printing", "打印回执")
        case StepStatus.DONE:
            return translate("Printing", "回执已打印")
        case StepStatus.NOT_DONE:
            return translate("Printing", "回执没有打印")
        case _:
            assert_never(status)
