"""What a readiness report says, in the languages of who reads it. Codes of devices stay as they are."""

from dataclasses import dataclass
from enum import Enum
from typing import Final


class Language(Enum):
    """Who reads the report. The value is what ``--language`` says."""

    ENGLISH = "en"
    CHINESE = "zh"


@dataclass(frozen=True, slots=True)
class ReportWords:
    """The words of one language."""

    title: str
    terminal: str
    made: str
    ready: str
    not_ready: str
    device: str
    kind: str
    driver: str
    port: str
    model: str
    serial_number: str
    status: str
    last_test: str
    never_tested: str
    passed: str
    failed: str
    step: str
    took: str
    detail: str
    yes: str
    no: str
    signature: str

    def value(self, value: str | float | bool) -> str:
        """Return a feature's value for people."""
        if isinstance(value, bool):
            return self.yes if value else self.no
        return str(value)


WORDS: Final = {
    Language.ENGLISH: ReportWords(
        title="Readiness of devices",
        terminal="Terminal",
        made="Made",
        ready="Ready",
        not_ready="Not ready",
        device="Device",
        kind="Kind",
        driver="Driver",
        port="Port",
        model="Model",
        serial_number="Serial number",
        status="Status",
        last_test="Last self-test",
        never_tested="never tested",
        passed="passed",
        failed="failed",
        step="Step",
        took="Took",
        detail="Detail",
        yes="yes",
        no="no",
        signature="Technician, date",
    ),
    Language.CHINESE: ReportWords(
        title="设备就绪报告",
        terminal="终端",
        made="生成时间",
        ready="就绪",
        not_ready="未就绪",
        device="设备",
        kind="类别",
        driver="驱动",
        port="端口",
        model="型号",
        serial_number="序列号",
        status="状态",
        last_test="最近一次自检",
        never_tested="从未自检",
        passed="通过",
        failed="未通过",
        step="项目",
        took="用时",
        detail="详情",
        yes="是",
        no="否",
        signature="技术人员、日期",
    ),
}
