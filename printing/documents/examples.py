"""Documents with ordinary and with extreme content: for samples, golden pictures and tests. All of it is made up.

Nobody here exists: no citizen number begins with 99, the city is fictional, and every document is a specimen (样张).
"""

from datetime import UTC, date, datetime, timedelta
from typing import Final

from printing.documents.no_house_proof import NoHouseProof
from printing.documents.paper import Applicant, PaperIssue, Seal
from printing.documents.property_listing import PropertyListing, PropertyRecord
from printing.documents.service_receipt import ReceiptPaper, ServiceReceipt

_AT: Final = datetime(2026, 11, 23, 1, 41, 7, tzinfo=UTC)
_LONG_NAME: Final = "阿卜杜外力·买买提明·样例吾甫尔·阿不都热西提·示范麦麦提依明·试江"
_REGISTRY: Final = "云江市不动产登记中心"
_HALL: Final = "云江市政务服务中心"
_BASIS: Final = ("《不动产登记暂行条例》", "《不动产登记资料查询暂行办法》")
_SEAL: Final = Seal(purpose="查询专用章", code="9999010001234")
_SEARCHED: Final = ("房屋所有权登记", "房屋预告登记")


def ordinary_no_house_proof() -> NoHouseProof:
    """The everyday proof: one page."""
    return NoHouseProof(
        applicant=Applicant("张样一", "居民身份证", "999901199001010014"),
        issue=_issue("BDC2026112300018427"),
        as_of=_AT - timedelta(minutes=1),
        scope="云江市（含四区二县）",
        searched=_SEARCHED,
        purpose="子女入学",
    )


def extreme_no_house_proof() -> NoHouseProof:
    """A name of 33 characters, a rare one in it, everything long, a second copy, a date of expiry."""
    return NoHouseProof(
        applicant=Applicant(f"{_LONG_NAME}𬱖㛃", "外国人永久居留身份证（五星卡）", "999910199912310019"),
        issue=_issue(
            "BDC-2026-1123-000184279999",
            organisation="云江市样板民族自治县自然资源和规划局不动产登记中心",
            copy_number=2,
            valid_until=date(2026, 12, 22),
            legal_basis=(*_BASIS, "《中华人民共和国民法典》", "《云江市不动产登记信息查询若干规定（试行）》"),
            notes=("本证明的送达以申请人在自助终端取件为准，如需盖章纸质件请至一楼综合窗口。",),
        ),
        as_of=_AT,
        scope="云江市样板区、示例区、例江区、试验县、范水县、模拟县行政区域",
        searched=(*_SEARCHED, "在建建筑物抵押权登记", "土地承包经营权（含家庭承包与其他方式承包）登记"),
        purpose="本人及其配偶、未成年子女申请公共租赁住房保障和租赁补贴资格复核",
    )


def bare_no_house_proof() -> NoHouseProof:
    """Everything that may be empty is empty."""
    return NoHouseProof(
        applicant=Applicant("李例", "居民身份证", "999902196203040026"),
        issue=_issue("BDC2026112300018428", legal_basis=(), seal=Seal("业务专用章")),
        as_of=_AT,
        scope="云江市",
        searched=("房屋所有权登记",),
        subtitle="",
    )


def ordinary_property_listing() -> PropertyListing:
    """Two houses on one page or two."""
    return PropertyListing(
        applicant=Applicant("王例二", "居民身份证", "999903198502280028"),
        issue=_issue("BDC2026112300018431"),
        as_of=_AT - timedelta(minutes=1),
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
        (
            "云江市例江区试验大道与范水路交会处东南侧“样例·国际城”二期（原试验机械厂地块）"
            "A区第17栋商住楼负一层及一至三层整体商业裙楼第1-3-0086号铺面及其附属设备用房"
        ),
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
        applicant=Applicant(_LONG_NAME, "居民身份证", "999905197001010015"),
        issue=_issue("BDC2026112300018499"),
        as_of=_AT,
        scope="云江市（含四区二县）",
        records=records,
    )


def ordinary_service_receipt() -> ServiceReceipt:
    """The everyday receipt."""
    return ServiceReceipt(
        hall=_HALL,
        item="不动产登记信息查询（无房证明）",
        case_number="99990120261123000187",
        verifier="K7M2Q9",
        state="已办结",
        accepted_at=_AT,
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
        hall="云江市样板民族自治县政务服务中心二十四小时自助服务区",
        item="不动产登记信息查询、公积金缴存证明打印与城镇职工基本养老保险关系转移接续联办（一件事一次办）",
        case_number="9999-0120-2611-2300-0187-9999",
        verifier="K7M2Q9W8X3Z5",
        state="已受理，待补正材料",
        accepted_at=_AT,
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
        hall=_HALL,
        item="政策咨询",
        case_number="99990120261123000188",
        verifier="A2B3",
        state="已登记",
        accepted_at=_AT,
        terminal_id="YJ-A1-017",
        code="SPECIMEN",
        help_line="",
        specimen=True,
    )


def _issue(
    paper_number: str,
    *,
    organisation: str = _REGISTRY,
    copy_number: int = 1,
    valid_until: date | None = None,
    legal_basis: tuple[str, ...] = _BASIS,
    notes: tuple[str, ...] = (),
    seal: Seal = _SEAL,
) -> PaperIssue:
    return PaperIssue(
        paper_number=paper_number,
        case_number="99990120261123000187",
        verifier="K7M2Q9",
        organisation=organisation,
        hall=_HALL,
        terminal_id="YJ-A1-017",
        issued_at=_AT,
        seal=seal,
        copy_number=copy_number,
        valid_until=valid_until,
        legal_basis=legal_basis,
        notes=notes,
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
