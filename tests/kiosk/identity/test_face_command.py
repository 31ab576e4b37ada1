"""`kiosk face`: what it prints, and what its exit status says."""

import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from devices.simulators.people.cards import Sitter, people
from kiosk.app.cli import main


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two pictures of one drawn person, one of another, one of nobody."""
    folder = tmp_path_factory.mktemp("pictures")
    one, other = Sitter(people()[0]).still(), Sitter(people()[1]).still()
    for name, picture in (("a", one[0]), ("b", one[2]), ("c", other[0]), ("grey", np.full_like(one[0], 128))):
        cv2.imwrite(str(folder / f"{name}.png"), picture)
    (folder / "pairs.csv").write_text("a,b,same\na.png,b.png,1\na.png,c.png,0\n")
    return folder


def test_compare_tells_all_in_json(pictures: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Score, threshold, verdict, quality of both, times; and that nobody has certified it."""
    assert main(["face", "compare", str(pictures / "a.png"), str(pictures / "b.png"), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["verdict"] == "match"
    assert told["score"] >= told["threshold"] == 0.45
    assert told["label"] == "assistive, not certified"
    assert set(told["quality"]) == set(told["times_ms"]) == {"a", "b"}
    assert told["quality"]["a"]["faces"] == 1
    assert told["quality"]["b"]["sharpness"] > 0


def test_compare_in_a_line(pictures: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """For people: one line."""
    assert main(["face", "compare", str(pictures / "a.png"), str(pictures / "c.png")]) == 0
    assert "score" in capsys.readouterr().out


def test_compare_without_a_face_names_the_picture(pictures: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit status 3 and the file."""
    assert main(["face", "compare", str(pictures / "a.png"), str(pictures / "grey.png")]) == 3
    assert "grey.png" in capsys.readouterr().err


def test_compare_a_file_that_is_not_there(pictures: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit status 2 and the file."""
    assert main(["face", "compare", str(pictures / "gone.png"), str(pictures / "a.png")]) == 2
    assert "gone.png" in capsys.readouterr().err


def test_evaluate_tells_rates_for_both_card_sides(pictures: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """AUC, EER, FNMR at both FMRs, each with its interval, as is and degraded."""
    assert main(["face", "evaluate", str(pictures / "pairs.csv"), "--degrade", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [condition["card_side"] for condition in told["conditions"]] == ["as_is", "degraded"]
    for condition in told["conditions"]:
        assert condition["auc"]["low"] <= condition["auc"]["value"] <= condition["auc"]["high"]
        assert [at["fmr"] for at in condition["at_fmrs"]] == [0.01, 0.001]
        assert [at["pairs_needed"] for at in condition["at_fmrs"]] == [100, 1000]


def test_evaluate_as_a_table(pictures: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """For people: a table that says what it cannot say."""
    assert main(["face", "evaluate", str(pictures / "pairs.csv")]) == 0
    assert "needs 100 different pairs" in capsys.readouterr().out


def test_evaluate_a_wrong_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit status 2, the file and the line."""
    (tmp_path / "pairs.csv").write_text("a,b,same\nx.png,y.png,1\n")
    assert main(["face", "evaluate", str(tmp_path / "pairs.csv")]) == 2
    assert "pairs.csv:2" in capsys.readouterr().err
