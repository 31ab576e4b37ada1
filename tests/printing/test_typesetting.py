"""Chinese lines: what may stand at their ends, what is never broken, what is squeezed."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from printing.errors import MissingGlyph
from printing.fonts.catalogue import Face
from printing.typesetting.atoms import Span
from printing.typesetting.characters import CharacterClass, classify, may_end_a_line, may_start_a_line
from printing.typesetting.lines import SetLine, distributed_line, fitted_line, single_line
from printing.typesetting.paragraph import Align, Paragraph, SetParagraph, TextStyle, balanced_width_pt

SIZE = 12.0
STATEMENT = (
    "经查询，截至2026年11月23日9时41分，在云江市不动产登记信息系统中，未查询到申请人（居民身份证号码："
    "430124199001010014）名下的房屋所有权登记信息；依据《不动产登记暂行条例》《不动产登记资料查询暂行办法》，"
    "“本结果”仅反映查询时点的记载状况……如有疑问——请拨打12345。"
)
texts = st.text(alphabet="证明不动产登记，。、；：？！（）《》“”·…—/～℃%0123456789ABCabc. -", min_size=1, max_size=160)


def set_text(text: str, width_em: float, align: Align = Align.JUSTIFIED, indent_em: float = 2.0) -> SetParagraph:
    """A paragraph set to a column."""
    style = TextStyle(Face.SERIF, SIZE, 20.0, align, indent_em)
    return Paragraph.of(text, style).set(width_em * SIZE)


def ink(line: SetLine) -> str:
    """What of a line can be seen."""
    return line.text.strip()


@settings(max_examples=250, deadline=None)
@given(texts, st.floats(12, 40))
def test_no_line_begins_or_ends_with_what_may_not(text: str, width_em: float) -> None:
    """Kinsoku holds for any text (GB/T 15834, 5.1), unless a whole line offers no other place to break."""
    lines = set_text(text, width_em).lines
    for before, after in pairwise(lines):
        last, first = ink(before)[-1], ink(after)[0]
        allowed = may_end_a_line(classify(last)) and may_start_a_line(classify(first))
        assert allowed or no_break_in(ink(before) + first) or in_a_long_word(ink(before), ink(after), width_em)


def no_break_in(line: str) -> bool:
    """Whether a line held no allowed break at all."""
    return not any(
        may_end_a_line(classify(a)) and may_start_a_line(classify(b)) and not (a in "—…" and a == b)
        for a, b in pairwise(line)
        if not (classify(a) is CharacterClass.WORD and classify(b) is CharacterClass.WORD)
    )


def in_a_long_word(before: str, after: str, width_em: float) -> bool:
    """Whether the break is inside a word longer than a line, which has to be cut somewhere."""
    joined = before.rsplit(maxsplit=1)[-1] + after.split(maxsplit=1)[0]
    return len(joined) * 0.35 > width_em - 3


@settings(max_examples=200, deadline=None)
@given(texts, st.floats(10, 40))
def test_lines_say_what_the_text_says(text: str, width_em: float) -> None:
    """No character is lost, doubled or moved by setting; only spaces at line ends fall away."""
    lines = set_text(text, width_em).lines
    assert "".join(line.text for line in lines).replace(" ", "") == text.replace(" ", "")


@settings(max_examples=200, deadline=None)
@given(texts, st.floats(10, 40), st.sampled_from(list(Align)))
def test_no_line_is_wider_than_its_column(text: str, width_em: float, align: Align) -> None:
    """Lines keep to their column, the indented first one too."""
    lines = set_text(text, width_em, align).lines
    for number, line in enumerate(lines):
        room = width_em - (2.0 if number == 0 else 0.0)
        if not no_break_in(ink(line)):
            assert line.width_pt <= room * SIZE + 0.01


def test_justified_lines_are_exactly_as_wide_as_the_column() -> None:
    """Every line of a paragraph but the last ends at the right edge."""
    lines = set_text(STATEMENT, 34).lines
    assert len(lines) == 4
    for number, line in enumerate(lines[:-1]):
        assert line.width_pt == pytest.approx((34 - (2 if number == 0 else 0)) * SIZE, abs=0.05)


@pytest.mark.parametrize("width_em", [18.0, 22.5, 27.0, 31.3, 36.0])
def test_numbers_and_terms_are_never_broken(width_em: float) -> None:
    """An identity number, a year, a dash and an ellipsis stay whole at any width that can hold them."""
    lines = [line.text for line in set_text(STATEMENT, width_em).lines]
    for whole in ("430124199001010014", "2026", "12345", "——", "……"):
        assert any(whole in line for line in lines)


CHINESE = ("证明", "不动产登记", "由", "，由", "。由", "《条例》", "（样板）", "“结果”", "阿依·古丽", "——由", "……由")


def lacking(line: SetLine, number: int, width_em: float) -> float:
    """By how many points a line of an indented paragraph misses the right edge."""
    return (width_em - (2.0 if number == 0 else 0.0)) * SIZE - line.width_pt


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(CHINESE), min_size=20, max_size=60), st.floats(12, 40))
def test_chinese_lines_are_flush(parts: list[str], width_em: float) -> None:
    """Every line of a Chinese text but the last ends within a tenth of a point of the right edge."""
    for number, line in enumerate(set_text("证明" + "".join(parts), width_em).lines[:-1]):
        assert abs(lacking(line, number, width_em)) < 0.1


@settings(max_examples=200, deadline=None)
@given(texts, st.floats(14, 40))
def test_gap_where_han_and_latin_meet_is_a_quarter_em_at_most(text: str, width_em: float) -> None:
    """However loose a justified line is, digits do not drift away from the characters around them."""
    for line in set_text(text, width_em).lines:
        for before, after in pairwise(line.letters):
            kinds = {classify(before.character), classify(after.character)}
            if kinds == {CharacterClass.HAN, CharacterClass.WORD} and gives_way(line):
                assert after.x_pt - before.x_pt - before.width_pt <= SIZE / 4 + 0.01


def gives_way(line: SetLine) -> bool:
    """Whether a line has other gaps to stretch than those between Han and Latin."""
    han = [classify(letter.character) is CharacterClass.HAN for letter in line.letters]
    return any(one and other for one, other in pairwise(han)) or " " in line.text


@settings(max_examples=100, deadline=None)
@given(texts, st.floats(12, 40))
def test_setting_is_the_same_each_time_and_of_its_own_lines(text: str, width_em: float) -> None:
    """The same text gives the same places, and a line that was set alone does not break again."""
    lines = set_text(text, width_em).lines
    assert lines == set_text(text, width_em).lines
    for line in lines[1:-1]:
        style = TextStyle(Face.SERIF, SIZE, 20.0)
        assert len(Paragraph.of(ink(line), style).set(width_em * SIZE + 0.01).lines) == 1 or " " in line.text


WHOLES = (
    "2026年",
    "11月",
    "23日",
    "9时",
    "41分",
    "89.52平方米",
    "120.5 m²",
    "3栋",
    "1204室",
    "65%",
    "第18号",
    "￥1,234.00",
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from([*WHOLES, "证明", "不动产登记", "，", "《条例》"]), min_size=8, max_size=40),
    st.floats(12, 38),
)
def test_numbers_stay_with_their_units(parts: list[str], width_em: float) -> None:
    """No line ends between a number and its year, its area, its house, its currency or its per cent."""
    lines = set_text("与".join(parts), width_em).lines
    for before, after in pairwise(lines):
        last, first = ink(before)[-1], ink(after)[0]
        assert not (last.isdigit() and first in "年月日时分平m栋室号%")
        assert last != "￥"


def test_dates_stay_whole_unless_that_would_strew_the_line() -> None:
    """On the measure of a certificate a date is parted rarely, only behind its year or month, and no line is strewn."""
    whole, widest = 0, 0.0
    for before in range(10, 70):
        lines = set_text("证" * before + "截至2026年11月23日，" + "明" * 60, 36.0).lines
        whole += any("2026年11月23日" in line.text for line in lines)
        assert not any(line.text[-1].isdigit() for line in lines)
        widest = max(widest, *(gap for line in lines[:-1] for gap in gaps_between_han(line)))
    assert whole >= 55
    assert widest < SIZE / 7 + 0.01


def gaps_between_han(line: SetLine) -> list[float]:
    """The white between Han characters that stand side by side, in points."""
    return [
        after.x_pt - before.x_pt - before.width_pt
        for before, after in pairwise(line.letters)
        if before.character in "证明由" and after.character in "证明由"
    ] or [0.0]


def test_single_dash_begins_no_line_and_two_are_never_parted() -> None:
    """云江—样板 is not continued with its dash; —— stays one mark (GB/T 15834, 5.1)."""
    for before in range(1, 40):
        lines = set_text("证" * before + "云江—样板" + "明" * 30 + "——" + "产" * 30, 17.0).lines
        assert not any(line.text.startswith("—样") for line in lines)
        assert sum("——" in line.text for line in lines) == 1


def test_adjacent_marks_share_their_blank() -> None:
    """》《 take an em and a half, not two; a single mark in the text keeps its em."""
    pair = single_line("法》《法", Face.SERIF, SIZE)
    assert pair.width_pt == pytest.approx(3.5 * SIZE)
    assert single_line("法，法", Face.SERIF, SIZE).width_pt == pytest.approx(3 * SIZE)


def test_marks_at_the_ends_lose_their_empty_half() -> None:
    """A line that ends with a stop is as wide as its ink (GB/T 15834, 5.1.12)."""
    assert single_line("完。", Face.SERIF, SIZE).width_pt == pytest.approx(1.5 * SIZE)
    lines = set_text("证" * 20 + "（" + "明" * 30, 20.0, Align.LEFT, 0.0).lines
    assert lines[1].text[0] == "（"
    assert lines[1].letters[0].x_pt == pytest.approx(-0.5 * SIZE)


def test_gap_between_han_and_digits_is_set_and_not_typed() -> None:
    """An eighth of an em stands between them and no space is in the text."""
    line = single_line("第8页", Face.SANS, SIZE)
    bare = sum(letter.width_pt for letter in line.letters)
    assert line.width_pt - bare == pytest.approx(2 * SIZE / 8)
    assert line.text == "第8页"


def test_interval_dot_takes_half_an_em_in_every_face() -> None:
    """阿依·古丽 is as wide in sans, whose dot is an em wide, as in serif, whose dot is a third (5.1.8)."""
    for face in Face:
        assert single_line("阿依·古丽", face, SIZE).width_pt == pytest.approx(4.5 * SIZE)


def test_long_name_breaks_at_its_dots() -> None:
    """A name of many parts is parted between them, not inside one."""
    name = "阿卜杜外力·买买提明·样例吾甫尔·阿不都热西提·示范麦麦提依明·试江"
    style = TextStyle(Face.SERIF, SIZE, 18.0)
    lines = Paragraph.of([Span(name, Face.SERIF, unbroken=True)], style).set(15 * SIZE).lines
    assert len(lines) > 1
    assert all(line.text.endswith("·") for line in lines[:-1])


@pytest.mark.parametrize("before", range(10, 46, 3))
def test_long_name_in_a_text_is_parted_at_a_dot_too(before: int) -> None:
    """Wherever in a line a long name begins, no part of it is torn; lines are flush, gaps below a quarter em."""
    name = "阿卜杜外力·买买提明·样例吾甫尔·阿不都热西提·示范麦麦提依明·试江"
    spans = [Span("证" * before, Face.SERIF), Span(name, Face.SERIF_BOLD, unbroken=True), Span("由" * 50, Face.SERIF)]
    lines = Paragraph.of(spans, TextStyle(Face.SERIF, SIZE, 20.0, Align.JUSTIFIED)).set(36 * SIZE).lines
    for line in lines[:-1]:
        assert line.text[-1] in "证江·由"
        assert line.width_pt == pytest.approx(36 * SIZE, abs=0.1)
        assert max(gaps_between_han(line)) < SIZE / 4


def test_short_name_is_kept_whole() -> None:
    """A name of three characters moves to the next line rather than break."""
    spans = [Span("申请" * 8, Face.SERIF), Span("张样一", Face.SERIF, unbroken=True), Span("名下" * 10, Face.SERIF)]
    lines = Paragraph.of(spans, TextStyle(Face.SERIF, SIZE, 18.0)).set(17 * SIZE).lines
    assert any("张样一" in line.text for line in lines)


def test_word_longer_than_the_column_is_cut_at_its_hyphens() -> None:
    """A long number in a narrow column is parted before its hyphens: at a line's end they would be lost in copying."""
    lines = set_text("9999-0120-2611-2300-0187", 6.0, Align.LEFT, 0.0).lines
    assert len(lines) > 1
    assert all(line.text.startswith("-") for line in lines[1:])


def test_last_line_of_one_character_is_avoided() -> None:
    """A paragraph does not end with a line of a single character and its stop."""
    for extra in range(12):
        lines = set_text("证明" * (30 + extra) + "。", 24.0).lines
        assert len(lines[-1].text) > 2


def test_distributed_label_fills_its_width() -> None:
    """Three characters stand evenly over the width of four, first and last at the edges."""
    line = distributed_line("申请人", Face.SANS, 10, 40)
    assert [letter.x_pt for letter in line.letters] == pytest.approx([0, 15, 30])
    assert line.width_pt == 40
    assert distributed_line("证件号码与类型", Face.SANS, 10, 40).width_pt == pytest.approx(70)


def test_fitted_line_gives_up_below_the_smallest_size() -> None:
    """A title loses tracking, then size, and is None when even the smallest is too wide."""
    wide = fitted_line("不动产登记", Face.SERIF, 20, 120, tracking_em=0.2, smallest_pt=10)
    assert wide is not None
    assert wide.width_pt <= 120
    small = fitted_line("不动产登记", Face.SERIF, 20, 60, smallest_pt=10)
    assert small is not None
    assert small.size_pt == pytest.approx(12)
    assert fitted_line("不动产登记", Face.SERIF, 20, 40, smallest_pt=10) is None


def test_balanced_width_evens_out_two_lines() -> None:
    """A centred name of two lines is parted near its middle."""
    paragraph = Paragraph.of("云江市样板民族自治县自然资源局登记中心", TextStyle(Face.SERIF, SIZE, 18, Align.CENTRE))
    lines = paragraph.set(balanced_width_pt(paragraph, 16 * SIZE)).lines
    assert len(lines) == 2
    assert abs(len(lines[0].text) - len(lines[1].text)) <= 1


def test_empty_text_has_no_lines() -> None:
    """Nothing set is nothing high."""
    assert set_text("", 20).height_pt == 0
    assert set_text("   ", 20).lines == ()


def test_paragraph_is_divided_with_two_lines_on_either_side() -> None:
    """A paragraph over a page's end leaves no single line behind or ahead."""
    paragraph = set_text(STATEMENT, 24)
    count = len(paragraph.lines)
    divided = paragraph.divide(20.0 * (count - 1))
    assert divided is not None
    assert (len(divided[0].lines), len(divided[1].lines)) == (count - 2, 2)
    assert divided[1].first_indent_pt == 0
    assert paragraph.divide(20.0) is None


def test_missing_character_stops_the_setting() -> None:
    """A paragraph with a character no font has cannot be set at all."""
    with pytest.raises(MissingGlyph):
        set_text("证明😀", 20)


def test_no_break_space_keeps_its_neighbours_together() -> None:
    """U+00A0 is never the end of a line."""
    lines = set_text("证" * 19 + "甲\u00a0乙" + "明" * 10, 21.0, Align.LEFT, 0.0).lines
    assert any("甲\u00a0乙" in line.text for line in lines)
