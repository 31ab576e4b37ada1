"""Settings of the hall server (placeholder until the hall's own land)."""

SECRET_KEY = "tests-only"  # noqa: S105
INSTALLED_APPS: list[str] = []
