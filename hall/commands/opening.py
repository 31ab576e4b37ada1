"""What every command that touches the database does first."""


def open_state(*, is_serving: bool = False) -> None:
    """Load Django on the state folder that `hall.cli` chose, and bring the folder up to date.

    Raises:
        StateUnusable: see `hall.serving.preparation`.
    """
    import django  # noqa: PLC0415 - reads settings, which read the state folder

    django.setup()
    from hall.serving.preparation import prepare_state  # noqa: PLC0415 - needs Django set up

    prepare_state(has_time_limits=is_serving)
