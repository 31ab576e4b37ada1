"""Documents with ordinary and with extreme content: for samples, golden pictures and tests. All of it is made up.

Nobody here exists: no citizen number begins with 99, the city is fictional, and every document is a specimen (样张).
"""

from datetime import date, timedelta
from typing import Final

from printing.documents.example_parts import AT, BASIS, HALL, LONG_ADDRESS, LONG_HALL, LONG_NAME, specimen_issue
from printing.documents.no_house_proof import NoHouseProof
from printing.documents.paper import Applicant, Seal
from printing.documents.property_listing import PropertyListing, PropertyRecord
from printing.documents.registry_proof import ProofFact, ProofTable, RegistryProof
from printing.documents.service_receipt import ReceiptPaper, ServiceReceipt

_SEARCHED: Final = ("房屋所有权登记", "房屋预告登记")


def ordinary_no_house_proof() -> NoHouseProof:
    """The everyday proof: one page."""
    return NoHouseProof(
        applicant=Applicant("张样一", "居民身份证", "999901199001010014"),
        issue=specimen_issue("BDC2026112300018427"),
        as_of=AT - timedelta(minutes=1),
        scope="云江市（含四区二县）",
        searched=_SEARCHED,
        purpose="子女入学",
    )


def extreme_no_house_proof() -> NoHouseProof:
    """A name of 33 characters, a rare one in it, everything long, a second copy, a date of expiry."""
    return NoHouseProof(
        applicant=Applicant(f"{LONG_NAME}𬱖㛃", "外国人永久居留身份证（五星卡）", "999910199912310019"),
        issue=specimen_issue(
            "BDC-2026-1123-000184279999",
            organisation="云江市样板民族自治县自然资源和规划局不动产登记中心",
            copy_number=2,
            valid_until=date(2026, 12, 22),
            legal_basis=(*BASIS, "《中华人民共和国民法典》", "《云江市不动产登记信息查询若干规定（试行）》"),
            notes=("本证明的送达以申请人在自助终端取件为准，如需盖章纸质件请至一楼综合窗口。",),
        ),
        as_of=AT,
        scope="云江市样板区、示例区、例江区、试验县、范水县、模拟县行政区域",
        searched=(*_SEARCHED, "在建建筑物抵押权登记", "土地承包经营权（含家庭承包与其他方式承包）登记"),
        purpose="本人及其配偶、未成年子女申请公共租赁住房保障和租赁补贴资格复核",
    )


def bare_no_house_proof() -> NoHouseProof:
    """Everything that may be empty is empty."""
    return NoHouseProof(
        applicant=Applicant("李例", "居民身份证", "999902196203040026"),
        issue=specimen_issue("BDC2026112300018428", legal_basis=(), seal=Seal("业务专用章")),
        as_of=AT,
        scope="云江市",
        searched=("房屋所有权登记",),
        subtitle="",
    )


def ordinary_property_listing() -> PropertyListing:
    """Two houses on one page or two."""
    return PropertyListing(
        applicant=Applicant("王例二", "居民身份证", "999903198502280028"),
        issue=specimen_issue("BDC2026112300018431"),
        as_of=AT - timedelta(minutes=1),
        scope="云江市（含四区二县）",
        purpose="核对本人名下登记信息",
        records=(
            _record(1, "云江市样板区示范路18号样例花园3栋2单元1204室", "89.52", "单独所有"),
            _record(2, "云江市例江区试验大道266号范水雅苑1栋-101号（地下车位）", "13.20", "共同共有"),
        ),
    )


def extreme_property_listing() -> PropertyListing:
    """Many records over several pages; addresses of three lines, empty fields, a long name."""
    places = (
        "云江市样板区示范路18号样例花园3栋2单元1204室",
        LONG_ADDRESS,
        "云江市模拟县",
    )
    records = tuple(
        PropertyRecord(
            unit_number=f"9999{index % 6 + 1:02d}001{index % 9 + 1:03d}GB{index:05d}F{index:04d}0001"
            if index % 7
            else "",
            location=places[index % 3],
            right_type=("国有建设用地使用权／房屋所有权", "房屋所有权", "")[index % 3],
            area_m2=("89.52", "12804.06", "")[index % 3],
            registered_on=date(2004 + index % 22, index % 12 + 1, index % 28 + 1) if index % 5 else None,
            shared=("单独所有", "按份共有（占三分之一）", "")[index % 3],
            certificate_number=f"云（2026）样板区不动产权第{index:07d}号" if index % 4 else "",
        )
        for index in range(1, 38)
    )
    return PropertyListing(
        applicant=Applicant(LONG_NAME, "居民身份证", "999905197001010015"),
        issue=specimen_issue("BDC2026112300018499"),
        as_of=AT,
        scope="云江市（含四区二县）",
        records=records,
    )


def ordinary_registry_proof() -> RegistryProof:
    """Contributions to social insurance: fields and a table, one page."""
    months = tuple(
        (f"2026-{month:02d}", "企业职工基本养老保险", "6,400.00", "1,024.00", "512.00", "已到账")
        for month in range(8, 11)
    )
    return RegistryProof(
        applicant=Applicant("张样一", "居民身份证", "999901199001010014"),
        issue=specimen_issue(
            "SB2026112300004411",
            organisation="云江市社会保险服务中心",
            legal_basis=("《中华人民共和国社会保险法》", "《社会保险经办条例》"),
            seal=Seal("业务专用章", "9999010005678"),
            valid_until=date(2027, 2, 22),
        ),
        title="社会保险参保证明",
        as_of=AT - timedelta(minutes=1),
        statement=(
            "经查询，张样一于2012年7月起参加云江市企业职工基本养老保险，现参保状态为正常缴费，"
            "截至2026年10月累计缴费172个月，无欠费。"
        ),
        facts=(
            ProofFact("险种", "企业职工基本养老保险"),
            ProofFact("参保状态", "正常缴费"),
            ProofFact("首次参保", "2012年7月"),
            ProofFact("当前单位", "云江市样板精密机械制造有限公司"),
        ),
        tables=(
            ProofTable(
                ("所属月份", "险种", "缴费基数（元）", "单位缴费（元）", "个人缴费（元）", "状态"),
                months,
                title="最近三个月缴费明细",
                shares=(10, 20, 13, 13, 13, 9),
            ),
        ),
        purpose="办理居住证积分",
    )


def extreme_registry_proof() -> RegistryProof:
    """A name of 33 characters, long and empty fields, two tables, one over several pages, a third copy."""
    schools = (
        "云江市样板区示范实验小学（集团）范水校区",
        "",
        "云江市例江区试验大道与范水路交会处东南侧民办模拟外国语学校小学部及其附属幼儿园",
    )
    rows = tuple(
        (str(number), schools[number % 3], f"{2000 + number % 26}-09-01", ("在读", "", "转学")[number % 3])
        for number in range(1, 121)
    )
    return RegistryProof(
        applicant=Applicant(f"{LONG_NAME}𬱖㛃", "外国人永久居留身份证（五星卡）", "999910199912310019"),
        issue=specimen_issue(
            "XJ-2026-1123-000000000042",
            organisation="云江市样板民族自治县教育体育和科学技术局",
            copy_number=3,
            legal_basis=(
                "《中华人民共和国义务教育法》",
                "《中小学生学籍管理办法》",
                "《云江市学籍信息查询规定（试行）》",
            ),
            notes=("本证明不作为升学录取依据。",),
            seal=Seal("学籍管理专用章"),
        ),
        title="中小学学籍信息及历年异动情况证明",
        subtitle="含随迁子女与跨省转学记录",
        as_of=AT,
        statement=(
            f"经查询，截至数据截止时点，申请人{LONG_NAME}𬱖㛃名下登记有下列学籍及异动记录；其中空白栏表示登记簿未载。"
            "登记信息由各学校按学期填报并经主管教育行政部门审核，如与实际不符，请持有效证件到学籍所在学校办理更正。"
        ),
        facts=(
            ProofFact("全国学籍号", "G999910199912310019"),
            ProofFact("监护人", ""),
            ProofFact(
                "户籍所在地",
                "云江市样板民族自治县范水镇试验街道模拟社区居民委员会示范路十八号样例花园三栋二单元一千二百零四室",
            ),
            ProofFact("随迁情况", "随迁子女"),
        ),
        tables=(
            ProofTable(("序号", "学校", "时间", "类别"), rows, title="学籍与异动", shares=(1, 6, 2, 2)),
            ProofTable(("证书", "编号"), (("小学毕业证书", ""), ("", "9999-2011-0000-0042")), title="证书"),
        ),
        scope="云江市及跨省交换数据（以教育部学籍平台共享为准）",
        purpose="随迁子女入学资格复核与积分落户材料补充",
        words="特此证明。",
    )


def bare_registry_proof() -> RegistryProof:
    """Words alone: no further field, no table."""
    return RegistryProof(
        applicant=Applicant("李例", "居民身份证", "999902196203040026"),
        issue=specimen_issue(
            "HY2026112300000007", organisation="云江市民政局", legal_basis=(), seal=Seal("婚姻登记专用章")
        ),
        title="婚姻登记记录证明",
        as_of=AT,
        statement="经查询，截至数据截止时点，在云江市婚姻登记系统中，未查询到李例的结婚登记记录。",
    )


def ordinary_service_receipt() -> ServiceReceipt:
    """The everyday receipt."""
    return ServiceReceipt(
        hall=HALL,
        item="不动产登记信息查询（无房证明）",
        case_number="99990120261123000187",
        verifier="K7M2Q9",
        state="已办结",
        accepted_at=AT,
        terminal_id="YJ-A1-017",
        code="SPECIMEN",
        masked_name="张*一",
        masked_number="999***********0014",
        time_limit="即时办结",
        fee="不收费",
        papers=(ReceiptPaper("不动产登记信息查询证明", "BDC2026112300018427", 1),),
        specimen=True,
    )


def extreme_service_receipt() -> ServiceReceipt:
    """Everything long, several papers, a second copy."""
    return ServiceReceipt(
        hall=LONG_HALL,
        item="不动产登记信息查询、公积金缴存证明打印与城镇职工基本养老保险关系转移接续联办（一件事一次办）",
        case_number="9999-0120-2611-2300-0187-9999",
        verifier="K7M2Q9W8X3Z5",
        state="已受理，待补正材料",
        accepted_at=AT,
        terminal_id="YJ-A1-017-BACKUP-02",
        code="SPECIMEN",
        masked_name="阿卜杜外力·***·***·***·***·试江",
        masked_number="999***********0019",
        time_limit="法定20个工作日，承诺5个工作日",
        fee="不动产登记费80.00元",
        papers=(
            ReceiptPaper("不动产登记信息查询结果", "BDC2026112300018499", 12),
            ReceiptPaper("住房公积金个人缴存证明", "GJJ-2026-1123-0000000042", 1),
            ReceiptPaper("城镇职工基本养老保险参保缴费凭证（含视同缴费年限）", "SB20261123-7", 2),
        ),
        notes=("请于5个工作日内补齐材料，逾期视为撤回申请。", "领取结果时请带本人有效身份证件原件。"),
        copy_number=2,
        specimen=True,
    )


def bare_service_receipt() -> ServiceReceipt:
    """Only what must be there."""
    return ServiceReceipt(
        hall=HALL,
        item="政策咨询",
        case_number="99990120261123000188",
        verifier="A2B3",
        state="已登记",
        accepted_at=AT,
        terminal_id="YJ-A1-017",
        code="SPECIMEN",
        help_line="",
        specimen=True,
    )


def _record(index: int, location: str, area_m2: str, shared: str) -> PropertyRecord:
    return PropertyRecord(
        unit_number=f"999901001001GB0000{index}F0001000{index}",
        location=location,
        right_type="国有建设用地使用权／房屋所有权",
        area_m2=area_m2,
        registered_on=date(2019, 6, index),
        shared=shared,
        certificate_number=f"云（2019）样板区不动产权第000123{index}号",
    )
