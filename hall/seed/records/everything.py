"""All registries' answers together."""

from collections.abc import Sequence

from hall.seed.generate_people import Person
from hall.seed.records.answers import Answers
from hall.seed.records.business import answer_business
from hall.seed.records.family import answer_family
from hall.seed.records.homes import answer_homes
from hall.seed.records.medical import answer_medical
from hall.seed.records.roads import answer_roads
from hall.seed.records.schools import answer_schools
from hall.seed.records.town import found_town
from hall.seed.records.welfare import answer_welfare
from hall.seed.records.work import answer_work


def records(people: Sequence[Person]) -> Answers:
    """Return what every registry answers of these people and their firms: the same for the same people, for ever."""
    town = found_town(people)
    answers = Answers()
    for answer in (
        answer_family,
        answer_work,
        answer_medical,
        answer_homes,
        answer_roads,
        answer_schools,
        answer_business,
        answer_welfare,
    ):
        answer(town, answers)
    return answers
