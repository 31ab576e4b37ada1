"""What the property registry, the filing of contracts, the housing fund's lenders and residence permits answer."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from hall.registries.ports import Sharing
from hall.seed.generate_people import CITY, years_later
from hall.seed.houses import TOWN_RIGHT, Hold, House
from hall.seed.records.answers import Answers
from hall.seed.records.careers import NEWEST_DAY, Occupation, age_on
from hall.seed.records.town import ADULT_AGE, Citizen, Mortgage, Town, district_code, district_of, some_address
from hall.seed.records.wording import area, day, money

FUND_CENTRE: Final = f"{CITY}住房公积金管理中心"
_BANKS: Final = ("云江样例银行例一支行", "云江范例银行例二支行", "云江试行农村商业银行例三支行")
_SHARING: Final = {Sharing.SOLE: "单独所有", Sharing.JOINT: "共同共有", Sharing.BY_SHARES: "按份共有"}


def answer_homes(town: Town, answers: Answers) -> None:
    """Say who owns, borrowed, bought, rents and is registered as living elsewhere."""
    citizens = {citizen.number: citizen for citizen in town.citizens}
    for serial, (house, mortgage) in enumerate(town.houses, start=1):
        for hold in house.holds:
            _say_holding(house, hold, mortgage, answers)
        buyer = citizens[house.holds[0].owner]
        _say_contract(house, buyer, serial, answers)
        _say_loan(house, buyer, mortgage, serial, answers)
    owners = town.owners()
    for serial, citizen in enumerate(town.citizens, start=1):
        if citizen.adult and citizen.number not in owners:
            _say_lease(citizen, answers)
        if citizen.elsewhere:
            _say_permit(citizen, serial, answers)


def _say_holding(house: House, hold: Hold, mortgage: Mortgage, answers: Answers) -> None:
    shared = f"{_SHARING[hold.sharing]}（{hold.share}）" if hold.share else _SHARING[hold.sharing]
    answers.say(
        hold.owner,
        "property-holdings",
        registered="有",
        location=house.location,
        unit_number=house.unit_number,
        right=f"{house.right_type[0]}，{shared}",
        area=area(house.area_m2),
        registered_on=f"{day(house.registered_on)}，{hold.certificate_number}",
    )
    answers.say(
        hold.owner,
        "property-mortgage",
        unit_number=house.unit_number,
        mortgaged=_lender(house, mortgage),
        seized="未查封",
    )


def _lender(house: House, mortgage: Mortgage) -> str:
    since = day(house.registered_on)
    match mortgage:
        case Mortgage.NONE:
            return "未抵押"
        case Mortgage.BANK:
            bank = _BANKS[int(house.area_m2 * 100) % len(_BANKS)]
            return f"已抵押，抵押权人：{bank}，{since}登记"
        case Mortgage.FUND:
            return f"已抵押，抵押权人：{FUND_CENTRE}，{since}登记"


def _say_contract(house: House, buyer: Citizen, serial: int, answers: Answers) -> None:
    """Most flats were bought off plan, by somebody of age, a year or two before they were registered."""
    dice = buyer.dice(f"house-contract/{house.unit_number}")
    filed_on = house.registered_on - timedelta(days=dice.between(240, 800))
    if house.right_type != TOWN_RIGHT or age_on(buyer.born, filed_on) < ADULT_AGE:
        return
    if buyer.example or dice.chance(70):
        answers.say(
            buyer.number,
            "house-contract",
            contract_number=f"例云房备（{filed_on.year}）第99{serial:05d}号",
            location=house.location,
            area=area(house.area_m2),
            filed_on=day(filed_on),
        )


def _say_loan(house: House, buyer: Citizen, mortgage: Mortgage, serial: int, answers: Answers) -> None:
    """Whoever has mortgaged to the fund owes it; some whose house is free owed it once."""
    dice = buyer.dice(f"housing-fund-loan/{house.unit_number}")
    if house.right_type != TOWN_RIGHT:
        return
    amount = min(600_000_00, int(house.area_m2 * Decimal(2_600)) * 100)
    number = f"例公贷（{house.registered_on.year}）第99{serial:05d}号"
    years = NEWEST_DAY.year - house.registered_on.year
    if mortgage is Mortgage.FUND:
        answers.say(
            buyer.number,
            "housing-fund-loan",
            contract_number=number,
            outstanding=money(amount * max(2, 30 - years) // 30),
            state="正常还款",
            settled_on="",
        )
    elif mortgage is Mortgage.NONE and years > 6 and buyer.career.occupation is Occupation.EMPLOYED and dice.chance(40):
        settled_on = dice.day(years_later(house.registered_on, 5), NEWEST_DAY)
        answers.say(
            buyer.number,
            "housing-fund-loan",
            contract_number=number,
            outstanding=money(0),
            state="已结清",
            settled_on=day(settled_on),
        )


def _say_lease(citizen: Citizen, answers: Answers) -> None:
    """Who lives in another district rents there; of the others without a house, the first example and some do."""
    dice = citizen.dice("lease")
    if not (citizen.elsewhere or citizen.example or dice.chance(22)):
        return
    location = citizen.residence if citizen.elsewhere else some_address(dice, district_of(citizen.book.address))
    begins = dice.day(date(2025, 1, 1), date(2026, 9, 30))
    answers.say(
        citizen.number,
        "lease-filing",
        location=location,
        from_day=day(begins),
        to_day=day(years_later(begins, 2) - timedelta(days=1)),
    )


def _say_permit(citizen: Citizen, serial: int, answers: Answers) -> None:
    """The permit is endorsed for a year each time (居住证暂行条例, article 10)."""
    since = max(citizen.dice("residence").day(date(2021, 1, 1), date(2026, 4, 30)), citizen.born)
    endorsed = years_later(since, age_on(since, NEWEST_DAY) + 1)
    answers.say(
        citizen.number,
        "residence-permit",
        permit_number=f"例居{district_code(district_of(citizen.residence))}{serial:06d}",
        address=citizen.residence,
        since=day(since),
        valid_until=day(endorsed),
    )
