"""What the synthetic registries say: every question answered, in one form, and no two registries at odds."""

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date

import pytest

from hall.protection.digests import person_digest
from hall.registries.models import RecordRow
from hall.registries.ports import Question, RegistryName, Relation
from hall.registries.wiring import records_of
from hall.seed.freshness import CATALOGUE_FOLDER
from hall.seed.generate_people import years_later
from hall.seed.importing import read_people
from hall.seed.records.careers import LAST_MONTH, NEWEST_DAY, PENSION_AGE, Occupation
from hall.seed.records.everything import records
from hall.seed.records.town import MARRIAGE_AGE, Citizen, Town, found_town
from hall.seed.records.wording import month
from printing.documents.registry_proof import MOST_ROWS, ProofFact

Rows = list[dict[str, str]]
QUESTIONS = tomllib.loads((CATALOGUE_FOLDER / "vocabulary" / "lookups.toml").read_text(encoding="utf-8"))
VALID_LATER = {"valid_until", "inspected_until", "to_day", "until"}


@pytest.fixture(scope="module")
def town() -> Town:
    """The town."""
    return found_town(read_people())


@pytest.fixture(scope="module")
def said() -> Mapping[str, Mapping[str, Rows]]:
    """Rows by question and subject."""
    found: defaultdict[str, dict[str, Rows]] = defaultdict(dict)
    for answer in records(read_people()):
        found[answer.check_id][answer.subject] = answer.rows
    return found


Said = Mapping[str, Mapping[str, Rows]]


def test_every_question_is_answered_and_no_other(said: Said) -> None:
    """lookups.toml and the records hold each other: each question has rows of exactly its fields.

    A new question needs rows in a module of hall/seed/records/.
    """
    assert set(said) == set(QUESTIONS)
    for check_id, by_subject in said.items():
        shapes = {tuple(row) for rows in by_subject.values() for row in rows}
        assert shapes == {tuple(QUESTIONS[check_id]["fields"])}, check_id


def test_same_people_same_records() -> None:
    """Made twice, the records are the same, row for row."""
    first, second = ([(each.subject, each.check_id, each.rows) for each in records(read_people())] for _ in range(2))
    assert first == second


def test_everything_fits_a_paper(said: Said) -> None:
    """Any answer can stand on a proof: not too many rows, no value too long, nothing that cannot be printed."""
    for by_subject in said.values():
        for rows in by_subject.values():
            assert len(rows) <= MOST_ROWS
            for row in rows:
                for value in row.values():
                    ProofFact("栏", value)
                    assert len(value) <= 160


def test_one_form_for_days_months_and_money(said: Said) -> None:
    """Days are 2026-03-05, months 2026-03, amounts 1,234.00元; nothing is newer than the registries."""
    for check_id, by_subject in said.items():
        for rows in by_subject.values():
            for name, value in (pair for row in rows for pair in row.items()):
                at = f"{check_id}/{name}"
                if value.endswith("元"):
                    assert re.fullmatch(r"\d{1,3}(,\d{3})*\.\d\d元", value), at
                for written in re.findall(r"\d{4}-\d\d(?:-\d\d)?(?!\d|-\d{6})", value):
                    whole = date.fromisoformat(written if len(written) == 10 else f"{written}-01")
                    assert name in VALID_LATER or whole <= NEWEST_DAY, at
                assert not re.search(r"\d年\d+月\d+日|\d/\d\d/\d", value), at


def test_nothing_could_be_real(said: Said, town: Town) -> None:
    """Plates, certificates, permits and schools say 例 or lie in area 99; people are known."""
    known = {citizen.number for citizen in town.citizens}
    for row in (row for rows in said["vehicle-record"].values() for row in rows):
        assert re.fullmatch(r"例AD?\d{5}", row["plate"])
    for row in (row for rows in said["marriage-status"].values() for row in rows):
        assert re.fullmatch(r"([JL]9999\d\d-\d{4}-\d{6})?", row["certificate_number"])
    for row in (row for rows in said["student-record"].values() for row in rows):
        assert row["student_number"][1:] in known
        assert re.match(r"云江(市.+例|样例|范例|试行)", row["school"])
    for row in (row for rows in said["qualification"].values() for row in rows):
        assert "9999" in row["number"]
    for row in (row for rows in said["residence-permit"].values() for row in rows):
        assert row["permit_number"].startswith("例居9999")
    numbers = set(re.findall(r"(?<!\d)\d{17}[\dX]", str({k: v for k, v in said.items() if k != "qualification"})))
    assert numbers <= known


def test_spouses_are_married_to_each_other(said: Said, town: Town) -> None:
    """Head and spouse have one certificate, of a day when both were of age; nobody else says to be married."""
    couples: defaultdict[str, list[Citizen]] = defaultdict(list)
    for citizen in town.citizens:
        for row in said["marriage-status"].get(citizen.number, []):
            if row["status"] == "已婚":
                couples[row["certificate_number"]].append(citizen)
                of_age = years_later(citizen.born, MARRIAGE_AGE[citizen.person.sex])
                assert row["registered_on"] >= of_age.isoformat()
    books = {citizen.book for citizen in town.citizens if citizen.relation is Relation.SPOUSE}
    assert len(couples) == len(books) > 20
    for one, other in couples.values():
        assert one.book is other.book
        assert said["marriage-status"][one.number] == said["marriage-status"][other.number]


def test_household_is_told_alike_to_all(said: Said, town: Town) -> None:
    """Everybody of a book gets the same rows, and the population registry has them at the book's address."""
    for citizen in town.citizens:
        rows = said["household-members"][citizen.number]
        assert rows == said["household-members"][citizen.book.members[0][0].number]
        assert citizen.person.name in {row["name"] for row in rows}
        assert said["person"][citizen.number][0]["address"] == rows[0]["address"]


def test_children(said: Said, town: Town) -> None:
    """Every child in a book has a record of birth that names its parents, who get it too, and a place at school."""
    children = [citizen for citizen in town.citizens if citizen.relation is Relation.CHILD]
    assert len(children) > 20
    for child in children:
        parents = [person for person, relation in child.book.members if relation is not Relation.CHILD]
        (record,) = said["birth-record"][child.number]
        assert {record["mother"], record["father"]} == {person.name for person in parents}
        assert record["born"] == child.person.born
        for person in parents:
            assert record in said["birth-record"][person.number]
            assert said["birth-record"][person.number][0]["name"] == child.person.name
        assert child.number in said["student-record"]


@pytest.mark.parametrize(
    ("born", "grade"),
    [
        ("2008-12-15", "高中三年级"),
        ("2014-01-12", "初中一年级"),
        ("2009-04-16", "高中三年级"),
        ("2020-11-23", "大班"),
    ],
)
def test_year_of_school_by_age(said: Said, town: Town, born: str, grade: str) -> None:
    """Six by the end of August begins in September (Compulsory Education Law, article 11)."""
    (child,) = [citizen for citizen in town.citizens if citizen.person.born == born]
    assert said["student-record"][child.number][0]["grade"] == grade


def test_employees(said: Said, town: Town) -> None:
    """Five insurances, two years paid month by month and counted, and one employer in insurance and housing fund."""
    employed = [citizen for citizen in town.citizens if citizen.career.occupation is Occupation.EMPLOYED]
    assert len(employed) > 120
    with_fund = 0
    for citizen in employed:
        status = said["insurance-status"][citizen.number]
        assert len({row["kind"] for row in status}) == 5
        (employer,) = {row["employer"] for row in status}
        payments = said["insurance-payments"][citizen.number]
        assert payments[-1]["month"] == month(LAST_MONTH)
        assert len(payments) == min(24, citizen.career.months_insured)
        counted = [int(row["months"]) for row in payments]
        assert counted == list(range(counted[-1] - len(counted) + 1, counted[-1] + 1))
        assert said["medical-status"][citizen.number][0]["kind"] == "职工基本医疗保险（在职）"
        for account in said["housing-fund-account"].get(citizen.number, []):
            assert account["employer"] == employer != ""
            with_fund += 1
    assert 0.7 < with_fund / len(employed) < 0.95
    assert set(said["housing-fund-account"]) <= {citizen.number for citizen in employed}


def test_pensioners(said: Said, town: Town) -> None:
    """Past sixty everybody draws a pension and nobody has an employer; before it nobody draws one."""
    for citizen in town.citizens:
        assert (citizen.number in said["pension-benefit"]) == (citizen.age >= PENSION_AGE)
        if citizen.age >= PENSION_AGE:
            assert {row["employer"] for row in said["insurance-status"][citizen.number]} == {""}
            assert said["pension-benefit"][citizen.number][0]["since"] <= month(LAST_MONTH + 1)


def test_without_work(said: Said, town: Town) -> None:
    """Only people without an employer are registered as unemployed, and after their last payment."""
    citizens = {citizen.number: citizen for citizen in town.citizens}
    for number, (row,) in said["unemployment-status"].items():
        assert citizens[number].career.employer == ""
        assert said["insurance-payments"][number][-1]["month"] < row["registered_on"][:7]
        assert int(row["months_taken"]) <= int(row["months_due"])


def test_houses(said: Said, town: Town) -> None:
    """Holdings, mortgages, filed contracts and fund loans name the property registry's own units and places."""
    units = {house.unit_number: house for house, _ in town.houses}
    places = {house.location for house in units.values()}
    assert set(said["property-holdings"]) == town.owners() == set(said["property-mortgage"])
    for number, rows in said["property-holdings"].items():
        mortgages = said["property-mortgage"][number]
        assert [row["unit_number"] for row in rows] == [row["unit_number"] for row in mortgages]
        for row in rows:
            assert units[row["unit_number"]].location == row["location"]
    for number, rows in said["house-contract"].items():
        held = {row["location"]: row for row in said["property-holdings"][number]}
        for row in rows:
            assert row["location"] in places
            assert held[row["location"]]["area"] == row["area"]
            assert row["filed_on"] < held[row["location"]]["registered_on"]
    for number, rows in said["housing-fund-loan"].items():
        owing = sum(row["state"] == "正常还款" for row in rows)
        assert owing == sum("公积金" in row["mortgaged"] for row in said["property-mortgage"][number])
    assert not set(said["lease-filing"]) & town.owners()


def test_residence_permits(said: Said, town: Town) -> None:
    """Who lives in another district than the book's has a permit for that place, still valid; nobody else has one."""
    away = {citizen.number: citizen for citizen in town.citizens if citizen.elsewhere}
    assert set(said["residence-permit"]) == set(away)
    for number, (row,) in said["residence-permit"].items():
        assert row["address"] == away[number].person.newest_address
        assert row["valid_until"] > NEWEST_DAY.isoformat()


def test_drivers(said: Said, town: Town) -> None:
    """Every owner of a car has a licence, and its points are those of the violations since the cycle began."""
    assert set(said["vehicle-record"]) <= set(said["driving-licence"])
    with_points = 0
    for number, (licence,) in said["driving-licence"].items():
        since = date.fromisoformat(licence["since"])
        began = next(
            day for day in (years_later(since, y - since.year) for y in range(2026, 1980, -1)) if day <= NEWEST_DAY
        )
        violations = said["traffic-violations"].get(number, [])
        points = sum(int(row["points"]) for row in violations if row["day"] >= began.isoformat())
        assert int(licence["points"]) == points < 12
        with_points += points > 0
    assert with_points > 10


def test_firms(said: Said, town: Town) -> None:
    """A firm is the same to whoever asks, by its code or as its legal person, who works there and has a part in it."""
    citizens = {citizen.number: citizen for citizen in town.citizens}
    parts: Counter[str] = Counter()
    for rows in said["business-roles"].values():
        for row in rows:
            parts[row["firm"]] += int(re.findall(r"(\d+)%", row["role"])[0])
    for firm in town.firms:
        (licence,) = said["business-licence"][firm.uscc]
        assert licence in said["business-licence"][firm.legal_person]
        assert (licence["name"], licence["uscc"]) == (firm.name, firm.uscc)
        assert licence["legal_person"] == citizens[firm.legal_person].person.name
        assert parts[firm.name] == 100
        assert len(said["tax-payments"][firm.uscc]) == 8


def test_assistance_and_disability(said: Said, town: Town) -> None:
    """A poor household is poor as a whole: no work, house, car or firm; what it is paid agrees."""
    citizens = {citizen.number: citizen for citizen in town.citizens}
    assert len(said["low-income"]) >= 5
    for number, (row,) in said["low-income"].items():
        members = {person.number for person, _ in citizens[number].book.members}
        assert int(row["people"]) == len(members)
        assert members <= set(said["low-income"])
        for check_id in ("housing-fund-account", "property-holdings", "vehicle-record", "business-licence"):
            assert not members & set(said[check_id])
    for number, rows in said["subsidy-payments"].items():
        projects = {row["project"] for row in rows}
        disabled, poor = number in said["disability"], number in said["low-income"]
        assert ("困难残疾人生活补贴" in projects) == (disabled and poor)
        assert ("重度残疾人护理补贴" in projects) == (
            disabled and said["disability"][number][0]["level"] in {"一级", "二级"}
        )
        for row in rows:
            if row["project"] == "最低生活保障金":
                assert row["amount"] == said["low-income"][number][0]["monthly"]
    for number, (certificate,) in said["disability"].items():
        assert certificate["certificate_number"][:18] == number


def test_nobody_is_a_criminal_and_names_are_counted(said: Said, town: Town) -> None:
    """Everybody's record is clean; the same-name count is that of the synthetic population."""
    names = Counter(citizen.person.name for citizen in town.citizens)
    for citizen in town.citizens:
        assert said["criminal-record"][citizen.number][0]["found"] == "未发现违法犯罪记录"
        assert said["same-name"][citizen.number] == [{"count": str(names[citizen.person.name])}]


def test_the_dead_left_their_books(said: Said) -> None:
    """Whoever lost a parent finds that the book says so from after the day; cremation follows death."""
    assert said["death-record"]
    for number, (record,) in said["death-record"].items():
        assert record["died_on"] < record["cremated_on"]
        (cancelled,) = said["household-cancelled"][number]
        assert cancelled["cancelled_on"] > record["died_on"]
        assert cancelled["reason"] == "户内成员死亡"


def test_examples_have_something_everywhere(said: Said, town: Town) -> None:
    """The design's three have an answer to every common question; the second has a family, a car, points and firms."""
    everybody = (
        "person", "household-members", "marriage-status", "insurance-status", "insurance-payments", "medical-status",
        "medical-payments", "housing-fund-account", "tax-payments", "driving-licence", "qualification",
    )  # fmt: skip
    first, second, third = (citizen.number for citizen in town.citizens[:3])
    for check_id in everybody:
        assert {first, second, third} <= set(said[check_id]), check_id
    assert first in said["lease-filing"]
    assert third in said["residence-permit"]
    assert said["marriage-status"][second][0]["status"] == "已婚"
    assert int(said["driving-licence"][second][0]["points"]) > 0
    for check_id in ("vehicle-record", "birth-record", "house-contract", "property-mortgage", "business-roles"):
        assert second in said[check_id], check_id


@pytest.mark.django_db
def test_registries_answer_from_the_database(said: Said, town: Town) -> None:
    """What was generated is what `records_of` gives, for a person and for a firm; none of it is kept in clear."""
    number, code = town.citizens[1].number, town.firms[0].uscc
    for subject, check_id in ((number, "insurance-payments"), (code, "business-licence"), (number, "low-income")):
        question = Question(
            RegistryName(QUESTIONS[check_id]["registry"]), check_id, tuple(QUESTIONS[check_id]["fields"]), "核对"
        )
        answer = records_of(question.registry).records_of(question, subject)
        assert [dict(record.values) for record in answer] == said[check_id].get(subject, [])
    assert RecordRow.objects.count() == sum(map(len, said.values()))
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT subject, rows FROM registries_recordrow WHERE check_id = 'person'")
        for subject, rows in cursor.fetchall():
            assert subject != number
            assert "李例二".encode() not in bytes(rows)
    assert RecordRow.objects.filter(subject=person_digest(number), check_id="person").exists()
