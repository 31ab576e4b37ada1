"""Triggers that refuse to change or delete an audit row, whatever program holds the database."""

from django.db import migrations

REFUSE = """
CREATE TRIGGER audit_row_never_{what} BEFORE {what} ON audit_auditrow
BEGIN SELECT RAISE(ABORT, 'audit rows are append-only'); END;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.RunSQL(
            sql=REFUSE.format(what="UPDATE"), reverse_sql="DROP TRIGGER audit_row_never_UPDATE"
        ),
        migrations.RunSQL(
            sql=REFUSE.format(what="DELETE"), reverse_sql="DROP TRIGGER audit_row_never_DELETE"
        ),
    ]
