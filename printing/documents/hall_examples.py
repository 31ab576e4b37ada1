"""Tickets, vouchers and reports with ordinary and with extreme content. All of it is made up (`examples`)."""

from datetime import date, timedelta
from typing import Final

from printing.documents.daily_report import DailyReport, Incident, PaperEntry, PaymentEntry, ServiceTally
from printing.documents.example_parts import AT, HALL, LONG_HALL
from printing.documents.payment_voucher import FeeLine, PaymentVoucher
from printing.documents.queue_ticket import QueueTicket

_TERMINAL: Final = "YJ-A1-017"
_DAY: Final = date(2026, 11, 23)


def ordinary_queue_ticket() -> QueueTicket:
    """A number for the property windows."""
    return QueueTicket(
        hall=HALL,
        number="A017",
        business="不动产登记",
        taken_at=AT,
        terminal_id=_TERMINAL,
        place="一楼B区 11-16号窗口",
        ahead=4,
        wait="约15分钟",
        materials=("身份证原件", "不动产权证书"),
        link="https://hall.example/q/A017",
        specimen=True,
    )


def extreme_queue_ticket() -> QueueTicket:
    """The longest number, everything long, a priority."""
    return QueueTicket(
        hall=LONG_HALL,
        number="WZ9999",
        business="企业开办、社会保险登记、公积金缴存、税务信息确认与印章刻制联办（一件事一次办）",
        taken_at=AT,
        terminal_id="YJ-A1-017-BACKUP-02",
        place="二楼C区（东侧扶梯上行右转）27-38号窗口，轮椅请走北侧无障碍电梯",
        ahead=128,
        wait="约2小时30分钟以上",
        materials=tuple(
            f"{name}（原件与复印件各一份，复印件须加盖公章并注明与原件一致）"
            for name in ("营业执照", "法定代表人身份证", "经办人身份证", "授权委托书")
        ),
        priority="老年人、军人、残疾人优先",
        link="https://hall.example/q/WZ9999?t=YJ-A1-017-BACKUP-02&v=K7M2Q9W8X3Z5",
        notes=("过号三位以内，到导服台恢复；超过三位须重新取号。", "当日有效，请勿转让，以免影响他人办事。"),
        specimen=True,
    )


def bare_queue_ticket() -> QueueTicket:
    """Only what must be there."""
    return QueueTicket(
        hall=HALL, number="7", business="综合", taken_at=AT, terminal_id=_TERMINAL, notes=(), specimen=True
    )


def ordinary_payment_voucher() -> PaymentVoucher:
    """A registration fee."""
    return PaymentVoucher(
        hall=HALL,
        payee="云江市不动产登记中心",
        item="不动产转移登记",
        lines=(FeeLine("不动产登记费（住宅）", 8_000, "80元×1件"), FeeLine("证书工本费", 1_000, "10元×1本")),
        voucher_number="JF2026112300000318",
        case_number="99990120261123000187",
        verifier="K7M2Q9",
        method="微信支付",
        order_number="9999202611230941070000318",
        paid_at=AT,
        terminal_id=_TERMINAL,
        code="SPECIMEN",
        notice_number="99990126000000000042",
        masked_payer="张*一",
        invoice="电子票据请在“云江政务”查询下载。",
        specimen=True,
    )


def extreme_payment_voucher() -> PaymentVoucher:
    """Many lines, an amount in the billions, everything long, a second copy."""
    names = ("城市基础设施配套费", "不动产登记费（非住宅，含在建建筑物抵押权登记）", "水土保持补偿费")
    lines = tuple(
        FeeLine(
            f"{names[number % 3]}（第{number}期）",
            10 ** (number % 12) * (number % 9 + 1),
            "按建筑面积计征" * (number % 3),
        )
        for number in range(1, 25)
    )
    return PaymentVoucher(
        hall=LONG_HALL,
        payee="云江市样板民族自治县财政局非税收入管理中心（代收多部门行政事业性收费）",
        item="建设工程规划许可、施工许可、消防设计审查与人防工程易地建设审批联办（一件事一次办）",
        lines=lines,
        voucher_number="JF-2026-1123-000000000318",
        case_number="9999-0120-2611-2300-0187-9999",
        verifier="K7M2Q9W8X3Z5",
        method="数字人民币（中国样例银行）",
        order_number="9999202611230941070000318-BACKUP-02",
        paid_at=AT,
        terminal_id="YJ-A1-017-BACKUP-02",
        code="SPECIMEN",
        notice_number="9999-0126-0000-0000-0000-0042",
        masked_payer="阿卜杜外力·***·***·***·***·试江",
        invoice="财政电子票据将在3个工作日内发送到预留手机号；单位用户请凭缴款码到窗口换开。",
        notes=("退款按原支付渠道退回，到账时间以收单机构为准。",),
        copy_number=2,
        specimen=True,
    )


def ordinary_daily_report() -> DailyReport:
    """A quiet day on one page."""
    return DailyReport(
        hall=HALL,
        terminal_id=_TERMINAL,
        day=_DAY,
        made_at=AT + timedelta(hours=9),
        services=(
            ServiceTally("不动产登记信息查询（无房证明）", 6, 4, 1, 1),
            ServiceTally("不动产登记缴费", 3, 2, 1),
            ServiceTally("住房公积金缴存情况查询", 5, 5),
        ),
        papers=tuple(
            PaperEntry(
                AT + timedelta(minutes=11 * number),
                "不动产登记信息查询证明",
                f"BDC20261123000184{27 + number}",
                1,
                1,
                "已取走",
            )
            for number in range(4)
        ),
        payments=(
            PaymentEntry(AT, "9999202611230941070000318", "不动产登记费", "微信支付", 8_000),
            PaymentEntry(AT + timedelta(hours=1), "9999202611231041070000319", "证书工本费", "银行卡", 1_000, 1_000),
            PaymentEntry(
                AT + timedelta(hours=2), "9999202611231141070000320", "不动产登记费", "支付宝", 8_000, 0, False
            ),
        ),
        incidents=(Incident(AT + timedelta(hours=3), "回执打印机", "缺纸", "更换纸卷，4分钟后恢复"),),
        open_points=("订单尾号0320的付款结果待与收单机构核对。",),
        specimen=True,
    )


def extreme_daily_report() -> DailyReport:
    """Sixty papers, long items, long incidents, every outcome."""
    items = (
        "不动产登记信息查询（无房证明）",
        "不动产登记信息查询、公积金缴存证明打印与城镇职工基本养老保险关系转移接续联办（一件事一次办）",
        "中小学学籍信息及历年异动情况证明（含随迁子女与跨省转学记录）",
    )
    titles = (
        "不动产登记信息查询证明",
        "住房公积金缴存证明与城镇职工基本养老保险参保缴费凭证（合并打印）",
        "中小学学籍信息及历年异动情况证明（含随迁子女与跨省转学记录）",
    )
    return DailyReport(
        hall=LONG_HALL,
        terminal_id="YJ-A1-017-BACKUP-02",
        day=_DAY,
        made_at=AT + timedelta(hours=9),
        services=tuple(
            ServiceTally(f"{items[number % 3][:52]}（{number}）", 32 + number % 7, 30, number % 7, 2)
            for number in range(24)
        ),
        papers=tuple(
            PaperEntry(
                AT + timedelta(minutes=2 * number),
                titles[number % 3],
                f"BDC-2026-1123-{number:012d}",
                number % 3 + 1,
                number % 9 + 1,
                ("已取走", "作废", "结果不明")[number % 3],
            )
            for number in range(60)
        ),
        payments=tuple(
            PaymentEntry(
                AT + timedelta(minutes=5 * number),
                f"99992026112309410700{number:05d}-BACKUP-02",
                ("不动产登记费", "城市基础设施配套费（含延期利息）")[number % 2],
                ("微信支付", "数字人民币（样例银行）")[number % 2],
                10 ** (number % 10) * 7,
                (10 ** (number % 10) * 7) // 2 if number % 11 == 5 else 0,
                number % 11 != 3,
            )
            for number in range(24)
        ),
        incidents=tuple(
            Incident(
                AT + timedelta(minutes=31 * number),
                "高速文档打印机（A4双面）",
                "进纸搓纸轮打滑，连续三次取纸失败后停机；前台提示改在旁边终端办理，未完成的一份证明已作废并登记",
                "值班技术员更换搓纸轮并打印测试页，用时23分钟" if number % 2 else "",
            )
            for number in range(4)
        ),
        open_points=tuple(
            f"第{number}份结果不明的证明需与档案室核对页数，并在次日上午十点前销号。" * 2 for number in range(1, 9)
        ),
        specimen=True,
    )


def bare_daily_report() -> DailyReport:
    """A day on which nothing happened."""
    return DailyReport(hall=HALL, terminal_id=_TERMINAL, day=_DAY, made_at=AT, specimen=True)
