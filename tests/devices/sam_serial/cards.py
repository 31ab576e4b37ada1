"""Synthetic cards of the four documents. No such person exists."""

from datetime import date

from devices.api.kinds.id_card_reader import CardText, CardVariant, Sex

CITIZEN = CardText(
    variant=CardVariant.CITIZEN,
    name="张样一",
    sex=Sex.MALE,
    ethnicity_code="01",
    born=date(1990, 1, 1),
    address="云江市样板区样例路1号",
    number="430124199001010014",
    issuer="云江市公安局样板分局",
    valid_from=date(2016, 5, 3),
    valid_until=date(2036, 5, 3),
)
HMT_RESIDENCE = CardText(
    variant=CardVariant.HMT_RESIDENCE,
    name="样例二",
    sex=Sex.FEMALE,
    ethnicity_code="",
    born=date(1988, 2, 29),
    address="云江市例江区试验路2号",
    number="810000198802290022",
    issuer="云江市公安局",
    valid_from=date(2019, 1, 1),
    valid_until=date(2024, 1, 1),
    extra={"pass_number": "H12345678", "times_issued": "01"},
)
PERMANENT_2017 = CardText(
    variant=CardVariant.PERMANENT_RESIDENCE_2017,
    name="样试三",
    sex=Sex.MALE,
    ethnicity_code="",
    born=date(1981, 8, 3),
    address="",
    number="USA430081080310",
    issuer="1500",
    valid_from=date(2015, 10, 30),
    valid_until=date(2025, 10, 29),
    extra={"nationality": "USA", "version": "01", "english_name": "SAMPLE, THREE"},
)
PERMANENT_2023 = CardText(
    variant=CardVariant.PERMANENT_RESIDENCE_2023,
    name="样范四",
    sex=Sex.FEMALE,
    ethnicity_code="",
    born=date(1985, 1, 1),
    address="",
    number="932682198501010017",
    issuer="",
    valid_from=date(2023, 12, 1),
    valid_until=None,
    extra={
        "nationality": "CAN",
        "times_renewed": "00",
        "english_name": "SAMPLE, FOURTH OF A VERY LONG NAME THAT GOES",
    },
)
ALL = (CITIZEN, HMT_RESIDENCE, PERMANENT_2017, PERMANENT_2023)
