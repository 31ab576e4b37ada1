"""Put together what an application asks of one citizen."""

from hall.applications.materials import is_identified, ways
from hall.applications.prefill import fill
from hall.applications.schemas import ApplicationFormGiven, MaterialWaysGiven
from hall.audit.trail import record
from hall.cases.admission import admit, current_version
from hall.cases.processes import APPLICATIONS
from hall.identity.authentication import CitizenCaller
from hall.problems.errors import NothingToFillIn
from hall.project.writing import write_transaction


def application_form(caller: CitizenCaller, item_id: str) -> ApplicationFormGiven:
    """Return it, once it is on record which registries were asked.

    Raises:
        ItemUnknown, ItemNotAvailableHere, AssuranceTooLow, ApplicantNotServed: see `hall.cases.admission`.
        NothingToFillIn: the item is no application.
    """
    version = current_version(item_id)
    content = admit(caller.session, version)
    if content.kind not in APPLICATIONS:
        raise NothingToFillIn
    filling = fill(caller, content.form)
    if filling.entries:
        with write_transaction():
            record(*filling.entries)
    identified = is_identified(caller.session)
    return ApplicationFormGiven(
        item_id=item_id,
        item_version=version.version,
        form=content.form,
        filled=list(filling.filled),
        complete=filling.complete,
        materials=[
            MaterialWaysGiven(**material.model_dump(), ways=list(ways(content, material, identified=identified)))
            for material in content.materials
        ],
        signature=content.signature,
    )
