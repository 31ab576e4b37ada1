"""Sentences that issued papers share."""

from printing.documents.kinds import IssuedPaper
from printing.documents.moments import date_words, minute_words
from printing.documents.no_house_proof import NoHouseProof
from printing.documents.property_listing import PropertyListing
from printing.fonts.catalogue import Face
from printing.typesetting.atoms import Span


def looked_up(paper: NoHouseProof | PropertyListing, *, with_number: bool) -> list[Span]:
    """The beginning of the statement: when, where and for whom the registry was asked."""
    applicant = paper.applicant
    number = f"（{applicant.id_kind}号码：{applicant.id_number}）" if with_number else ""
    return [
        Span(f"经查询，截至{minute_words(paper.as_of)}，在{paper.scope}不动产登记信息系统中，申请人", Face.SERIF),
        Span(applicant.name, Face.SERIF_BOLD, unbroken=True),
        Span(f"{number}名下", Face.SERIF),
    ]


_LOOKED_UP = "经申请人本人身份核验后自助查询出具，仅反映数据截止时点登记簿的记载状况。"


def basis(paper: IssuedPaper, what: str, made: str = _LOOKED_UP) -> str:
    """On what `what` (本证明, 本结果) rests, how it was `made`, and until when it is good."""
    rules = f"依据{''.join(paper.issue.legal_basis)}，" if paper.issue.legal_basis else ""
    return f"{what}{rules}{made}{_validity(paper, what)}"


def _validity(paper: IssuedPaper, what: str) -> str:
    until = paper.issue.valid_until
    return f"{what}有效期至{date_words(until)}。" if until is not None else ""
