"""Triggers that refuse to change a published version, whatever program holds the database."""

from django.db import migrations

TABLES = ("catalogue_itemversion", "catalogue_bundleversion")
REFUSE = {
    "sqlite": """
CREATE TRIGGER {table}_never_changed BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, 'published versions never change'); END;
""",
    "postgresql": """
CREATE FUNCTION {table}_never_changed() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'published versions never change'; END $$;
CREATE TRIGGER {table}_never_changed BEFORE UPDATE ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_never_changed();
""",
}
ALLOW = {
    "sqlite": "DROP TRIGGER {table}_never_changed;",
    "postgresql": "DROP TRIGGER {table}_never_changed ON {table}; DROP FUNCTION {table}_never_changed;",
}


def refuse_changes(_apps, schema_editor):
    for table in TABLES:
        schema_editor.execute(REFUSE[schema_editor.connection.vendor].format(table=table))


def allow_changes(_apps, schema_editor):
    for table in TABLES:
        schema_editor.execute(ALLOW[schema_editor.connection.vendor].format(table=table))


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0002_terms_bundles_uses")]

    operations = [migrations.RunPython(refuse_changes, allow_changes)]
