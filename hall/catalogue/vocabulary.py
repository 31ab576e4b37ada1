"""The closed vocabularies of the catalogue: what an item may say where its own words would not do."""

from enum import Enum
from typing import Final


class ItemKind(Enum):
    """What happens when the item is done: which steps the hall takes by itself."""

    PROPERTY_PROOF = "property_proof"
    PROOF = "proof"
    APPLICATION = "application"
    QUERY = "query"
    PAYMENT = "payment"
    BOOKING = "booking"
    REPORT = "report"
    GUIDANCE = "guidance"


class Need(Enum):
    """What the citizen must show."""

    ID_CARD = "id_card"
    ANY_SIGN_IN = "any_sign_in"


class PaperKind(Enum):
    """What comes out of the terminal."""

    A4 = "a4"
    RECEIPT = "receipt"


class Assurance(Enum):
    """How sure the hall must be of the person; a higher level meets a lower one (`hall.identity.assurance`)."""

    BASIC = "basic"
    SUBSTANTIAL = "substantial"
    HIGH = "high"


class Applicant(Enum):
    """For whom an item may be done, reduced to what a terminal meets: oneself, or whom one may sign for."""

    NATURAL_PERSON = "natural_person"
    FIRM = "firm"


class ApplicantKind(Enum):
    """Who may apply, in the national catalogue's kinds. `NATIONAL_CODE` has their digits."""

    NATURAL_PERSON = "natural_person"
    COMPANY = "company"
    PUBLIC_INSTITUTION = "public_institution"
    SOCIAL_ORGANISATION = "social_organisation"
    UNINCORPORATED = "unincorporated"
    AGENCY = "agency"
    OTHER = "other"


NATIONAL_CODE: Final = {kind: str(number) for number, kind in enumerate(ApplicantKind, start=1)}


class CaseType(Enum):
    """即办件 is decided while the citizen waits; 承诺件 within the days that were promised."""

    SAME_DAY = "same_day"
    PROMISED = "promised"


class TimeUnit(Enum):
    """What a time limit counts."""

    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    HOURS = "hours"


class Trust(Enum):
    """How far a material may be relied upon.

    A issued by an agency and shared; B checked before at a window; C uploaded, the original still to be seen;
    D the applicant's own, with a commitment (告知承诺).
    """

    A = "A"
    B = "B"
    C = "C"
    D = "D"


class Necessity(Enum):
    """Whether a material must come: always, in the case that `when` describes, or as the applicant likes."""

    REQUIRED = "required"
    CONDITIONAL = "conditional"
    OPTIONAL = "optional"


class Signature(Enum):
    """What the applicant signs: nothing, the application, or the application with a commitment (告知承诺书)."""

    NONE = "none"
    APPLICATION = "application"
    COMMITMENT = "commitment"


class ResultForm(Enum):
    """What the applicant has in the end."""

    LICENCE = "licence"
    PROOF = "proof"
    DECISION = "decision"
    REGISTRATION = "registration"
    BENEFIT = "benefit"
    RECORD = "record"
    RECEIPT = "receipt"


class Delivery(Enum):
    """How it reaches them."""

    TERMINAL = "terminal"
    COUNTER = "counter"
    POST = "post"
    ELECTRONIC = "electronic"


class Brings(Enum):
    """What a look-up must bring for a proof to hold: any row at all, exactly one, none, or whatever there is."""

    SOME = "some"
    ONE = "one"
    NONE = "none"
    ANY = "any"


class Prefill(Enum):
    """What a form's field may be filled with by the hall itself (`x-from`); the citizen sees and may change it."""

    CITIZEN_NAME = "citizen.name"
    CITIZEN_NUMBER = "citizen.number"
    CITIZEN_ADDRESS = "citizen.address"
    CITIZEN_MOBILE = "citizen.mobile"
    FIRM_NAME = "firm.name"
    FIRM_CODE = "firm.uscc"
