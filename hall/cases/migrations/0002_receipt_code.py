from django.db import migrations

import hall.protection.fields


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="receipt_code",
            field=hall.protection.fields.SealedTextField(default=""),
            preserve_default=False,
        ),
    ]
