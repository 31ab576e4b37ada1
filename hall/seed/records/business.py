"""What the registry of firms and the tax office answer of firms and of whom they name."""

from typing import Final

from hall.seed.dice import Dice
from hall.seed.households import SeedFirm
from hall.seed.records.answers import Answers
from hall.seed.records.careers import LAST_MONTH
from hall.seed.records.town import Citizen, Town, district_of, some_address
from hall.seed.records.wording import money, month

_SCOPES: Final = {
    "样品贸易": "样品、文具、日用百货销售",
    "范例餐饮": "餐饮服务；食品销售",
    "试行科技": "软件开发；信息技术咨询服务",
    "例会服务": "会议及展览服务；礼仪服务",
    "模型建材": "建筑材料、装饰材料销售",
}


def answer_business(town: Town, answers: Answers) -> None:
    """Say what each firm is, to whoever asks by its code or by its legal person, and who has a part in it."""
    citizens = {citizen.number: citizen for citizen in town.citizens}
    adults = [citizen for citizen in town.citizens if citizen.adult and not citizen.example]
    for firm in town.firms:
        head = citizens[firm.legal_person]
        dice = Dice(f"hallkiosk-firms-1/{firm.uscc}")
        _say_licence(dice, firm, head, answers)
        _say_taxes(dice, firm, answers)
        partner = dice.choose(adults)
        shared = partner is not head and dice.chance(35)
        part = dice.choose((10, 20, 30, 49)) if shared else 0
        answers.say(
            head.number, "business-roles", firm=firm.name, role=f"法定代表人、执行董事；认缴出资比例{100 - part}%"
        )
        if shared:
            answers.say(partner.number, "business-roles", firm=firm.name, role=f"股东、监事；认缴出资比例{part}%")


def _say_licence(dice: Dice, firm: SeedFirm, head: Citizen, answers: Answers) -> None:
    address = some_address(dice, district_of(head.book.address))
    scope = next(scope for trade, scope in _SCOPES.items() if trade in firm.name)
    for subject in (head.number, firm.uscc):
        answers.say(
            subject,
            "business-licence",
            name=firm.name,
            uscc=firm.uscc,
            legal_person=head.person.name,
            address=address,
            scope=scope,
            state="存续（在营、开业、在册）",
        )


def _say_taxes(dice: Dice, firm: SeedFirm, answers: Answers) -> None:
    """The last four quarters that are over."""
    over = (LAST_MONTH + 1) // 3 * 3
    for first in range(over - 12, over, 3):
        sold = dice.between(80_000, 900_000) * 100
        period = f"{month(first)}至{month(first + 2)}"
        answers.say(firm.uscc, "tax-payments", period=period, kind="增值税", amount=money(sold // 100))
        answers.say(firm.uscc, "tax-payments", period=period, kind="企业所得税", amount=money(sold // 10 * 5 // 100))
