"""The diagram in the docs is the table that runs."""

from pathlib import Path

from kiosk.flow.drawing import mermaid
from kiosk.flow.journeys.terminal import JOURNEY

DOCS = Path(__file__).resolve().parents[3] / "docs"


def test_the_drawn_journey_is_the_one_that_runs() -> None:
    """docs/journey.md holds the table's own diagram; write it anew with kiosk.flow.drawing when this fails."""
    assert f"```mermaid\n{mermaid(JOURNEY)}```" in (DOCS / "journey.md").read_text("utf-8")
