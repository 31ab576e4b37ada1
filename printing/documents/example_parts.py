"""What the examples share: when, where, by whom, and a name of 33 characters. Nobody and nothing of it exists."""

from datetime import UTC, date, datetime
from typing import Final

from printing.documents.paper import PaperIssue, Seal

AT: Final = datetime(2026, 11, 23, 1, 41, 7, tzinfo=UTC)
LONG_NAME: Final = "阿卜杜外力·买买提明·样例吾甫尔·阿不都热西提·示范麦麦提依明·试江"
LONG_ADDRESS: Final = (
    "云江市例江区试验大道与范水路交会处东南侧“样例·国际城”二期（原试验机械厂地块）"
    "A区第17栋商住楼负一层及一至三层整体商业裙楼第1-3-0086号铺面及其附属设备用房"
)
REGISTRY: Final = "云江市不动产登记中心"
HALL: Final = "云江市政务服务中心"
LONG_HALL: Final = "云江市样板民族自治县政务服务中心二十四小时自助服务区"
BASIS: Final = ("《不动产登记暂行条例》", "《不动产登记资料查询暂行办法》")
SEAL: Final = Seal(purpose="查询专用章", code="9999010001234")


def specimen_issue(
    paper_number: str,
    *,
    organisation: str = REGISTRY,
    copy_number: int = 1,
    valid_until: date | None = None,
    legal_basis: tuple[str, ...] = BASIS,
    notes: tuple[str, ...] = (),
    seal: Seal = SEAL,
) -> PaperIssue:
    """Issue a specimen."""
    return PaperIssue(
        paper_number=paper_number,
        case_number="99990120261123000187",
        verifier="K7M2Q9",
        organisation=organisation,
        hall=HALL,
        terminal_id="YJ-A1-017",
        issued_at=AT,
        seal=seal,
        copy_number=copy_number,
        valid_until=valid_until,
        legal_basis=legal_basis,
        notes=notes,
        specimen=True,
    )
