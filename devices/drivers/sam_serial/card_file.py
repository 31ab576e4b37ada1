"""A simulated card from a TOML file.

::

    variant = "citizen"            # hmt_residence, permanent_residence_2017, permanent_residence_2023
    name = "张样一"
    sex = "male"                   # female, unknown, unstated
    ethnicity_code = "01"
    born = 1990-01-01
    address = "云江市样板区样例路1号"
    number = "430124199001010014"
    issuer = "云江市公安局样板分局"
    valid_from = 2016-05-03
    # valid_until = 2036-05-03     # absent: 长期, no end
    newest_address = ""

    [extra]                        # the variant's own fields: pass_number, english_name, nationality, ...
"""

import tomllib
from datetime import date
from pathlib import Path
from typing import Final

from devices.api.configuration import ConfigurationFaults, Fault, Options, Wrong, shown
from devices.api.kinds.id_card_reader import CardText, CardVariant, Sex
from devices.drivers.sam_serial.simulator import SimulatedCard

EXAMPLE_CARD: Final = SimulatedCard(
    CardText(
        variant=CardVariant.CITIZEN,
        name="张样一",
        sex=Sex.MALE,
        ethnicity_code="01",
        born=date(1990, 1, 1),
        address="云江市样板区样例路1号",
        number="430124199001010014",
        issuer="云江市公安局样板分局",
        valid_from=date(2016, 5, 3),
        valid_until=None,
    )
)
"""No such person exists."""

_SEXES = {sex.name.lower(): sex for sex in Sex}
_NO_DAY = date.min


def load_card(path: Path) -> SimulatedCard:
    """Read a card.

    Raises:
        ConfigurationFaults: everything that is wrong with the file, or that no chip could hold it.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigurationFaults([Fault(str(path), Wrong.UNREADABLE, shown(str(error)))]) from error
    options = Options(table, place="card")
    variant = options.text("variant", "citizen", allowed=[variant.value for variant in CardVariant])
    sex = options.text("sex", allowed=_SEXES)
    text = {
        "name": options.text("name"),
        "ethnicity_code": options.text("ethnicity_code", ""),
        "address": options.text("address", ""),
        "number": options.text("number"),
        "issuer": options.text("issuer", ""),
    }
    born = options.day("born") or _NO_DAY
    valid_from = options.day("valid_from") or _NO_DAY
    valid_until = options.day("valid_until", _NO_DAY)
    newest_address = options.text("newest_address", "")
    extra = options.table("extra")
    options.finish()
    try:
        return SimulatedCard(
            CardText(
                variant=CardVariant(variant),
                sex=_SEXES[sex],
                born=born,
                valid_from=valid_from,
                valid_until=None if valid_until == _NO_DAY else valid_until,
                extra={name: str(value) for name, value in extra.items()},
                **text,
            ),
            newest_address=newest_address,
        )
    except ValueError as error:
        raise ConfigurationFaults([Fault("card", Wrong.NOT_ALLOWED, str(error))]) from error
