"""Triggers that refuse to change or delete an audit row, whatever program holds the database."""

from django.db import migrations

REFUSE = {
    "sqlite": (
        """
CREATE TRIGGER audit_row_never_{what} BEFORE {what} ON audit_auditrow
BEGIN SELECT RAISE(ABORT, 'audit rows are append-only'); END;
""",
        ("UPDATE", "DELETE"),
    ),
    "postgresql": (
        """
CREATE TRIGGER audit_row_never_{what} BEFORE {what} ON audit_auditrow
FOR EACH STATEMENT EXECUTE FUNCTION audit_rows_are_append_only();
""",
        ("UPDATE", "DELETE", "TRUNCATE"),
    ),
}
FUNCTION = """
CREATE FUNCTION audit_rows_are_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'audit rows are append-only'; END $$;
"""


def refuse_changes(_apps, schema_editor):
    vendor = schema_editor.connection.vendor
    statement, whats = REFUSE[vendor]
    if vendor == "postgresql":
        schema_editor.execute(FUNCTION)
    for what in whats:
        schema_editor.execute(statement.format(what=what))


def allow_changes(_apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for what in REFUSE[vendor][1]:
        on_table = " ON audit_auditrow" if vendor == "postgresql" else ""
        schema_editor.execute(f"DROP TRIGGER audit_row_never_{what}{on_table}")
    if vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION audit_rows_are_append_only")


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunPython(refuse_changes, allow_changes)]
