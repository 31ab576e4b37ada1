"""Pages: where blocks are divided, what stays together, what is cut only when nothing else helps."""

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from printing.errors import DoesNotFit
from printing.fonts.catalogue import Face
from printing.ornament.palette import RULE, TINT
from printing.typesetting.airy import spread_blocks
from printing.typesetting.blocks import SetBlock, SetStack, Stack
from printing.typesetting.canvas import PaperCanvas
from printing.typesetting.flow import Flowing, fill_pages
from printing.typesetting.paragraph import Paragraph, SetParagraph, TextStyle
from printing.typesetting.table import Cell, Row, SetTable, Table, TableLook

LOOK = TableLook(4, 4, 1, 0.5, RULE, TINT)


def table(rows: int) -> SetTable:
    """A table with one header row."""
    style = TextStyle(Face.SERIF, 10, 14)
    header = (Row((Cell(Paragraph.of("表头", style), 1.0, tinted=True),)),)
    body = tuple(Row((Cell(Paragraph.of(f"第{n}行", style), 1.0),)) for n in range(rows))
    return Table(header, body, LOOK).set(200)


def test_table_goes_on_with_its_header() -> None:
    """Each part of a divided table has the header, and every row is in exactly one part."""
    pages = fill_pages([Flowing(table(20))], first_room_pt=150, next_room_pt=220)
    parts = [placed.block for page in pages for placed in page.blocks]
    assert all(isinstance(part, SetTable) and len(part.header) == 1 for part in parts)
    assert sum(len(part.rows) for part in parts if isinstance(part, SetTable)) == 20
    assert len(pages) == 3


def test_row_higher_than_a_page_is_refused() -> None:
    """A row that fits no page is an error that tells both heights, not an endless document."""
    with pytest.raises(DoesNotFit) as caught:
        fill_pages([Flowing(table(1))], first_room_pt=10, next_room_pt=20)
    assert caught.value.room_pt == 20


def tall_table(paragraphs: int) -> SetTable:
    """A table whose second row holds more than a page, beside a short cell."""
    style = TextStyle(Face.SERIF, 10, 14)
    long = Stack(tuple(Paragraph.of(f"第{n}段" + "证明" * 30, style) for n in range(paragraphs)), (2.0,) * paragraphs)
    header = (Row((Cell(Paragraph.of("表头", style), 1.0, tinted=True),)),)
    row = Row((Cell(Paragraph.of("短", style), 0.4), Cell(long, 0.6)))
    return Table(header, (Row((Cell(Paragraph.of("先", style), 1.0),)), row), LOOK).set(200)


def lines_of(block: SetBlock) -> list[str]:
    """Every line of a set block, in reading order."""
    if isinstance(block, SetParagraph):
        return [line.text for line in block.lines]
    if isinstance(block, SetStack):
        return [line for part in block.parts for line in lines_of(part)]
    assert isinstance(block, SetTable)
    return [line for row in block.rows for cell in row.cells for line in lines_of(cell.content)]


@pytest.mark.parametrize("room_pt", [90.0, 133.0, 250.0])
def test_row_higher_than_a_page_goes_on_under_the_header(room_pt: float) -> None:
    """A row that no page holds is cut between lines: nothing is lost, every part has the header and keeps its room."""
    whole = tall_table(5)
    pages = fill_pages([Flowing(whole)], first_room_pt=room_pt, next_room_pt=room_pt)
    parts = [placed.block for page in pages for placed in page.blocks]
    assert len(pages) > 2
    assert all(isinstance(part, SetTable) and len(part.header) == 1 for part in parts)
    assert all(part.height_pt <= room_pt + 0.01 for part in parts)
    cut = [line for part in parts for line in lines_of(part)]
    assert sorted(cut) == sorted(lines_of(whole))
    long = [line for line in lines_of(whole) if line not in ("先", "短")]
    assert [line for line in cut if line not in ("先", "短")] == long


def test_row_that_a_page_can_hold_is_never_cut() -> None:
    """A row is moved to the next page whole, however much room that leaves."""
    whole = tall_table(1)
    row_pt = whole.rows[1].height_pt
    room = row_pt + whole.header[0].height_pt + 1
    pages = fill_pages([Flowing(Box(room * 0.6)), Flowing(whole)], first_room_pt=room, next_room_pt=room)
    assert not any(row.divided for page in pages for block in page.blocks for row in getattr(block.block, "rows", ()))


def test_heading_goes_with_what_follows() -> None:
    """A block that keeps with the next is never the last of a page; several such move together."""
    blocks = [Flowing(Box(50)), Flowing(Box(10), keep_with_next=True), Flowing(Box(10), keep_with_next=True)]
    pages = fill_pages([*blocks, Flowing(Box(60))], first_room_pt=100, next_room_pt=100)
    assert [len(page.blocks) for page in pages] == [1, 3]
    assert [placed.down_pt for placed in pages[1].blocks] == [0, 10, 20]


def test_headings_that_fill_a_page_do_not_go_round_for_ever() -> None:
    """When what has to stay together fits no page, it is parted rather than refused or tried without end."""
    pages = fill_pages([Flowing(Box(60), keep_with_next=True), Flowing(Box(60))], first_room_pt=100, next_room_pt=100)
    assert [len(page.blocks) for page in pages] == [1, 1]


@settings(max_examples=120, deadline=None)
@given(st.lists(st.tuples(st.floats(1, 90), st.floats(0, 20), st.booleans()), min_size=1, max_size=25))
def test_pages_hold_every_block_once_and_never_more_than_fits(boxes: list[tuple[float, float, bool]]) -> None:
    """Whatever is kept together: order stays, nothing is lost, nothing reaches below a page, no page is empty."""
    blocks = [Flowing(Box(height), gap, keep) for height, gap, keep in boxes]
    pages = fill_pages(blocks, first_room_pt=90, next_room_pt=100)
    assert [placed.block for page in pages for placed in page.blocks] == [item.block for item in blocks]
    assert all(placed.down_pt + placed.block.height_pt <= 100.01 for page in pages for placed in page.blocks)
    assert all(page.blocks for page in pages)


def test_closer_setting_keeps_the_text_and_takes_less_room() -> None:
    """Leading and padding shrink, the lines stay the same, and no leading falls below what reads well."""
    style = TextStyle(Face.SERIF, 10, 18)
    row = Row((Cell(Paragraph.of("证明" * 40, style), 0.5), Cell(Paragraph.of("短", style), 0.5)))
    natural = Table((), (row,), LOOK)
    closer = natural.tightened(0.9).set(200)
    assert closer.height_pt < natural.set(200).height_pt
    assert lines_of(closer) == lines_of(natural.set(200))
    assert Paragraph.of("证", style).tightened(0.1).style.leading_pt == pytest.approx(13.6)
    assert Paragraph.of("证", TextStyle(Face.SERIF, 10, 12)).tightened(0.5).style.leading_pt == 12


@dataclass(frozen=True)
class Box:
    """A block of a given height that cannot be divided."""

    height_pt: float

    def divide(self, room_pt: float) -> None:
        """See `SetBlock.divide`."""
        return

    def draw(self, canvas: PaperCanvas, x_pt: float, top_pt: float) -> None:
        """See `SetBlock.draw`."""
        raise AssertionError


def test_gap_falls_away_at_the_top_of_a_page() -> None:
    """A block that moves to the next page begins at its very top."""
    pages = fill_pages([Flowing(Box(60)), Flowing(Box(60), 12)], first_room_pt=100, next_room_pt=100)
    assert [placed.down_pt for page in pages for placed in page.blocks] == [0, 0]


def test_short_page_breathes_within_limits() -> None:
    """What is left over is shared between the blocks, but no gap grows by more than it may."""
    page = fill_pages([Flowing(Box(10)), Flowing(Box(10), 5), Flowing(Box(10), 5)], first_room_pt=400, next_room_pt=400)
    spread = spread_blocks(page[0], room_pt=400, most_pt=8)
    assert [placed.down_pt for placed in spread.blocks] == [0, 23, 46]
    full = spread_blocks(page[0], room_pt=40, most_pt=8)
    assert [placed.down_pt for placed in full.blocks] == [0, 15, 30]
