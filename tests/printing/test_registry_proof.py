"""A proof whose fields are data: what it takes, what it refuses, and that a new one needs no code."""

import json
from dataclasses import replace

import pypdfium2
import pytest

from printing import render_pdf
from printing.cli import main
from printing.documents.examples import bare_registry_proof
from printing.documents.json_form import from_json, to_json
from printing.documents.registry_proof import ProofFact, ProofTable, RegistryProof
from printing.errors import FieldError, FieldRule, MissingGlyph
from printing.samples import sample
from tests.support.paper import poppler_text

CELLS = ("甲", "乙")


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def proof(**changes: object) -> RegistryProof:
    """A proof with its code, and other fields than the sample's."""
    document = sample("registry-proof-bare")
    assert isinstance(document, RegistryProof)
    return replace(document, **changes)  # type: ignore[arg-type]  # fields of several types


def test_a_proof_nobody_thought_of_needs_no_code(tmp_path: object, capsys: pytest.CaptureFixture[str]) -> None:
    """A hall writes JSON; the command lays it out."""
    plain = json.loads(to_json(proof()))
    plain |= {
        "title": "渔业船员从业证明",
        "statement": "经查询，申请人自2019年起登记为三级渔业船员。",
        "facts": [{"label": "证书等级", "value": "三级"}],
        "tables": [{"columns": ["船名", "时间"], "rows": [["云江渔0017", "2019-03-01"]]}],
    }
    document = from_json(json.dumps(plain, ensure_ascii=False))
    assert isinstance(document, RegistryProof)
    text = poppler_text(render_pdf(document).pdf)
    for part in ("渔业船员从业证明", "三级渔业船员", "证书等级", "云江渔0017", "2019-03-01", "以上共1条"):
        assert part in "".join(text.split())
    assert main(["example", "proof"]) == 0
    assert from_json(capsys.readouterr().out, RegistryProof) == sample("registry-proof")


def test_a_table_that_splits_says_on_each_page_what_goes_on() -> None:
    """Its title and heads are repeated."""
    rows = tuple((f"第{number}项", "内容") for number in range(1, 121))
    rendered = render_pdf(proof(tables=(ProofTable(("项目", "说明"), rows, title="清单甲"),)))
    assert rendered.pages >= 3
    texts = pages_of(rendered.pdf)
    with_rows = [text for text in texts if "内容" in text]
    assert len(with_rows) >= 3
    assert all("清单甲" in text and "项目" in text for text in with_rows)


@pytest.mark.parametrize(
    ("make", "field", "rule"),
    [
        (lambda: ProofTable(CELLS, (("一",),)), "rows[0]", FieldRule.PATTERN),
        (lambda: ProofTable((), ()), "columns", FieldRule.NOT_EMPTY),
        (lambda: ProofTable(CELLS, (), shares=(1,)), "shares", FieldRule.PATTERN),
        (lambda: ProofTable(CELLS, (), shares=(1, 0)), "shares", FieldRule.PATTERN),
        (lambda: ProofTable(CELLS, (("一", "二\n三"),)), "rows[0][1]", FieldRule.ONE_LINE),
        (lambda: ProofFact("", "值"), "label", FieldRule.NOT_EMPTY),
        (lambda: replace(bare_registry_proof(), statement=""), "statement", FieldRule.NOT_EMPTY),
        (lambda: replace(bare_registry_proof(), tables=(ProofTable(CELLS, ()),) * 7), "tables", FieldRule.TOO_MANY),
    ],
)
def test_what_cannot_stand_on_paper_is_refused(make: object, field: str, rule: FieldRule) -> None:
    """With the field and the rule, before anything is drawn or signed."""
    assert callable(make)
    with pytest.raises(FieldError) as refused:
        make()
    assert (refused.value.field, refused.value.rule) == (field, rule)


def test_a_character_no_font_has_stops_it_and_says_where() -> None:
    """In a cell as anywhere."""
    with pytest.raises(MissingGlyph) as missing:
        render_pdf(proof(tables=(ProofTable(CELLS, (("一", "\U00030000"),)),)))
    assert missing.value.field == "tables[0].rows[0][1]"


def test_nothing_of_it_is_in_a_repr() -> None:
    """Facts and cells are about somebody."""
    document = proof(facts=(ProofFact("电话", "14000000001"),), tables=(ProofTable(CELLS, (("秘", "密"),)),))
    assert not [part for part in ("14000000001", "秘", "李例") if part in repr(document) + repr(document.facts)]
    assert "秘" not in repr(document.tables)
