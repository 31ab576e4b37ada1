"""Error rates: the arithmetic against a slow and plain count, the file of pairs, and the degraded card side."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.simulators.people.cards import Sitter, people
from kiosk.identity.engines.blazeface import BlazeFaceEngine
from kiosk.identity.evaluation import degrading
from kiosk.identity.evaluation.measuring import PictureUnreadable, measure
from kiosk.identity.evaluation.pairs import PairsFault, read_pairs
from kiosk.identity.evaluation.rates import at_fmr, auc, eer, fmr_at, fnmr_at, interval, threshold_at
from kiosk.identity.geometry import eye_distance

SCORES = st.lists(st.integers(-20, 20), min_size=1, max_size=30).map(lambda drawn: np.array(drawn, np.float64) / 20)


@settings(max_examples=60, deadline=None)
@given(SCORES, SCORES)
def test_auc_is_the_part_of_pairs_in_the_right_order(genuine: np.ndarray, impostor: np.ndarray) -> None:
    """Counted one by one; ties count half."""
    counted = sum((g > i) + 0.5 * (g == i) for g in genuine for i in impostor)
    assert auc(genuine, impostor) == pytest.approx(counted / (len(genuine) * len(impostor)))


@settings(max_examples=60, deadline=None)
@given(SCORES, st.sampled_from([0.5, 0.1, 0.05]))
def test_the_threshold_keeps_to_the_fmr_and_no_lower_one_does(impostor: np.ndarray, fmr: float) -> None:
    """It is the lowest that lets at most that part pass."""
    threshold = threshold_at(impostor, fmr)
    assert fmr_at(impostor, threshold) <= fmr
    if np.isfinite(threshold):
        assert fmr_at(impostor, float(np.nextafter(threshold, -np.inf))) > fmr


@settings(max_examples=60, deadline=None)
@given(SCORES, SCORES)
def test_the_eer_lies_where_the_rates_meet(genuine: np.ndarray, impostor: np.ndarray) -> None:
    """It is the mean of both rates at one of the thresholds at which they are nearest to each other."""
    rate = eer(genuine, impostor)
    both = [(fnmr_at(genuine, t), fmr_at(impostor, t)) for t in [*genuine, *impostor, 2.0]]
    least = min(abs(fnmr - fmr) for fnmr, fmr in both)
    assert any(
        abs(fnmr - fmr) == pytest.approx(least) and (fnmr + fmr) / 2 == pytest.approx(rate) for fnmr, fmr in both
    )


def test_scores_of_known_distributions() -> None:
    """Two normal distributions two deviations apart: the normal law gives AUC and EER, and the intervals hold them."""
    dice = np.random.default_rng(7)
    genuine, impostor = dice.normal(2, 1, 4000), dice.normal(0, 1, 4000)
    for measured, wanted in ((interval(auc, genuine, impostor), 0.9214), (interval(eer, genuine, impostor), 0.1587)):
        assert measured.low < wanted < measured.high
        assert measured.low <= measured.value <= measured.high
        assert measured.high - measured.low < 0.02
    at = at_fmr(genuine, impostor, 0.01)
    assert at.threshold == pytest.approx(2.33, abs=0.15)
    assert at.fnmr is not None
    assert at.fnmr.value == pytest.approx(0.63, abs=0.06)


def test_too_few_impostors_say_nothing() -> None:
    """With 99 of them, one in a hundred cannot be spoken of."""
    at = at_fmr(np.ones(10), np.zeros(99), 0.01)
    assert (at.threshold, at.fnmr, at.pairs_needed) == (None, None, 100)


def _picture(file: Path, person: int) -> Path:
    cv2.imwrite(str(file), Sitter(people()[person]).still()[person % 6])
    return file


def test_pairs_are_measured_as_is_and_degraded(tmp_path: Path) -> None:
    """The same drawn person is more alike than another, on both card sides; a faceless picture counts as no match."""
    for name, person in (("a.png", 0), ("b.png", 0), ("c.png", 1)):
        _picture(tmp_path / name, person)
    cv2.imwrite(str(tmp_path / "grey.png"), np.full((300, 300, 3), 128, np.uint8))
    (tmp_path / "pairs.csv").write_text("a,b,same\na.png,b.png,1\na.png,c.png,0\na.png,grey.png,1\n")
    engine = BlazeFaceEngine()
    told: list[tuple[int, int]] = []
    for degraded in (False, True):
        rates = measure(
            engine,
            read_pairs(tmp_path / "pairs.csv"),
            degraded=degraded,
            on_progress=lambda done, of: told.append((done, of)),
        )
        assert (rates.same, rates.different, rates.same_not_found, rates.different_not_found) == (2, 1, 1, 0)
        assert rates.auc.value == 0.5  # one of two genuine pairs lies above the impostor, the faceless one below
        assert rates.fnmr_at_threshold == 0.5
        assert all(at.fnmr is None for at in rates.at_fmrs)
    assert told[3] == (4, 4)


def test_a_degraded_picture_is_as_on_a_card() -> None:
    """102 x 126, the eyes 25 pixels apart and where a card has them."""
    engine = BlazeFaceEngine()
    small = degrading.as_on_a_card(engine, Sitter(people()[0]).still()[0])
    assert small is not None
    assert small.shape == (126, 102, 3)
    large = cv2.resize(small, None, fx=3, fy=3, interpolation=cv2.INTER_CUBIC).astype(np.uint8)
    points = engine.locate(large, engine.detect(large)[0]).points
    assert eye_distance(points) / 3 == pytest.approx(25, abs=1.5)
    assert points[:2].mean(axis=0) / 3 == pytest.approx([51, 59.2], abs=2.5)
    assert degrading.as_on_a_card(engine, np.full((300, 300, 3), 128, np.uint8)) is None


@pytest.mark.parametrize(
    ("text", "place", "wrong"),
    [
        ("a,b\nx,y\n", "1", "no column same"),
        ("a,b,same\na.png,a.png,maybe\n", "2", "same is 'maybe'"),
        ("a,b,same\na.png,gone.png,1\n", "2", "column b: no file 'gone.png'"),
        ("a,b,same\na.png,a.png,1\n", "", "same = 0"),
        ("", "1", "no column"),
    ],
)
def test_a_wrong_file_says_where_and_what(tmp_path: Path, text: str, place: str, wrong: str) -> None:
    """Line and column, and what is wanted."""
    (tmp_path / "a.png").write_bytes(b"")
    file = tmp_path / "pairs.csv"
    file.write_text(text)
    with pytest.raises(PairsFault) as caught:
        read_pairs(file)
    assert caught.value.place == place
    assert wrong in caught.value.wrong


def test_a_file_that_is_no_picture(tmp_path: Path) -> None:
    """It is named."""
    (tmp_path / "a.png").write_text("no picture")
    (tmp_path / "pairs.csv").write_text("a,b,same\na.png,a.png,1\na.png,a.png,0\n")
    with pytest.raises(PictureUnreadable, match=r"a\.png"):
        measure(
            BlazeFaceEngine(), read_pairs(tmp_path / "pairs.csv"), degraded=False, on_progress=lambda done, of: None
        )
