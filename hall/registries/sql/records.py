"""Registries that answer the catalogue's questions, in the hall's own database."""

from hall.protection.digests import person_digest
from hall.registries.models import RecordRow
from hall.registries.ports import Question, Record


class SqlRecords:
    """See `hall.registries.ports.RecordsRegistry`."""

    def records_of(self, question: Question, number: str) -> tuple[Record, ...]:
        """See the port."""
        found = RecordRow.objects.filter(subject=person_digest(number), check_id=question.check_id).first()
        if found is None:
            return ()
        return tuple(Record({field: str(row.get(field, "")) for field in question.fields}) for row in found.rows)
