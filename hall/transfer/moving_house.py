"""Move everything from the SQLite file to a PostgreSQL that is empty, in one transaction there.

Values are copied as they are stored: what is sealed stays sealed, so the keys go on being the state folder's. The hall
does not run meanwhile. Where anything is not as it must be, the target is left as empty as it was.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import psycopg
from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DatabaseError, connection, connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

from hall.audit.verification import ChainBroken, verify_chain
from hall.project.database import postgresql_settings
from hall.project.state_folder import StateUnusable
from hall.serving.preparation import DatabaseUnreachable, refuse_unfit

TARGET: Final = "target"
ROWS_AT_ONCE: Final = 2_000


class TargetNotEmpty(StateUnusable):
    """There are tables at the address already.

    Attributes:
        table: one of them.
    """

    def __init__(self, table: str) -> None:
        """Keep its name."""
        self.table = table
        super().__init__(f"the database at the address is not empty (it has {table}); nothing was changed")


class CopyRefused(StateUnusable):
    """PostgreSQL does not take what is stored, or it does not come out as it went in. The target is empty again.

    Attributes:
        table: where.
    """

    def __init__(self, table: str, why: str) -> None:
        """Keep where, and a code or count that says why."""
        self.table = table
        super().__init__(f"{table} cannot be moved ({why}); nothing was changed")


@dataclass(frozen=True, slots=True)
class Moved:
    """What was moved.

    Attributes:
        rows: how many of each table, by its name.
        audit_rows: how many the audit chain has, verified at the target.
    """

    rows: dict[str, int]
    audit_rows: int


def move_to(address: str) -> Moved:
    """Copy the default database to the PostgreSQL at `address`; see above.

    Raises:
        TargetNotEmpty, CopyRefused, DatabaseUnfit, DatabaseUnreachable: see there.
    """
    connections.databases[TARGET] = {**connections.databases["default"], **postgresql_settings(address)}
    target = connections[TARGET]
    try:
        refuse_unfit(target)
        _lift_limits(target)
        # The source is read in one transaction too: what is moved is one moment's.
        with transaction.atomic(), transaction.atomic(using=TARGET):
            _refuse_unless_empty(target)
            call_command("migrate", database=TARGET, interactive=False, verbosity=0, skip_checks=True)
            _put_references_off(target)
            rows = {model._meta.db_table: _copy(model, target) for model in _models()}  # noqa: SLF001 - Django's Meta
            _set_sequences(target)
            audit_rows = _verified(rows, target)
    except DatabaseError as error:
        raise DatabaseUnreachable(getattr(error.__cause__, "sqlstate", None)) from error
    finally:
        target.close()
        del connections[TARGET]
        del connections.databases[TARGET]
    return Moved(rows, audit_rows)


def _models() -> list[type[models.Model]]:
    return apps.get_models(include_auto_created=True)


def _lift_limits(target: BaseDatabaseWrapper) -> None:
    with target.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0")


def _refuse_unless_empty(target: BaseDatabaseWrapper) -> None:
    tables = sorted(target.introspection.table_names())
    if tables:
        raise TargetNotEmpty(tables[0])


def _put_references_off(target: BaseDatabaseWrapper) -> None:
    """Have references checked when all is there: rows refer to each other in circles, and a migration ended that."""
    with target.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _copy(model: type[models.Model], target: BaseDatabaseWrapper) -> int:
    """Copy one table; return how many rows it has."""
    meta = model._meta  # noqa: SLF001 - Django's documented Meta API
    columns = [str(field.column) for field in meta.concrete_fields]
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(meta.db_table), sql.SQL(", ").join([sql.Identifier(column) for column in columns])
    )
    copied = 0
    with target.cursor() as cursor:
        try:
            with cursor.copy(statement) as copy:
                for row in _stored(model):
                    copy.write_row(row)
                    copied += 1
        except (psycopg.Error, ValueError) as error:
            raise CopyRefused(meta.db_table, getattr(error, "sqlstate", None) or type(error).__name__) from error
    return copied


def _stored(model: type[models.Model]) -> Iterator[list[Any]]:
    """Yield each row as PostgreSQL's driver takes it: what SQLite writes as text or number is a time, a truth again."""
    meta = model._meta  # noqa: SLF001 - see above
    read = [_reader(field) for field in meta.concrete_fields]
    names = ", ".join(connection.ops.quote_name(str(field.column)) for field in meta.concrete_fields)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {names} FROM {connection.ops.quote_name(meta.db_table)}")  # noqa: S608 - names of ours
        while rows := cursor.fetchmany(ROWS_AT_ONCE):
            for row in rows:
                yield [each(value) for each, value in zip(read, row, strict=True)]


def _reader(field: "models.Field[Any, Any]") -> Callable[[Any], Any]:
    """Return what turns SQLite's value of this column into Python's, without the field's own reading (unsealing)."""
    # A foreign key is stored as what it refers to.
    stored_as = field
    while isinstance(stored_as, models.ForeignKey):
        stored_as = stored_as.target_field
    expression = stored_as.get_col(stored_as.model._meta.db_table)  # noqa: SLF001 - see above
    converters = connection.ops.get_db_converters(expression)

    def read(value: Any) -> Any:
        for convert in converters:
            value = convert(value, expression, connection)
        return value

    return read


def _set_sequences(target: BaseDatabaseWrapper) -> None:
    with target.cursor() as cursor:
        for statement in target.ops.sequence_reset_sql(no_style(), _models()):
            cursor.execute(statement)


def _verified(rows: dict[str, int], target: BaseDatabaseWrapper) -> int:
    """Hold the target against the source; return how many audit rows are whole there."""
    with target.cursor() as cursor:
        # References are checked at the end of a transaction; here while it can still be undone by name.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table, expected in rows.items():
            cursor.execute(f"SELECT count(*) FROM {target.ops.quote_name(table)}")  # noqa: S608 - a name of ours
            found = cursor.fetchone()
            if found != (expected,):
                raise CopyRefused(table, f"{expected} rows went in")
    verdict = verify_chain(using=TARGET)
    if isinstance(verdict, ChainBroken):
        raise CopyRefused("audit_auditrow", f"the chain is broken at {verdict.sequence}")
    return verdict.rows
