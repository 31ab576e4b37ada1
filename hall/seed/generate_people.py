"""Make assets/synthetic/people.json: some 320 people who plainly do not exist.

Run as ``python -m hall.seed.generate_people [--check]``. The same seed gives the same bytes for ever. Area codes begin
with 99, which no real area does, so no number can belong to a person; the first three are the design's own examples.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Final

import assets
from hall.seed.citizen_number import compose
from hall.seed.dice import Dice

SEED: Final = "hallkiosk-people-1"
TARGET: Final = assets.ROOT / "synthetic" / "people.json"
NOTE: Final = "synthetic: no such person exists"
# Ages and cards are reckoned from this day, so the file does not change as the calendar moves.
REFERENCE_DAY: Final = date(2026, 7, 1)
ORDINARY_PEOPLE: Final = 306

CITY: Final = "云江市"
DISTRICTS: Final = {
    "999901": "样板区",
    "999902": "示例区",
    "999903": "例江区",
    "999904": "试验县",
    "999905": "范水县",
    "999906": "模拟县",
}
STREETS: Final = (
    "例新路", "样本街", "试行大道", "范文巷", "云江中路", "模型路", "示范东路", "演示里", "样张胡同", "例题北路",
)  # fmt: skip
SURNAMES: Final = "张李王刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡"
GIVEN_FIRST: Final = "样例试范"
GIVEN_SECOND: Final = "一二三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾"


@dataclass(frozen=True, slots=True)
class Person:
    """One synthetic person, as the card and the population registry both say. Dates are ISO 8601, YYYY-MM-DD."""

    number: str
    name: str
    sex: str
    ethnicity_code: str
    born: str
    address: str
    issuer: str
    valid_from: str
    valid_until: str | None
    newest_address: str
    face_seed: int


@dataclass(frozen=True, slots=True)
class Special:
    """A name that tries the printing and the screen: long, with middle dots, or with rare characters."""

    name: str
    ethnicity_code: str


SPECIALS: Final = (
    Special("阿依·样例·古丽", "05"),
    Special("买买提·试范·吐尔逊", "05"),
    Special("古丽娜尔·样例·阿布都热合曼", "05"),
    Special("叶尔波力·范例·别克", "17"),
    Special("巴特尔·样例", "02"),
    Special("卓玛·试例·央金", "04"),
    Special("欧阳例一", "01"),
    Special("司马样二", "01"),
    Special("陈例𬱖", "01"),
    Special("刘样㛃", "01"),
    Special("龚范䶮", "01"),
)


def people() -> list[Person]:
    """Return every person, always in the same order."""
    dice = Dice(SEED)
    known = _examples()
    numbers = {person.number for person in known}
    everyone = [*known]
    drafts: list[Special] = [*SPECIALS, *(Special(name, _ethnicity(dice)) for name in _plain_names(dice))]
    for index, draft in enumerate(drafts[: ORDINARY_PEOPLE + len(SPECIALS)]):
        person = _compose_person(dice, draft, index=index, taken=numbers)
        numbers.add(person.number)
        everyone.append(person)
    return everyone


def _examples() -> list[Person]:
    """The design's three: the demo's citizen without a house, one with two houses, one born on 29 February."""
    return [
        Person(
            number="430124199001010014", name="张样一", sex="1", ethnicity_code="01", born="1990-01-01",
            address="云江市样板区例新路1号1栋101室", issuer="云江市公安局样板区分局", valid_from="2016-05-03",
            valid_until="2036-05-03", newest_address="", face_seed=1001,
        ),
        Person(
            number="431382198502280013", name="李例二", sex="1", ethnicity_code="01", born="1985-02-28",
            address="云江市示例区样本街20号2栋1202室", issuer="云江市公安局示例区分局", valid_from="2015-08-12",
            valid_until="2035-08-12", newest_address="", face_seed=1002,
        ),
        Person(
            number="43030220000229001X", name="王范三", sex="1", ethnicity_code="15", born="2000-02-29",
            address="云江市试验县试行大道33号3栋303室", issuer="云江市公安局试验县分局", valid_from="2026-03-02",
            valid_until="2046-03-02", newest_address="云江市例江区云江中路8号2栋602室", face_seed=1003,
        ),
    ]  # fmt: skip


def _plain_names(dice: Dice) -> Iterator[str]:
    """Names nobody would give a child, each at most once."""
    taken = {person.name for person in _examples()}
    while True:
        name = dice.choose(SURNAMES) + dice.choose(GIVEN_FIRST) + dice.choose(GIVEN_SECOND)
        if name not in taken:
            taken.add(name)
            yield name
        if len(taken) > ORDINARY_PEOPLE + 3:
            return


def _ethnicity(dice: Dice) -> str:
    return "01" if dice.chance(88) else dice.choose(("03", "06", "08", "11", "12", "13", "14", "15", "31", "33"))


def _compose_person(dice: Dice, draft: Special, *, index: int, taken: set[str]) -> Person:
    area = dice.choose(tuple(DISTRICTS))
    expired = index % 40 == 39
    born = dice.day(date(1974, 1, 1), date(1994, 12, 31)) if expired else _birthday(dice, index)
    number = ""
    while not number or number in taken:
        number = compose(area, born, dice.between(1, 999))
    valid_from, valid_until = _card_validity(dice, born, expired=expired)
    return Person(
        number=number,
        name=draft.name,
        sex="1" if int(number[16]) % 2 else "2",
        ethnicity_code=draft.ethnicity_code,
        born=born.isoformat(),
        address=_address(dice, DISTRICTS[area]),
        issuer=f"{CITY}公安局{DISTRICTS[area]}分局",
        valid_from=valid_from.isoformat(),
        valid_until=valid_until.isoformat() if valid_until else None,
        newest_address=_address(dice, dice.choose(tuple(DISTRICTS.values()))) if dice.chance(8) else "",
        face_seed=2000 + index,
    )


def _birthday(dice: Dice, index: int) -> date:
    """Every twelfth is a child below 14, every twelfth is past 80, the rest are between."""
    match index % 12:
        case 5:
            return dice.day(date(2013, 1, 1), date(2021, 12, 31))
        case 9:
            return dice.day(date(1931, 1, 1), date(1945, 12, 31))
        case _:
            return dice.day(date(1948, 1, 1), date(2009, 12, 31))


def _address(dice: Dice, district: str) -> str:
    """At most 35 UTF-16 units, which is what the card holds."""
    storey = dice.between(1, 28)
    return (
        f"{CITY}{district}{dice.choose(STREETS)}{dice.between(1, 399)}号"
        f"{dice.between(1, 18)}栋{storey}{dice.between(1, 4):02d}室"
    )


def _card_validity(dice: Dice, born: date, *, expired: bool) -> tuple[date, date | None]:
    """Return from and until (None: 长期). Five, ten or twenty years by age at issue; from 46 on for ever."""
    if expired:
        until = dice.day(date(2018, 1, 1), date(2025, 12, 31))
        return years_later(until, -20), until
    issued = dice.day(date(2024, 7, 1), REFERENCE_DAY)
    age = (issued - born).days // 365
    years = 5 if age < 16 else 10 if age < 26 else 20 if age < 46 else 0
    return issued, years_later(issued, years) if years else None


def years_later(day: date, years: int) -> date:
    """Return the same day of another year; 29 February becomes 1 March where it must."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def render() -> str:
    """Return the file's text, one person a line so that a change shows as a change of lines."""
    rows = ",\n".join("  " + json.dumps(asdict(person), ensure_ascii=False) for person in people())
    return f'{{"note": "{NOTE}", "people": [\n{rows}\n]}}\n'


def main(arguments: list[str] | None = None) -> int:
    """Write the file, or with --check say (status 1) that it is not what the seed makes."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument(
        "--check", action="store_true", help="write nothing; fail if the file is not what the seed makes"
    )
    parser.add_argument("--out", type=Path, default=TARGET)
    chosen = parser.parse_args(arguments)
    text = render()
    if chosen.check:
        return 0 if chosen.out.is_file() and chosen.out.read_text(encoding="utf-8") == text else 1
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    chosen.out.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
