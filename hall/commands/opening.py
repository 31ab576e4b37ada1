"""What every command that touches the database does first."""


def open_state() -> None:
    """Load Django on the state folder that `hall.cli` chose, and bring the folder up to date.

    Raises:
        StateDamaged, DatabaseTooNew: see there.
    """
    import django  # noqa: PLC0415 - reads settings, which read the state folder

    django.setup()
    from hall.serving.preparation import prepare_state  # noqa: PLC0415 - needs Django set up

    prepare_state()
